"""How masks are scored."""

import numpy as np

from tfgan_suite.data import to_float
from tfgan_suite.metrics import dice, iou


def segmentation_protocol(plan, n, features=None):
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
