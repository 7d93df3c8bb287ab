"""Full precision: networks that were trained in half precision, as they are exported."""

import keras

from tfgan_suite.core.precision import HALF


def halves(network: keras.Model) -> set[str]:
    """The half precisions that layers of a network compute in."""
    return {layer.compute_dtype for layer in network._flatten_layers()} & HALF


def in_float32(network: keras.Model) -> keras.Model:
    """The same network computing in float32, with the same weights; itself if all its layers do already.

    Args:
        network: built Functional `keras.Model`; its weights are float32 already, as Keras' mixed policies have them.
    """
    if not halves(network):
        return network
    copy = keras.models.clone_model(network, clone_function=_cloned)
    copy.set_weights(network.get_weights())
    return copy


def _cloned(layer):
    if isinstance(layer, keras.Model):
        return in_float32(layer)
    if not isinstance(layer, keras.layers.Layer):
        return layer
    half = {"dtype": "float32"} if layer.compute_dtype in HALF else {}
    return type(layer).from_config(layer.get_config() | half)
