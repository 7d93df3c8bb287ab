"""Weight decay: a penalty of squared weights."""

from collections.abc import Sequence

from keras import ops

from tfgan_suite.aliases import Tensor


def half_squares(weights: Sequence[Tensor]) -> Tensor:
    """½ Σ w², whose gradient is w itself: times λ, the weight decay of optimizers that are not decoupled.

    Args:
        weights: variables or tensors, at least one.
    """
    return sum(ops.sum(ops.square(w)) for w in weights) / 2
