"""Dice loss: how far a predicted mask is from the true one."""

from keras import ops


def feature_l1(ours, theirs):
    """Mean over the scales of the mean absolute difference of features. Xue et al. 2017, eq. 2.

    Args:
        ours, theirs: lists of as many tensors, [B, h, w, c] each.
    """
    return sum(ops.mean(ops.abs(a - b)) for a, b in zip(ours, theirs, strict=True)) / len(ours)


def soft_dice(probability, mask):
    """2 Σpy / (Σp² + Σy²), the mean over the batch: 1 where they are one. Milletari et al. 2016, section 3.

    Args:
        probability, mask: [B, H, W, 1] in [0, 1].
    """
    shared = ops.sum(probability * mask, axis=(1, 2, 3))
    total = ops.sum(probability**2 + mask**2, axis=(1, 2, 3))
    return ops.mean((2 * shared + 1e-6) / (total + 1e-6))
