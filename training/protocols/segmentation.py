"""How masks are scored."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfgan_suite.data import to_float
from tfgan_suite.metrics import dice, iou

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan


def segmentation_protocol(plan: "Plan", n: int, features: Any = None) -> dict[str, Any]:
    """Masks of the first `n` held-out images, cut at one half, against the true ones.

    Returns:
        "dice" and "iou", and the Dice score of a mask that covers everything.
    """
    true = plan.test["mask"][:n] > 127
    predicted = plan.game.segment(to_float(plan.test["image"][:n])) > 0.5
    return {
        "protocol": "masks of held-out images",
        "n": n,
        "dice": dice(predicted, true),
        "iou": iou(predicted, true),
        "dice_of_everything": dice(np.ones_like(true), true),
    }
