"""Contrastive losses of classes: embeddings compared with those of the batch and with a proxy of each class.

All embeddings are unit vectors, so that products of two are cosines.
"""

from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import computed_in_float32


@computed_in_float32
def data_to_data_cross_entropy(
    to_proxy: Tensor, to_others: Tensor, differs: Tensor, *, positive: float, negative: float, temperature: float
) -> Tensor:
    """D2D-CE of Kang et al. 2021, eq. 6, https://arxiv.org/abs/2111.01118: near its own proxy, far from other classes.

    Cosines beyond a margin are as good as at the margin, so easy examples pull no more.

    Args:
        to_proxy: cosine of each example with the proxy of its class, [B].
        to_others: cosines with all examples of the global batch, [B, N].
        differs: whether those are of another class, bool [B, N].
        positive: margin of `to_proxy`, in [-1, 1]; .98 in the authors' program.
        negative: margin of `to_others`; .02 there.
        temperature: τ > 0.

    Returns:
        The mean over the local batch, a scalar.
    """
    near = ops.minimum(to_proxy - positive, 0.0) / temperature
    far = ops.where(differs, ops.maximum(to_others - negative, 0.0) / temperature, NEVER)
    return ops.mean(ops.logsumexp(ops.concatenate([near[:, None], far], axis=1), axis=1) - near)


@computed_in_float32
def conditional_contrast(
    to_proxy: Tensor, to_others: Tensor, differs: Tensor, is_itself: Tensor, *, temperature: float
) -> Tensor:
    """2C of Kang and Park 2020, eq. 8, https://arxiv.org/abs/2006.12681: near its own class, of proxy and examples.

    Args:
        to_proxy: cosine of each example with the proxy of its class, [B].
        to_others: cosines with all examples of the global batch, [B, N].
        differs: whether those are of another class, bool [B, N].
        is_itself: which of them is the example itself, bool [B, N].
        temperature: t > 0.

    Returns:
        The mean over the local batch, a scalar.
    """
    proxy, others = to_proxy[:, None] / temperature, to_others / temperature
    all_others = ops.where(is_itself, NEVER, others)
    alike = ops.where(differs, NEVER, all_others)
    total, own = (ops.logsumexp(ops.concatenate([proxy, each], axis=1), axis=1) for each in (all_others, alike))
    return ops.mean(total - own)


NEVER = -1e9  # the logarithm of nothing
