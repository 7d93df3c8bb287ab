"""Any size: a network from pictures to pictures, on pictures of other sizes than it was trained on.

A fully convolutional network is rebuilt with the same weights for any size and sees the whole picture, padded by
reflection to what its strides need. One whose graph is of a fixed size, such as a U-Net down to one pixel, sees
overlapping tiles of that size, whose answers fade into one another. One that flattens the picture, such as an
autoencoder, sees all of it at the trained size, and the answer is brought back.
"""

from collections.abc import Callable
from typing import Literal

import keras
import numpy as np
import tensorflow as tf

from tfgan_suite.aliases import Array
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.errors import SuiteError

Way = Literal["auto", "whole", "tiles", "resized"]

LARGEST = 1024
PIXELS = 2**20
MOST = 256
FLATTENING = (keras.layers.Flatten, keras.layers.GlobalAveragePooling2D, keras.layers.GlobalMaxPooling2D)


def at_any_size(network: keras.Model, way: Way = "auto") -> Callable[[Array], Array]:
    """`network` as a function of pictures of any size, NumPy [n, H, W, C] -> [n, z H, z W, C'].

    Args:
        network: pictures of one size to pictures of z times that size, z a whole number.
        way: whole, tiles or resized; auto takes the first that the network allows, tiles only where it does not
            flatten the picture.

    Raises:
        SuiteError: the network cannot see other sizes whole, and that is asked for.
    """
    size = network.inputs[0].shape[1:3]
    zoom = network.outputs[0].shape[1] // size[0]
    if way in ("auto", "whole"):
        if (opened := _opened(network)) is not None:
            multiple = _multiple(opened, size, zoom)
            if multiple:
                return lambda pictures: _whole(opened, pictures, size, multiple, zoom)
        if way == "whole":
            raise SuiteError(f"This network sees {size[0]}x{size[1]} pixels alone: take tiles, resized or auto.")
    if way == "tiles" or (way == "auto" and not _flattens(network)):
        return lambda pictures: tiled(network, pictures, size, min(size) // 4, zoom)
    return lambda pictures: _resized(network, pictures, size, zoom)


def tiled(network: Callable, pictures: Array, size: tuple[int, int], overlap: int, zoom: int = 1) -> Array:
    """What `network` makes of overlapping tiles of pictures [n, H, W, C], blended by weights that rise linearly.

    Args:
        network: tiles [m, *size, C] -> [m, zoom · size, C'].
        pictures: smaller ones are padded by reflection.
        size: (height, width) of a tile.
        overlap: pixels that neighbouring tiles share at least.
        zoom: how many pixels of the answer a pixel becomes.
    """
    n, height, width, _ = pictures.shape
    pictures = _padded(pictures, max(height, size[0]), max(width, size[1]))
    places = [(y, x) for y in _starts(pictures.shape[1], size[0], overlap) for x in _starts(width, size[1], overlap)]
    weight = _ramp(size[0] * zoom, overlap * zoom)[:, None, None] * _ramp(size[1] * zoom, overlap * zoom)[:, None]
    total, blended = np.zeros((*(zoom * side for side in pictures.shape[1:3]), 1), "float32"), None
    for y, x in places:
        total[_at(y, x, size, zoom)] += weight
    chunk = max(1, min(MOST, PIXELS // (size[0] * size[1])) // n)
    for first in range(0, len(places), chunk):
        some = places[first : first + chunk]
        tiles = np.concatenate([pictures[:, y : y + size[0], x : x + size[1]] for y, x in some])
        answers = by_chunks(network, tiles, size=chunk * n)
        if blended is None:
            blended = np.zeros((n, *total.shape[:2], answers.shape[-1]), "float32")
        for (y, x), answer in zip(some, np.split(answers, len(some)), strict=True):
            blended[(slice(None), *_at(y, x, size, zoom))] += weight * answer
    return (blended / total)[:, : height * zoom, : width * zoom]


def _whole(network, pictures, least, multiple, zoom):
    """The answer to whole pictures, padded to the trained size at least; to those that are too large for one pass, in
    large tiles."""
    height, width = pictures.shape[1:3]
    wanted = (max(height, least[0]), max(width, least[1]))
    size = tuple(-(-side // multiple) * multiple for side in wanted)
    if max(size) > LARGEST:
        size = tuple(min(side, LARGEST // multiple * multiple) for side in size)
        return tiled(network, pictures, size, min(min(size) // 4, LARGEST // 8), zoom)
    chunk = max(1, min(MOST, PIXELS // (size[0] * size[1])))
    return by_chunks(network, _padded(pictures, *size), size=chunk)[:, : height * zoom, : width * zoom]


def _resized(network, pictures, size, zoom):
    back = [side * zoom for side in pictures.shape[1:3]]
    answer = by_chunks(network, _brought_to(pictures, size), size=MOST)
    return _brought_to(answer, back)


def _brought_to(pictures, size):
    if tuple(pictures.shape[1:3]) == tuple(size):
        return pictures
    return tf.image.resize(pictures, size, "lanczos3", antialias=True).numpy()


def _opened(network):
    """The network for pictures of any size, with the same weights; None where its graph holds to one size."""
    image = network.inputs[0]
    try:
        opened = keras.models.clone_model(network, keras.Input((None, None, image.shape[-1]), name=image.name))
        opened.set_weights(network.get_weights())
        probe = np.random.default_rng(0).uniform(-1, 1, (1, *image.shape[1:])).astype("float32")
        return opened if np.array_equal(by_chunks(opened, probe), by_chunks(network, probe)) else None
    except (ValueError, TypeError, AttributeError, tf.errors.OpError):
        return None


def _multiple(network, size, zoom):
    """The least power of two that sides have to be multiples of; 0 where none is found."""
    multiple = 1
    while multiple <= min(size):
        sides = [(side // multiple + 1) * multiple for side in size]
        probe = np.zeros((1, *sides, network.inputs[0].shape[-1]), "float32")
        try:
            if by_chunks(network, probe).shape[1:3] == tuple(zoom * side for side in sides):
                return multiple
        except (ValueError, tf.errors.OpError):
            pass
        multiple *= 2
    return 0


def _flattens(network):
    return any(isinstance(layer, FLATTENING) for layer in network._flatten_layers())


def _padded(pictures, height, width):
    below, beside = height - pictures.shape[1], width - pictures.shape[2]
    return np.pad(pictures, ((0, 0), (0, below), (0, beside), (0, 0)), "reflect") if below or beside else pictures


def _starts(side, tile, overlap):
    if side <= tile:
        return [0]
    count = -(-(side - overlap) // (tile - overlap))
    return np.linspace(0, side - tile, count).round().astype(int).tolist()


def _ramp(side, overlap):
    """Weights of the pixels of a tile, which rise from both ends as far as tiles overlap."""
    place = np.arange(side)
    return np.minimum(np.minimum(place + 1, side - place) / max(overlap, 1), 1).astype("float32")


def _at(y, x, size, zoom):
    return slice(y * zoom, (y + size[0]) * zoom), slice(x * zoom, (x + size[1]) * zoom)
