"""How images are scored that were made of captions and boxes."""

from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.pipeline.resizing import fit_image
from tfgan_suite.data.tasks.placed_fashion import boxes_of
from tfgan_suite.metrics import fashion_classifier, label_accuracy
from tfgan_suite.training.protocols.captioned.captions import CaptionProtocol
from tfgan_suite.training.protocols.image_scores import IMAGE_SCORES
from tfgan_suite.training.protocols.images import SAMPLING_SEED
from tfgan_suite.training.scoring.score import Score

ARTICLE = Score(
    "label",
    "caption matching",
    best="real/label",
    unskilled="by_chance/label",
    fair=0.6,
    bad=0.9,
    says="{value:.0%} of the images show what their caption says (real {best:.0%}, chance {unskilled:.0%})",
    compared=True,
)


class PlacingProtocol(CaptionProtocol):
    """Whether images show what the captions of held-out examples say where their boxes are: the mean "overlap" of what
    is shown with its box, the share of images whose article ("label") and "shade" are those of the caption."""

    scores = (
        Score(
            "overlap",
            "overlap with the box",
            best="real/overlap",
            unskilled="by_chance/overlap",
            fair=0.6,
            bad=0.9,
            says="what is shown overlaps its box by {value:.2f} (real {best:.2f}, chance {unskilled:.2f})",
            compared=True,
        ),
        ARTICLE,
        *IMAGE_SCORES,
    )
    ranks_by = ("overlap", "fid")
    name = "placing"
    known = "placed_fashion"
    unread = "whether images show their captions in their boxes"

    def latents(self, game: Any, test: Any) -> tuple[Any, ...]:
        return game.latents_for(test["caption"], seed=SAMPLING_SEED, boxes=test["box"])

    def matching(self, images: Array, said: Any) -> dict[str, float]:
        return placing(images, said)


placing_protocol = PlacingProtocol()


def placing(images: Array, said: Any) -> dict[str, float]:
    """What images uint8 [n, 32, 32, 1] show, beside what the examples of placed_fashion at their place say."""
    boxes = boxes_of(images)
    articles, shades = shown(images, boxes)
    return {
        "overlap": float(overlap(boxes, said["box"]).mean()),
        "label": label_accuracy(fashion_classifier().probabilities(articles), said["label"]),
        "shade": float(np.mean(shades == said["shade"])),
    }


def overlap(ours: Array, theirs: Array) -> Array:
    """Intersection over union of boxes (x, y, width, height) [n, 4], [n]."""
    starts = np.maximum(ours[:, :2], theirs[:, :2])
    last = np.minimum(ours[:, :2] + ours[:, 2:], theirs[:, :2] + theirs[:, 2:])
    shared = np.prod(np.clip(last - starts, 0, None), axis=1)
    areas = np.prod(ours[:, 2:], axis=1) + np.prod(theirs[:, 2:], axis=1)
    return shared / np.maximum(areas - shared, 1e-9)


def shown(images: Array, boxes: Array) -> tuple[Array, Array]:
    """(articles at full brightness, uint8 [n, 28, 28, 1]; whether each is bright, int [n]) of what lies in boxes.

    A box is widened to a square around its centre, as articles were before they were shrunk.
    """
    side = images.shape[1]
    articles, bright = [], []
    for image, (x, y, width, height) in zip(images.astype(np.float32), boxes * side, strict=True):
        half = max(width, height) / 2 + 1
        centre = np.array([y + height / 2, x + width / 2])
        top, left = np.maximum(np.rint(centre - half), 0).astype(int)
        crop = image[top : top + int(2 * half), left : left + int(2 * half)]
        peak = np.quantile(crop, 0.99)
        bright.append(int(peak > 185))
        full = np.clip(crop * (255 / max(peak, 1)), 0, 255).astype(np.uint8)
        articles.append(fit_image(full, (28, 28), 1))
    return np.stack(articles), np.array(bright)
