"""Classification losses: pure functions of logits to one scalar, and what logits say of being real."""

import keras
from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import computed_in_float32


@computed_in_float32
def cross_entropy(labels: Tensor, logits: Tensor) -> Tensor:
    """Softmax cross-entropy, the mean over the local batch.

    Args:
        labels: int32 [B], 0 ≤ label < K.
        logits: [B, K].
    """
    return ops.mean(keras.losses.sparse_categorical_crossentropy(labels, logits, from_logits=True))


@computed_in_float32
def real_logit(logits: Tensor) -> Tensor:
    """log Σ exp l_k [B]: the logit of "real" of a K+1-class discriminator whose last logit is fixed at 0.

    Salimans et al. 2016, section 5, https://arxiv.org/abs/1606.03498: D(x) = Z / (Z + 1) with Z = Σ exp l_k, which is
    the sigmoid of log Z. In this form nothing overflows, however sure the classifier is.

    Args:
        logits: [B, K], of the K classes.
    """
    return ops.logsumexp(logits, axis=-1)
