"""Images [n, H, W, C] in [-1, 1]: drawn as a grid."""

import math
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_uint8
from tfgan_suite.kinds.depths import over_white
from tfgan_suite.kinds.kind import Kind
from tfgan_suite.kinds.panels import beside

SMALLEST_TILE = 56


class Images(Kind):
    """Images in [-1, 1], and panels put together of images."""

    title = "images"
    alone = ".png"
    moving = (".gif", ".mp4")
    field = "image"
    span: tuple[int, int] | None = (-1, 1)
    role = "picture"
    names = {
        "image": "image, NHWC",
        r"image_\w+": "image of one of the domains, NHWC",
        "content": "image whose content is kept, NHWC",
        "style": "image whose style is taken, NHWC",
        "translation": "translated image, NHWC",
        "enlarged": "enlarged image, NHWC",
        "filled": "the image with what is masked filled in, NHWC",
        "reconstruction": "the image as the decoder rebuilds it, NHWC",
    }

    def picture(self, samples: Any) -> Array:
        """All images in a grid, [H, W, 3], or [H, W, 4] where they are transparent."""
        return grid(to_uint8(samples))

    def frames(self, samples: Any) -> list[Array]:
        """One image after another, enlarged where they are tiny."""
        return [over_white(grid(image[None])) for image in to_uint8(np.asarray(samples))]

    def save_alone(self, sample: Any, file: Path) -> None:
        drawn(to_uint8(np.asarray(sample))).save(file)


def drawn(image: Array) -> Image.Image:
    """One uint8 image [H, W, C], as it is; of other than 1, 3 and 4 channels see `depths.apart`."""
    picture = beside(image[None])[0]
    return Image.fromarray(picture[..., 0] if picture.shape[-1] == 1 else picture)


def grid(images: Array) -> Array:
    """uint8 images [N, H, W, C], row by row in a square as near as can be, enlarged where they are tiny.

    One channel is drawn in grey, three in colour, four with their opacity; of other numbers see `depths.apart`.
    """
    images = beside(images)
    n, height, width, channels = images.shape
    columns = math.ceil(math.sqrt(n))
    rows = math.ceil(n / columns)
    canvas = np.zeros((rows * columns, height, width, channels), np.uint8)
    canvas[:n] = images
    canvas = canvas.reshape(rows, columns, height, width, channels).swapaxes(1, 2)
    canvas = canvas.reshape(rows * height, columns * width, channels)
    times = max(1, SMALLEST_TILE // max(height, width))
    canvas = canvas.repeat(times, 0).repeat(times, 1)
    return canvas.repeat(3, 2) if channels == 1 else canvas
