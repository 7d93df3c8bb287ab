"""When networks grow."""

import itertools


def growth(levels, stable_images, fade_images, batch_size):
    """The steps at which each of so many levels begins to fade in, and has."""
    stable, fade = (-(-images // batch_size) for images in (stable_images, fade_images))
    return tuple(itertools.accumulate([stable, fade] * levels))
