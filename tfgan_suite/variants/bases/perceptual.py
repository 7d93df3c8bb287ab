"""Perceptual losses: images compared by the maps of a trained network."""

from typing import Any

from keras.ops import mean, square, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import answer


def map_error(game: Any, real: Tensor, made: Tensor) -> Tensor:
    """The mean squared error of the maps that a game's network `maps` makes of images, in units of the mean square of
    those of the real ones, over the global batch."""
    theirs, ours = (answer(game.maps, images, training=False) for images in (stop_gradient(real), made))
    return mean(square(theirs - ours)) / game.all_reduce_mean(mean(square(theirs)))
