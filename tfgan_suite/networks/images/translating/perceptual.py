"""Perceptual maps: the middle of a trained network, for images to be compared by.

Johnson et al. 2016, section 3.2, https://arxiv.org/abs/1603.08155
"""

import keras

from tfgan_suite.aliases import Shape


def perceptual_maps(
    trained: keras.Model, layer: str, image_shape: Shape, value_range: tuple[float, float] = (-1.0, 1.0)
) -> keras.Model:
    """Image [B, H, W, C] in [-1, 1] -> the maps of a convolutional network at one of its layers, frozen.

    Args:
        trained: image -> anything; convolutional up to the layer.
        layer: its name.
        image_shape: (H, W, C) of what is compared; its channels count, and any size is taken.
        value_range: what the trained network expects black and white to be.
    """
    low, high = value_range
    middle = keras.Model(trained.input, trained.get_layer(layer).output)
    opened = keras.models.clone_model(middle, keras.Input((None, None, trained.input.shape[-1])))
    opened.set_weights(middle.get_weights())
    image = keras.Input((None, None, image_shape[-1]), name="image")
    scaled = keras.layers.Rescaling((high - low) / 2, (high + low) / 2, dtype="float32")(image)
    maps = keras.Model(image, opened(scaled), name="perceptual")
    maps.trainable = False
    return maps
