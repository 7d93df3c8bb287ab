"""Feature matching: how far the hidden layers of discriminators are from those that real images have there."""

from collections.abc import Iterable, Sequence

from keras import ops
from keras.ops import stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import computed_in_float32


@computed_in_float32
def feature_matching(real: Iterable[Sequence[Tensor]], made: Iterable[Sequence[Tensor]]) -> Tensor:
    """Mean over the scales of the sum over hidden layers of the mean absolute difference. Wang et al. 2018, eq. 3,
    https://arxiv.org/abs/1711.11585

    Args:
        real: for each scale [logits, maps of each hidden layer], as the values of what
            `networks.multiscale_discriminator` answers to real images; constants.
        made: the same of images that were made for them. Logits are not compared.
    """
    sums = [
        sum(ops.mean(ops.abs(stop_gradient(theirs) - ours)) for theirs, ours in zip(r[1:], m[1:], strict=True))
        for r, m in zip(real, made, strict=True)
    ]
    return sum(sums) / len(sums)
