"""Gradient reversal: the identity forward, the negative gradient backward."""

import keras
import tensorflow as tf

from tfgan_suite.aliases import Tensor


@keras.saving.register_keras_serializable(package="tfgan_suite")
class GradientReversal(keras.layers.Layer):
    """The identity, whose gradient is multiplied by -λ. Ganin et al. 2016, eq. 16-17, https://arxiv.org/abs/1505.07818

        domain = Q(GradientReversal()(features, lam=lam))

    What stands behind the layer descends its loss as it is; what stands before it ascends it with weight λ. λ itself
    gets no gradient.
    """

    def call(self, x: Tensor, lam: float | Tensor = 1.0) -> Tensor:
        @tf.custom_gradient
        def reversal(x):
            return tf.identity(x), lambda upstream: -tf.cast(lam, upstream.dtype) * upstream

        return reversal(x)
