"""How painted label maps are scored: by what is read back of them, and by how real they look."""

from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.data.pipeline.void import known
from tfgan_suite.metrics import iou, label_map_reader
from tfgan_suite.training.protocols.images import SAMPLING_SEED
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.protocols.translations.distances import beside_others, reader
from tfgan_suite.training.scoring.score import Score

FITTED_TO = 4000
OBJECT = ("background", "object")


class PaintingProtocol(Protocol):
    """Held-out label maps, painted, beside their real images, those of other maps, and maps in flat colours.

    Flat colours are read back well, and real images of other maps look real: neither score is judged alone.
    """

    scores = (
        Score(
            "fid",
            "FID",
            better="lower",
            best="real_real_floor",
            unskilled="fid_of_flat_colours",
            fair=0.5,
            bad=0.9,
            says="what is painted is {share:.3g} as far from real images as maps in flat colours",
            compared=True,
            named_by=("fid_protocol",),
        ),
        Score(
            "read_back",
            "IoU read back",
            best="read_back_of_real",
            unskilled=lambda report: report["read_back_of_others"] if "fid" in report else None,
            fair=0.3,
            bad=0.7,
            says="a segmenter finds classes where they were asked for, IoU {value:.2f} (real images {best:.2f}, others "
            "{unskilled:.2f})",
            compared=True,
        ),
    )
    ranks_by = ("fid", "read_back")

    def reads(self, data: Any) -> tuple[tuple[str, ...], ...]:
        return (("image",),)

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """ "read_back": mean over classes of the IoU between the label maps and what a segmenter that is fitted to the
        training images finds in what was painted of them; pixels of all images count together, void ones not. Beside it
        that of the real images ("read_back_of_real") and of other maps' images ("read_back_of_others"), and that of
        each class ("read_back_of_class").

        Where features are known, the Fréchet distance of what is painted to real images of other maps ("fid"), of maps
        in the mean colours of their classes ("fid_of_flat_colours") and of real images ("real_real_floor"), each of
        n / 2 images."""
        test = data.test.take(slice(n))
        real, asked = test["image"], classes_of(test["mask"])
        fields = [to_float(test[field]) for field in ("mask", "instances") if field in data.fields]
        made = to_uint8(products["generator"](*products.game.paintable(*fields, seed=SAMPLING_SEED)))
        names = data.test.mask_classes or OBJECT
        rows = slice(FITTED_TO)
        train = data.train["image"][rows], classes_of(data.train["mask"][rows])
        segmenter = label_map_reader(*train, len(names))
        found = {
            "read_back": _found(segmenter, made, asked, names),
            "read_back_of_real": _found(segmenter, real, asked, names),
            "read_back_of_others": _found(segmenter, np.roll(real, 1, axis=0), asked, names),
        }
        report = {"protocol": "held-out label maps, painted", "n": n}
        report |= {name: float(np.mean([*scores.values()])) for name, scores in found.items()}
        report["read_back_of_class"] = found["read_back"]
        extractor = reader(data, features, n, "image")
        if extractor is None:
            return report
        answers = {"painted": made, "flat_colours": flat_colours(asked, *train)}
        return report | beside_others(extractor, answers, real, real.shape)


painting_protocol = PaintingProtocol()


def classes_of(masks: Array) -> Array:
    """The class of each pixel, int16 [n, H, W], of masks uint8 [n, H, W, K], -1 where it is void; of one object 1 where
    it is."""
    said = known(masks)[..., 0]
    marked = masks.argmax(-1) if masks.shape[-1] > 1 else masks[..., 0] > 127
    return np.where(said, marked, -1).astype("int16")


def flat_colours(asked: Array, images: Array, classes: Array) -> Array:
    """Images uint8 in which each pixel has the mean colour that its class has in training images; void is black."""
    table = np.zeros((max(classes.max(), asked.max()) + 2, images.shape[-1]), np.uint8)  # the last is asked for by -1
    for k in np.unique(classes[classes >= 0]):
        table[k] = np.rint(images[classes == k].mean(0))
    return table[asked]


def _found(segmenter, images, asked, names):
    """The IoU of each class that is asked for anywhere, by its name."""
    found = np.where(asked >= 0, _read(segmenter, images), -1)
    return {
        name: iou((found == k)[None, ..., None], (asked == k)[None, ..., None])
        for k, name in enumerate(names)
        if (asked == k).any()
    }


def _read(segmenter, images):
    parts = (segmenter.predict_on_batch(to_float(images[i : i + 64])).argmax(-1) for i in range(0, len(images), 64))
    return np.concatenate([*parts])
