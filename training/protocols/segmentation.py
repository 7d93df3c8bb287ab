"""How masks are scored."""

from typing import Any

import numpy as np

from tfgan_suite.data import to_float
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
        training mask."""
        true = data.test["mask"][:n] > 127
        predicted = products["segmenter"](to_float(data.test["image"][:n])) > 0.5
        mean = np.broadcast_to((data.train["mask"] > 127).mean(0) > 0.5, true.shape)
        return {
            "protocol": "masks of held-out images",
            "n": n,
            "dice": dice(predicted, true),
            "iou": iou(predicted, true),
            "dice_of_everything": dice(np.ones_like(true), true),
            "dice_of_mean_mask": dice(mean, true),
        }


segmentation_protocol = SegmentationProtocol()
