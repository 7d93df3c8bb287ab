"""Weight decay: a penalty of squared weights."""

from keras import ops


def half_squares(weights):
    """½ Σ w², whose gradient is w itself: times λ, the weight decay of optimizers that are not decoupled.

    Args:
        weights: variables or tensors, at least one.
    """
    return sum(ops.sum(ops.square(w)) for w in weights) / 2
