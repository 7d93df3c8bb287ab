"""Dice loss: how far a predicted mask is from the true one."""

from collections.abc import Sequence

from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import computed_in_float32


@computed_in_float32
def feature_l1(ours: Sequence[Tensor], theirs: Sequence[Tensor]) -> Tensor:
    """Mean over the scales of the weighted mean absolute difference of features. Xue et al. 2017, eq. 2.

    As in the authors' program the image and the finest features weigh 1, the coarsest 4 and those between 2. Departs
    from it in the mean: there every number of a scale counts alike, which leaves the coarse scales next to nothing.

    Args:
        ours, theirs: lists of as many tensors, [B, h, w, c] each: the image, then features from the finest to the
            coarsest.
    """
    weights = [1, 1, *[2] * (len(ours) - 3), 4][: len(ours)]
    terms = [w * ops.mean(ops.abs(a - b)) for w, a, b in zip(weights, ours, theirs, strict=True)]
    return sum(terms) / len(terms)


@computed_in_float32
def soft_dice_of_classes(probability: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """(`soft_dice` of each class in each image, whether the image holds it), both [B, K].

    Args:
        probability, mask: [B, H, W, K] in [0, 1] that sum to 1 over the classes.
    """
    shared = ops.sum(probability * mask, axis=(1, 2))
    total = ops.sum(probability**2 + mask**2, axis=(1, 2))
    held = ops.cast(ops.any(mask > 0.5, axis=(1, 2)), shared.dtype)
    return (2 * shared + 1e-6) / (total + 1e-6), held


@computed_in_float32
def soft_dice(probability: Tensor, mask: Tensor) -> Tensor:
    """2 Σpy / (Σp² + Σy²), the mean over the batch: 1 where they are one. Milletari et al. 2016, section 3.

    Args:
        probability, mask: [B, H, W, 1] in [0, 1].
    """
    shared = ops.sum(probability * mask, axis=(1, 2, 3))
    total = ops.sum(probability**2 + mask**2, axis=(1, 2, 3))
    return ops.mean((2 * shared + 1e-6) / (total + 1e-6))
