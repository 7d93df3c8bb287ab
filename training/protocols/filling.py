"""How images with filled holes are scored: by what they show, and by the pixels of the holes."""

from typing import Any

import numpy as np

from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.training.protocols.images import SAMPLING_SEED
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.protocols.translations.distances import beside_others, constants, reader
from tfgan_suite.training.scoring.score import Score, least


class FillingProtocol(Protocol):
    """Held-out images with holes, filled, beside the images themselves and holes filled by a mean image."""

    scores = (
        Score(
            "hole_error",
            "squared error in holes",
            better="lower",
            best=0.0,
            unskilled=least("hole_error_of_mean_image", "hole_error_of_median_image", "hole_error_of_mean_colour"),
            fair=0.6,
            bad=0.9,
            says="the error in holes is {share:.3g} times what the best answer without skill has",
            compared=True,
        ),
        Score("fid", "FID", better="lower", compared=True, named_by=("fid_protocol",)),
    )
    ranks_by = ("hole_error",)

    def reads(self, data: Any) -> tuple[tuple[str, ...], ...]:
        return (("image",),)

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """ "hole_error", the mean squared error of pixels in holes, images in [-1, 1], beside that of the mean and of
        the median training image and of the mean colour around the hole; where features are known, the Fréchet distance
        of filled images to other held-out images ("fid"), of holes filled by the mean image ("fid_of_mean_image") and
        of the images themselves ("real_real_floor"), each of n / 2 images."""
        real = data.test["image"][:n]
        x = to_float(real)
        masks = products.game.torn_at(x, seed=SAMPLING_SEED)
        answers = {"filled": products["generator"](x, masks), **constants(data.train["image"], x.shape)}
        around = (x * (1 - masks)).sum((1, 2), keepdims=True) / (1 - masks).sum((1, 2), keepdims=True)
        answers["mean_colour"] = np.broadcast_to(around, x.shape)
        errors = {
            name: float((masks * (x - y) ** 2).sum() / (masks.sum() * x.shape[-1])) for name, y in answers.items()
        }
        report = {"protocol": "held-out images with holes, filled", "n": n, "hole_error": errors.pop("filled")}
        report |= {f"hole_error_of_{name}": error for name, error in errors.items()}
        extractor = reader(data, features, n, "image")
        if extractor is None:
            return report
        composed = {"filled": answers["filled"], "mean_image": np.where(masks > 0, answers["mean_image"], x)}
        levels = {name: to_uint8(images) for name, images in composed.items()}
        return report | beside_others(extractor, levels, real, real.shape)


filling_protocol = FillingProtocol()
