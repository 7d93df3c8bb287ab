"""History pool: past fakes, shown again so that the discriminator does not forget them."""

from typing import Any

import keras
import tensorflow as tf

from tfgan_suite.aliases import Config, Shape, Tensor


@keras.saving.register_keras_serializable(package="tfgan_suite")
class HistoryPool(keras.layers.Layer):
    """A pool of generated images. Shrivastava et al. 2017, section 2.3, https://arxiv.org/abs/1612.07828, as CycleGAN
    has it (Zhu et al. 2017, section 4): one image at a time comes; while there is room it is kept and shown; from then
    on it is shown, or, half of the time, takes the place of an old one that is shown instead.

    `exchange` changes nothing: the owner of the pool assigns what it returns, on every replica alike. The images kept
    and their number are weights, so they are saved with the model.

    Args:
        size: images that are kept, at least 1.
        image_shape: (height, width, channels).
    """

    def __init__(self, size: int, image_shape: Shape, **options: Any) -> None:
        super().__init__(**options)
        self.size = size
        self.image_shape = tuple(image_shape)
        shared = {"trainable": False, "aggregation": "only_first_replica"}
        self.images = self.add_weight((size, *self.image_shape), "zeros", "float32", name="images", **shared)
        self.count = self.add_weight((), "zeros", "int32", name="count", **shared)
        self.built = True

    def exchange(self, fresh: Tensor, chance: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What is shown for `fresh` images, and what the pool becomes.

        Args:
            fresh: images [B, H, W, C] of the global batch, taken one after the other.
            chance: [B, 2], uniform on [0, 1): whether an old image is shown, and which.

        Returns:
            Images shown [B, H, W, C]; images kept and their number, to be assigned to `images` and `count`.
        """
        fresh = tf.stop_gradient(tf.cast(fresh, tf.float32))
        places = tf.cast(chance[:, 1] * self.size, tf.int32)

        def one(i, images, count, shown):
            room = count < self.size
            place = tf.where(room, count, places[i])
            old = tf.logical_and(tf.logical_not(room), chance[i, 0] < 0.5)
            shown = shown.write(i, tf.where(old, images[place], fresh[i]))
            kept = tf.where(tf.logical_or(room, old), fresh[i], images[place])
            images = tf.tensor_scatter_nd_update(images, [[place]], kept[None])
            return i + 1, images, count + tf.cast(room, tf.int32), shown

        batch = tf.shape(fresh)[0]
        shown = tf.TensorArray(tf.float32, batch, element_shape=fresh.shape[1:])
        start = (tf.constant(0), tf.convert_to_tensor(self.images), tf.convert_to_tensor(self.count), shown)
        _, images, count, shown = tf.while_loop(lambda i, *_: i < batch, one, start)
        return tf.ensure_shape(shown.stack(), fresh.shape), images, count

    def get_config(self) -> Config:
        return {**super().get_config(), "size": self.size, "image_shape": self.image_shape}
