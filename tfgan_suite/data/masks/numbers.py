"""Numbers of things: pictures and arrays in which all pixels of one thing have one number."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from tfgan_suite.data.folders.columns import Column
from tfgan_suite.data.masks.files import read_values
from tfgan_suite.data.pipeline.aspects import CROP, brought
from tfgan_suite.errors import SuiteError

MOST = 256


def numbers(size: tuple[int, int], resize: str = CROP) -> Column:
    """The column of pictures of numbers, in grey of any depth, with a palette or in colours.

    Args:
        size: (height, width) of the images that they belong to; the nearest pixels are taken.
        resize: how the images are resized, see `pipeline.aspects.brought`.
    """

    def read(path):
        return fitted_numbers(counted(read_values(path)), size, resize)

    return Column(read, (*size, 1))


def read_numbers(path: Path, size: tuple[int, int], resize: str = CROP) -> np.ndarray:
    """The numbers in one picture, uint8 [height, width, 1]."""
    return numbers(size, resize).read(path)


def numbers_of(array: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
    """Numbers [n, H, W] or [n, H, W, 1] of any integers as uint8 [n, H, W, 1].

    Args:
        array: of whole numbers.
        sizes: (n, H, W) of the images that they belong to.

    Raises:
        SuiteError: another shape, or fractions.
    """
    array = array[..., 0] if array.ndim == 4 and array.shape[-1] == 1 else array
    if array.shape != tuple(sizes) or array.dtype.kind not in "biu":
        raise SuiteError(
            f"instances are {array.dtype} {list(array.shape)}, not whole numbers {list(sizes)}, one for each pixel"
        )
    return np.stack([counted(one) for one in array])[..., None]


def counted(values: np.ndarray) -> np.ndarray:
    """Whole numbers [H, W] numbered anew from 0 on, uint8; after 255 comes 0 again."""
    _, places = np.unique(values, return_inverse=True)
    return (places.reshape(values.shape) % MOST).astype(np.uint8)


def fitted_numbers(found: np.ndarray, size: tuple[int, int], resize: str = CROP) -> np.ndarray:
    """uint8 [H, W] at another size, [height, width, 1]."""
    return np.asarray(brought(Image.fromarray(found), size, resize, Image.Resampling.NEAREST))[..., None]
