"""Networks that are told a caption and where parts of what it says shall be; and those that find the other parts.

Reed et al. 2016, "Learning What and Where to Draw", sections 4.2 and 4.3, figures 3 and 4,
https://arxiv.org/abs/1610.02454: local paths are nothing where no key point is. Key points are (x, y, visible), x and y
as shares of the image's sides from the upper left.
"""

import keras
from keras import layers, ops

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.layers import KeypointMaps
from tfgan_suite.networks.images.convolutional import maps_from, small
from tfgan_suite.networks.norms import batch_norm
from tfgan_suite.networks.text.paths import first_halved, image_of, logit_of, meeting, read, shrunk, spread, told

MOSTLY = keras.initializers.Constant(2.0)  # logit of being seen


def pointed_generator(
    image_shape: Shape,
    text_length: int,
    keypoints: int,
    latent_dim: int = 100,
    *,
    text_units: int = 128,
    width: int = 128,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "generator",
) -> keras.Model:
    """(z [B, latent_dim], embedding [B, text_length], keypoints [B, K, 3]) -> image [B, H, W, C] in [-1, 1].

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        text_length: length of the embedding of a text.
        keypoints: how many, K.
        latent_dim: length of z.
        text_units: to which the embedding is brought.
        width, most, norm: as in `networks.generator`.
        name: the network's name.

    Raises:
        SuiteError: images of less than 16x16.
    """
    z = keras.Input((latent_dim,), name="z")
    embedding, points = _told(text_length, keypoints)
    text = told(embedding, text_units)
    grid, sides, early, late = meeting(image_shape, width, most)
    maps = KeypointMaps(*sides)(points)
    start = layers.Concatenate()([z, text, read(maps, grid, text_units, norm)])
    everywhere, inside = (maps_from(start, grid, early, norm=norm) for _ in range(2))
    image = image_of([everywhere, inside * _anywhere(maps), maps], late, image_shape[-1], norm)
    return keras.Model([z, embedding, points], image, name=name)


def pointed_discriminator(
    image_shape: Shape,
    text_length: int,
    keypoints: int,
    *,
    text_units: int = 128,
    width: int = 128,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "discriminator",
) -> keras.Model:
    """(image [B, H, W, C], embedding [B, text_length], keypoints [B, K, 3]) -> logit [B, 1] that it is real and shows
    what the text says with its parts where the key points are.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        text_length, keypoints, text_units: as in `pointed_generator`.
        width, most, norm: as in `networks.generator`.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    embedding, points = _told(text_length, keypoints)
    text = told(embedding, text_units)
    h, channels = first_halved(image, width, most)
    sides = h.shape[1:3]
    maps = KeypointMaps(*sides)(points)
    anywhere = _anywhere(maps)
    inside = shrunk(layers.Concatenate()([h * anywhere, spread(text, sides) * anywhere, maps]), channels, norm)
    φ = shrunk(h, channels, norm)
    everywhere = layers.Concatenate()([φ, spread(text, φ.shape[1:3])])
    everywhere = layers.Conv2D(φ.shape[-1], 1, kernel_initializer=small())(everywhere)
    logit = logit_of([layers.LeakyReLU(0.2)(norm()(everywhere)), inside])
    return keras.Model([image, embedding, points], logit, name=name)


def completer(
    text_length: int, keypoints: int, latent_dim: int = 100, *, units: int = 128, name: str = "completer"
) -> keras.Model:
    """(z [B, latent_dim], embedding [B, text_length], keypoints [B, K, 3], given [B, K]) -> keypoints [B, K, 3]: those
    that are given as they are, the others where they might be. Equation 3, with three dense layers.

    Whether a part is seen is rounded to 0 or 1 as it is in data, with the gradient of what was rounded; the paper's
    completer leaves it between, which a judge of single precision tells at once. All parts are seen at first.

    Args:
        text_length: length of the embedding of a text.
        keypoints: how many, K.
        latent_dim: length of z.
        units: of each hidden layer.
        name: the network's name.
    """
    z = keras.Input((latent_dim,), name="z")
    embedding, points = _told(text_length, keypoints)
    given = keras.Input((keypoints,), name="given")
    known = layers.Reshape((keypoints, 1))(given)
    h = layers.Concatenate()([z, told(embedding, units), layers.Flatten()(points * known), given])
    for _ in range(2):
        h = layers.LeakyReLU(0.2)(layers.Dense(units)(h))
    places = layers.Reshape((keypoints, 2))(layers.Dense(2 * keypoints, activation="sigmoid", dtype="float32")(h))
    seen = layers.Dense(keypoints, activation="sigmoid", bias_initializer=MOSTLY, dtype="float32")(h)
    seen = layers.Reshape((keypoints, 1))(seen + ops.stop_gradient(ops.round(seen) - seen))
    found = layers.Concatenate()([places * seen, seen])
    complete = layers.Identity(name="completed", dtype="float32")(points * known + found * (1 - known))
    return keras.Model([z, embedding, points, given], complete, name=name)


def keypoint_judge(text_length: int, keypoints: int, *, units: int = 128, name: str = "judge") -> keras.Model:
    """(keypoints [B, K, 3], embedding [B, text_length]) -> logit [B, 1] that such a text has its parts there.

    Args:
        text_length, keypoints, units: as in `completer`.
        name: the network's name.
    """
    embedding, points = _told(text_length, keypoints)
    h = layers.Concatenate()([layers.Flatten()(points), told(embedding, units)])
    for _ in range(2):
        h = layers.LeakyReLU(0.2)(layers.Dense(units)(h))
    return keras.Model([points, embedding], layers.Dense(1, dtype="float32", name="logit")(h), name=name)


def _told(text_length, keypoints):
    return keras.Input((text_length,), name="embedding"), keras.Input((keypoints, 3), name="keypoints")


def _anywhere(maps: Tensor) -> Tensor:
    """[B, H, W, 1]: where any key point is."""
    return ops.max(maps, axis=-1, keepdims=True)
