"""How masks are scored."""

from typing import Any

import numpy as np

from tfgan_suite.data import to_float
from tfgan_suite.data.pipeline.rows import in_parts
from tfgan_suite.data.pipeline.void import VOID, known
from tfgan_suite.errors import SuiteError
from tfgan_suite.kinds import Masks
from tfgan_suite.metrics import dice, iou
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.scoring.score import Score, most


class SegmentationProtocol(Protocol):
    """Masks of held-out images, cut at one half, against the true ones."""

    yields = (Masks,)
    scores = (
        Score(
            "dice",
            "Dice",
            best=1.0,
            unskilled=most("dice_of_everything", "dice_of_mean_mask"),
            fair=0.3,
            bad=0.7,
            says="Dice {value:.3g}, where one mask for all images has {unskilled:.3g}",
            compared=True,
        ),
        Score("iou", "IoU", compared=True),
    )
    ranks_by = ("dice",)

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """ "dice" and "iou", and the Dice score of one mask for all images: one that covers everything, and the mean
        training mask. Void places are left out of all of them; "void" is their share of the held-out masks, if any.

        Of several classes a pixel is of the likeliest. Each class has scores of its own ("dice_of_class",
        "iou_of_class"), in which the pixels of all images count together, as usual where not every image holds every
        class. "dice" and "iou" are their means, without the background and classes that no held-out image holds. One
        mask for all images is then everything of one class, the best of them, and the likeliest class of each place.
        """
        said = known(data.test["mask"][:n])
        true = data.test["mask"][:n] > 127
        predicted = products["segmenter"](to_float(data.test["image"][:n]))
        covered, seen = (sum(counts) for counts in zip(*map(_counted, in_parts(data.train["mask"])), strict=True))
        report = {"protocol": "masks of held-out images", "n": n}
        if not said.all():
            report["void"] = float(np.mean(~said))
        if true.shape[-1] == 1:
            return {
                **report,
                "dice": dice(said & (predicted > 0.5), true),
                "iou": iou(said & (predicted > 0.5), true),
                "dice_of_everything": dice(said, true),
                "dice_of_mean_mask": dice(said & (covered > 0.5 * seen), true),
            }
        names = data.test.mask_classes
        scored = [k for k in range(len(names)) if true[..., k].any() and not (k == 0 and is_background(names[0]))]
        if not scored:
            raise SuiteError(f"the {n} held-out masks hold no class but {names[0]}: hold out other images")
        answers = {
            "dice_of_mean_mask": np.broadcast_to(covered.argmax(-1), true.shape[:-1]),
            **{f"everything is {names[k]}": np.full(true.shape[:-1], k) for k in scored},
        }
        answers = {name: np.where(said[..., 0], answer, VOID) for name, answer in answers.items()}
        predicted = np.where(said[..., 0], predicted.argmax(-1), VOID)
        trivial = {name: _mean_of(_by_class(dice, answer, true, scored, names)) for name, answer in answers.items()}
        found = {score.__name__: _by_class(score, predicted, true, scored, names) for score in (dice, iou)}
        return {
            **report,
            **{name: _mean_of(scores) for name, scores in found.items()},
            "dice_of_everything": max(score for name, score in trivial.items() if name != "dice_of_mean_mask"),
            "dice_of_mean_mask": trivial["dice_of_mean_mask"],
            **{f"{name}_of_class": scores for name, scores in found.items()},
        }


def is_background(name: str) -> bool:
    """Whether a class is what belongs to no object, as programs call it."""
    return name.strip("_ ").lower() in ("background", "bg", "void", "unlabelled", "unlabeled")


def _counted(masks):
    """(how many of some masks mark each place, how many say what is there)."""
    return (masks > 127).sum(0), known(masks).sum(0)


def _by_class(score, predicted, true, scored, names):
    """The score of each class by its name, all images as one; `predicted` are numbers of classes [n, H, W]."""
    return {names[k]: score((predicted == k)[None], true[None, ..., k]) for k in scored}


def _mean_of(scores):
    return float(np.mean([*scores.values()]))


segmentation_protocol = SegmentationProtocol()
