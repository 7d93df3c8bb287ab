"""Image sizes by halving: how often, and what is left."""

from tfgan_suite.aliases import Shape
from tfgan_suite.errors import SuiteError


def pyramid(image_shape: Shape) -> tuple[Shape, int]:
    """Coarsest grid and number of halvings that lead to it.

    Args:
        image_shape: (height, width, channels); the sides are multiples of 4 from 8 to 256, any number of channels.

    Returns:
        (height, width) of the coarsest grid, whose shorter side is at least 4, and the number of levels above it.

    Raises:
        SuiteError: a shape that the suite's image networks are not built for.
    """
    height, width, channels = image_shape
    if any(side % 4 or not 8 <= side <= 256 for side in (height, width)) or channels < 1:
        raise SuiteError(
            f"Images of {height}x{width}x{channels} do not fit: sides are multiples of 4 from 8 to 256; "
            "give another image size."
        )
    levels = 0
    while min(height, width) >= 8 and height % 2 == width % 2 == 0:
        height, width, levels = height // 2, width // 2, levels + 1
    return (height, width), levels
