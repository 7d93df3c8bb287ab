"""Variational bound: the KL divergence of the code and the likelihood of the example, as losses."""

from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import computed_in_float32


@computed_in_float32
def normal_kl(mean: Tensor, log_variance: Tensor) -> Tensor:
    """KL(N(μ, σ²) || N(0, 1)) in nats. Kingma and Welling 2013, appendix B, https://arxiv.org/abs/1312.6114

    Args:
        mean: μ [B, d].
        log_variance: log σ² [B, d], not log σ.

    Returns:
        Summed over d, the mean over the batch.
    """
    return 0.5 * ops.mean(ops.sum(mean**2 + ops.exp(log_variance) - 1 - log_variance, axis=-1))


@computed_in_float32
def unit_normal_cost(x: Tensor, mean: Tensor) -> Tensor:
    """-log N(x | mean, I) without its constant: half the squared distance.

    Args:
        x, mean: [B, ...] of one shape.

    Returns:
        Summed over all axes but the first, the mean over the batch.
    """
    return 0.5 * ops.mean(ops.sum((x - mean) ** 2, axis=range(1, len(x.shape))))
