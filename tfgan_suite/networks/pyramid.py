"""Image sizes by halving: how often, and what is left."""

from tfgan_suite.aliases import Shape
from tfgan_suite.data.pipeline.resizing import SIZES, is_drawable
from tfgan_suite.errors import SuiteError


def refuse_large(image_shape: Shape, networks: str) -> None:
    """Raises SuiteError for images with a side of more than 256, which would take these networks too many weights."""
    height, width = image_shape[:2]
    if max(height, width) > 256:
        raise SuiteError(f"{networks} make images of up to 256x256, not {height}x{width}: give a smaller image size.")


def pyramid(image_shape: Shape) -> tuple[Shape, int]:
    """Coarsest grid and number of halvings that lead to it.

    Args:
        image_shape: (height, width, channels); the sides are multiples of 4 from 8 to 256 or of 32 up to 1024.

    Returns:
        (height, width) of the coarsest grid, whose shorter side is at least 4, and the number of levels above it.

    Raises:
        SuiteError: a shape that the suite's image networks are not built for.
    """
    height, width, channels = image_shape
    if not is_drawable((height, width)) or channels < 1:
        raise SuiteError(
            f"Images of {height}x{width}x{channels} do not fit: sides are {SIZES}; give another image size."
        )
    levels = 0
    while min(height, width) >= 8 and height % 2 == width % 2 == 0:
        height, width, levels = height // 2, width // 2, levels + 1
    return (height, width), levels
