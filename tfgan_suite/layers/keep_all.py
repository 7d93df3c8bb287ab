"""Dropout masks that drop nothing, where a network with dropout must answer the same each time."""

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="tfgan_suite")
class KeepAll(keras.layers.Layer):
    """Anything [B, ...] -> ones [B, units]: dropout masks that drop nothing.

    Args:
        units: length of the masks.
    """

    def __init__(self, units, **options):
        super().__init__(**options)
        self.units = units

    def call(self, like):
        return ops.ones((ops.shape(like)[0], self.units), self.compute_dtype)

    def compute_output_shape(self, shape):
        return (shape[0], self.units)

    def get_config(self):
        return {**super().get_config(), "units": self.units}
