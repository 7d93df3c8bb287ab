"""How enlarged images are scored: by what they show, and by their pixels."""

from typing import Any

import numpy as np
import tensorflow as tf

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.metrics import psnr
from tfgan_suite.training.protocols.images import SAMPLING_SEED
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.protocols.translations.distances import beside_others, mean_image, reader
from tfgan_suite.training.scoring.score import Score


class EnlargingProtocol(Protocol):
    """Held-out images made small and enlarged again, beside the images themselves and bicubic interpolation."""

    scores = (
        Score(
            "fid",
            "FID",
            better="lower",
            best="real_real_floor",
            unskilled="fid_of_bicubic",
            fair=0.7,
            bad=0.95,
            says="what is enlarged is {share:.3g} as far from real images as what is interpolated",
            compared=True,
            named_by=("fid_protocol",),
        ),
        Score(
            "psnr",
            "PSNR",
            best="psnr_of_bicubic",
            unskilled="psnr_of_mean_image",
            fair=0.6,
            bad=0.9,
            says="pixels are right to {value:.1f} dB (interpolation {best:.1f}, one image for all {unskilled:.1f})",
            compared=True,
        ),
    )
    ranks_by = ("fid", "psnr")

    def reads(self, data: Any) -> tuple[tuple[str, ...], ...]:
        return (("image",),)

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """ "psnr" in decibels beside that of bicubic interpolation ("psnr_of_bicubic") and of the mean training image
        ("psnr_of_mean_image"); where features are known, the Fréchet distance to other held-out images than were made
        small ("fid"), that of interpolation ("fid_of_bicubic") and of the images themselves ("real_real_floor"), each
        of n / 2 images."""
        real = data.test["image"][:n]
        factor = products.game.factor
        small = products.game.made_small(to_float(real))
        enlarged = products.translate(small, seed=SAMPLING_SEED)
        answers = {"enlarged": to_uint8(enlarged), "bicubic": to_uint8(interpolated(small, factor))}
        mean = np.broadcast_to(to_uint8(mean_image(data.train["image"])), real.shape)
        report = {
            "protocol": "held-out images made small and enlarged",
            "n": n,
            "factor": factor,
            "psnr": psnr(answers["enlarged"], real),
            "psnr_of_bicubic": psnr(answers["bicubic"], real),
            "psnr_of_mean_image": psnr(mean, real),
        }
        extractor = reader(data, features, n, "image")
        return report if extractor is None else report | beside_others(extractor, answers, real, real.shape)


enlarging_protocol = EnlargingProtocol()


def interpolated(small: Array, factor: int) -> Array:
    """Images [n, h, w, C] enlarged by bicubic interpolation."""
    sides = [factor * side for side in small.shape[1:3]]
    return np.clip(tf.image.resize(small, sides, "bicubic"), -1, 1)
