"""Mutual information: lower bounds L_I of what images tell of the codes they were made from.

Chen et al. 2016, eq. 5, https://arxiv.org/abs/1606.03657: E log Q(c|x) + H(c), at most I(c; x), in nats.
"""

import math

from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import computed_in_float32
from tfgan_suite.losses.classification import cross_entropy


def category_information(category: Tensor, logits: Tensor) -> Tensor:
    """About a category of K alike: log K less the cross-entropy of Q.

    Args:
        category: int32 [B], what each image was made from.
        logits: [B, K], Q's.

    Returns:
        A scalar, at most log K; 0 for a Q that knows nothing and says so.
    """
    return math.log(logits.shape[-1]) - cross_entropy(category, logits)


@computed_in_float32
def uniform_information(code: Tensor, mean: Tensor) -> Tensor:
    """About independent codes uniform on [-1, 1], with Q normal around `mean` and standard deviation fixed to 1.

    A learned deviation could fall to nothing or blow up; fixing it costs a loose bound, -.226 nats for each
    code that Q finds exactly.

    Args:
        code, mean: [B, d].

    Returns:
        A scalar, summed over the codes.
    """
    log_q = -0.5 * (code - mean) ** 2 - 0.5 * math.log(2 * math.pi)
    return ops.mean(ops.sum(math.log(2) + log_q, axis=-1))
