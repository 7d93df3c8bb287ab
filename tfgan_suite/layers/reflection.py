"""Reflection padding."""

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="tfgan_suite")
class ReflectionPadding2D(keras.layers.Layer):
    """Images [B, H, W, C] -> [B, H + 2 padding, W + 2 padding, C], mirrored at the edges, which are not repeated.

    Args:
        padding: pixels on each side, less than height and width.
    """

    def __init__(self, padding=1, **options):
        super().__init__(**options)
        self.padding = padding

    def call(self, images):
        sides = (self.padding, self.padding)
        return ops.pad(images, [(0, 0), sides, sides, (0, 0)], mode="reflect")

    def get_config(self):
        return {**super().get_config(), "padding": self.padding}
