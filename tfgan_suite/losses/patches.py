"""Contrast of patches: what a place of an image has become must be told from what its other places were."""

from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import computed_in_float32


@computed_in_float32
def patch_contrast(queries: Tensor, keys: Tensor, *, temperature: float) -> Tensor:
    """PatchNCE of Park et al. 2020, eq. 3 and 4, https://arxiv.org/abs/2007.15651, for one layer.

    Args:
        queries: unit vectors of P places of each translation, [B, P, d].
        keys: those of the same places of its source, [B, P, d]; the other places of the same image are the negatives.
        temperature: τ > 0.

    Returns:
        The mean cross-entropy of finding the own place among all P, a scalar.
    """
    logits = ops.matmul(queries, ops.transpose(keys, (0, 2, 1))) / temperature
    own = ops.sum(queries * keys, axis=-1) / temperature
    return ops.mean(ops.logsumexp(logits, axis=-1) - own)
