"""Batch normalization by TensorFlow's fused kernel."""

import keras
import tensorflow as tf

from tfgan_suite.aliases import Tensor


@keras.saving.register_keras_serializable(package="tfgan_suite")
class FusedBatchNormalization(keras.layers.BatchNormalization):
    """Keras' batch normalization, by TensorFlow's fused kernel where a whole batch of maps is on one replica.

    Ioffe and Szegedy 2015, Algorithm 1, https://arxiv.org/abs/1502.03167. Keras 3 writes it as a dozen operations that
    each pass over the maps, in half precision after a cast to float32; the kernel needs two passes and casts nothing.
    The values are Keras' up to rounding, moving variance included (that of the batch, not of the population).
    Everywhere else (replicas that synchronize, vectors, clips, outside training) Keras' own operations run.

    Arguments are those of `keras.layers.BatchNormalization`.
    """

    def call(self, x: Tensor, training: bool | None = None) -> Tensor:
        return self._fused(x) if training and self._can_fuse(x) else super().call(x, training=training)

    def _can_fuse(self, x):
        whole = tf.distribute.get_strategy().num_replicas_in_sync == 1
        plain = self.trainable and self.scale and self.center and not self.renorm and self.axis in (-1, 3)
        return whole and plain and len(x.shape) == 4

    def _fused(self, x):
        normalized, mean, of_population = tf.compat.v1.nn.fused_batch_norm(
            x, self.gamma.value, self.beta.value, epsilon=self.epsilon, is_training=True
        )
        pixels = tf.cast(tf.size(x) // x.shape[-1], tf.float32)
        variance = of_population * tf.maximum(pixels - 1, 1) / pixels
        for moving, found in ((self.moving_mean, mean), (self.moving_variance, variance)):
            moving.assign(self.momentum * moving + (1 - self.momentum) * found)
        return normalized
