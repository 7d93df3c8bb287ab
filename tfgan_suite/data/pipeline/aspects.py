"""Aspects: what becomes of a picture that is brought to a size of another aspect than its own."""

from PIL import Image, ImageOps

from tfgan_suite.errors import SuiteError

CROP, STRETCH, LETTERBOX = WAYS = ("crop", "stretch", "letterbox")


def checked_way(resize: str | None) -> str:
    """One of `WAYS`; None is "crop". Raises SuiteError where it is none of them."""
    if resize is not None and resize not in WAYS:
        raise SuiteError(f"pictures cannot be resized by {resize!r}: give {', '.join(WAYS)} (--resize)")
    return resize or CROP


def brought(
    image: Image.Image,
    size: tuple[int, int],
    resize: str = CROP,
    resampling: Image.Resampling = Image.Resampling.LANCZOS,
) -> Image.Image:
    """A picture at another size.

    Args:
        image: of any mode that can be resampled so.
        size: (height, width) in pixels.
        resize: "crop" takes its centre at the aspect of `size`; "stretch" takes all of it and changes its aspect;
            "letterbox" takes all of it, at its own aspect, between bars of zeros: black, transparent or background.
        resampling: with antialiasing, but for the nearest pixel.
    """
    sides = size[::-1]
    if image.size == sides:
        return image
    if resize == STRETCH:
        return image.resize(sides, resampling)
    if resize == LETTERBOX:
        return ImageOps.pad(image, sides, resampling, color=0)
    return ImageOps.fit(image, sides, resampling)


def in_keys(resize: str) -> str:
    """What the key of a cache says of it: nothing of "crop", as when there was nothing else."""
    return "" if resize == CROP else f" {resize}"
