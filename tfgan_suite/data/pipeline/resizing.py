"""Resizing: pictures of any size and mode brought to one size and number of channels."""

import os
import re
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from PIL import Image

from tfgan_suite.data.pipeline.aspects import CROP, brought
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.levels import scaled
from tfgan_suite.data.pipeline.memory import in_mebibytes, memory
from tfgan_suite.data.pipeline.rows import Space, let_go, read
from tfgan_suite.data.pipeline.void import LEVEL, known
from tfgan_suite.errors import SuiteError

SIZES = "multiples of 4 from 8 to 256, or of 32 up to 1024"
MODES = {1: "L", 3: "RGB", 4: "RGBA"}
CHUNK = 512
MASK, INSTANCES = "mask", "instances"
DEEPEST = 65535
DEEP = 16
OVER_WHITE = "what is transparent is laid over white (--channels 4 keeps it)"


def is_drawable(size: Sequence[int]) -> bool:
    """Whether the suite's networks make images of this (height, width); see `SIZES`."""
    return all(8 <= side <= 1024 and side % (4 if side <= 256 else 32) == 0 for side in size)


def one_size(sizes: Collection[tuple[int, int]], source: object) -> tuple[int, int]:
    """The (height, width) that all images of a source have; 64×64 where none is known.

    Raises:
        SuiteError: they differ, or networks do not make images of their size.
    """
    if len(sizes) > 1:
        raise SuiteError(f"the images in {source} differ in size; pass image_size (--image-size 64)")
    size = next(iter(sizes), (64, 64))
    if not is_drawable(size):
        raise SuiteError(
            f"the images in {source} are {size[0]}x{size[1]}, not {SIZES}; pass image_size (--image-size 64)"
        )
    return size


def checked_size(image_size: int | str | Sequence[int] | None) -> tuple[int, int] | None:
    """(height, width) in pixels from one number or two, or from a text such as "64" or "128x256"; None stays None.

    Raises:
        SuiteError: a side that the networks do not make, see `SIZES`.
    """
    if image_size is None:
        return None
    if isinstance(image_size, str):
        found = re.fullmatch(r"(\d+)(?:x(\d+))?", image_size)
        size = [int(found[1]), int(found[2] or found[1])] if found else []
    else:
        size = [image_size] * 2 if isinstance(image_size, int) else [*image_size]
    if len(size) != 2 or not is_drawable(size):
        raise SuiteError(f"image size {image_size} does not fit: use {SIZES}, such as 64 or 128x256 (HEIGHTxWIDTH)")
    return size[0], size[1]


def checked_channels(channels: int | None) -> int | None:
    """`channels` itself. Raises SuiteError when it is neither None nor a number from 1 to 16."""
    if channels is not None and not 1 <= channels <= DEEP:
        raise SuiteError(
            f"{channels} channels do not fit: use 1 for grey, 3 for colour, 4 for colour with transparency, or what an "
            f"array has, up to {DEEP}"
        )
    return channels


def flattened(
    image: Image.Image, mode: str, value_range: tuple[float, float] | None = None, white: int = DEEPEST
) -> Image.Image:
    """A Pillow image of any mode in 8 bits as `mode`: "L" or "RGB", what is transparent laid over white, or "RGBA".

    What is wholly transparent in "RGBA" is white, whatever colour a file hides there.

    Args:
        image: of any mode.
        mode: what it becomes.
        value_range: levels of black and white in plain grey and colour; None takes 0 and 255, or `white` where there
            are more than 8 bits.
        white: that level.

    Raises:
        SuiteError: levels outside the range, or fractions and no range.
    """
    deep = image.mode.startswith(("I", "F"))
    if deep and value_range is None:
        if image.mode == "F":
            raise SuiteError("its levels are fractions, on a scale nobody can know: give value_range (--value-range)")
        value_range = (0, white)
    if value_range and (deep or image.mode in ("L", "RGB")):
        image = Image.fromarray(scaled(np.asarray(image), value_range))
    if mode == "RGBA":
        return _without_hidden_colour(image.convert("RGBA"))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image if image.mode == mode else image.convert("RGB").convert(mode)


def is_clear(image: Image.Image) -> bool:
    """Whether a picture is transparent anywhere."""
    return image.has_transparency_data and bool(np.asarray(image.convert("RGBA"))[..., 3].min() < 255)


def _without_hidden_colour(image):
    hidden = image.getchannel("A").point(lambda opacity: 255 * (opacity == 0))
    return Image.composite(Image.new("RGBA", image.size, (255, 255, 255, 0)), image, hidden)


def fit_image(
    image: Image.Image | np.ndarray,
    size: tuple[int, int],
    channels: int,
    value_range: tuple[float, float] | None = None,
    white: int = DEEPEST,
    resize: str = CROP,
) -> np.ndarray:
    """A picture resized with antialiasing (Lanczos), by default its centre at the aspect of `size`.

    Args:
        image: a Pillow image of any mode, or uint8 [H, W, C]; of four channels the last is alpha, and of another number
            than 1, 3 and 4 each is resized for itself.
        size: (height, width) in pixels.
        channels: 1 for grey or 3 for colour, both with what is transparent laid over white, or 4 for colour with alpha;
            of an array with another number of channels that number.
        value_range, white: see `flattened`.
        resize: see `aspects.brought`.

    Returns:
        uint8 [height, width, channels].

    Raises:
        SuiteError: a number of channels that the picture cannot be brought to.
    """
    depth = image.shape[-1] if isinstance(image, np.ndarray) else None
    if isinstance(image, np.ndarray) and depth not in MODES and channels == depth:
        return np.concatenate([fit_image(image[..., [c]], size, 1, resize=resize) for c in range(channels)], axis=-1)
    if channels not in MODES or depth not in (None, *MODES):
        had = "pictures have 1, 3 or 4 channels" if depth is None else f"images of {depth} channels stay so"
        raise SuiteError(f"{had}, not {channels}: leave the number of channels out (--channels)")
    if isinstance(image, np.ndarray):
        image = Image.fromarray(image[..., 0] if image.shape[-1] == 1 else image)
    image = flattened(image, MODES[channels], value_range, white)
    if (image.height, image.width) != size:
        image = brought(image, size, resize)
        image = _without_hidden_colour(image) if channels == 4 else image
    return np.asarray(image).reshape(*size, channels)


def fitted(
    examples: Examples,
    size: tuple[int, int] | None,
    channels: int | None,
    resize: str = CROP,
    space: Space = np.empty,
) -> Examples:
    """`examples` with all its images at this size and number of channels; None keeps what they have.

    Args:
        examples: a set with images in one field or in several, such as "source" and "target", and perhaps masks, which
            keep their channels: one object is white where at least half is covered, else each pixel is of one class;
            and numbers of things, of which the nearest are taken.
        size: (height, width) in pixels.
        channels: 1, 3 or 4; without it images with alpha are laid over white, which a note says. Images of another
            number of channels keep theirs.
        resize: see `aspects.brought`.
        space: where images of another size or number of channels are put; in memory where nothing is said.

    Raises:
        SuiteError: no size is given and the images' own is none that the networks make, or a number of channels that
            the images cannot be brought to.
    """
    pictures = {field: array for field, array in examples.fields.items() if array.dtype == np.uint8 and array.ndim == 4}
    masks, things = pictures.pop(MASK, None), pictures.pop(INSTANCES, None)
    resized = {f: _resized(examples.name, a, size, channels, resize, space) for f, a in pictures.items()}
    if all(resized[field] is pictures[field] for field in pictures) and (size is None or masks is None):
        return examples
    flat = (f for f, array in pictures.items() if array.shape[-1] == 4 and resized[f].shape[-1] != 4)
    notes = (OVER_WHITE,) if any(flat) else ()
    if masks is not None:
        resized[MASK] = _resized_masks(examples.name, masks, size, resize)
    if things is not None:
        resized[INSTANCES] = _nearest(things, size or things.shape[1:3], resize)
    return replace(examples, fields={**examples.fields, **resized}, notes=(*examples.notes, *notes))


def _resized_masks(name, masks, size, resize):
    """Masks [N, H, W, K] of another size: of one object white where at least half is covered, else in the class
    or void that covers most."""
    if size in (None, masks.shape[1:3]) and is_drawable(masks.shape[1:3]):
        return masks
    said = known(masks)
    planes = [np.where(said, masks[..., [channel]], np.uint8(0)) for channel in range(masks.shape[-1])]
    *planes, void = (_resized(name, plane, size, 1, resize) for plane in (*planes, ~said * np.uint8(255)))
    if len(planes) == 1:
        planes.insert(0, np.clip(255 - planes[0].astype(np.int16) - void, 0, 255))
    best = np.concatenate([*planes, void], axis=-1).argmax(-1)[..., None]
    classes = np.arange(masks.shape[-1]) if masks.shape[-1] > 1 else 1
    return np.where(best == len(planes), np.uint8(LEVEL), (best == classes) * np.uint8(255))


def _nearest(things, size, resize):
    """Numbers [N, H, W, 1] at another size."""
    if size == things.shape[1:3]:
        return things
    found = (brought(Image.fromarray(one), size, resize, Image.Resampling.NEAREST) for one in things[..., 0])
    return np.stack([np.asarray(one) for one in found])[..., None]


def _resized(name, images, size, channels, resize, space=np.empty):
    *native, depth = images.shape[1:]
    size, channels = size or tuple(native), channels or (min(depth, 3) if depth in MODES else depth)
    if not is_drawable(size):
        raise SuiteError(
            f"the images of {name} are {native[0]}x{native[1]}, not {SIZES}; pass image_size (--image-size 64)"
        )
    if (*size, channels) == images.shape[1:]:
        return images
    needed = len(images) * size[0] * size[1] * channels
    if space is np.empty and needed > memory():
        raise SuiteError(
            f"{name} at {size[0]}x{size[1]} takes {in_mebibytes(needed)}, more than the memory of this machine; "
            "give a smaller image_size (--image-size), or a folder of pictures, which may be larger"
        )
    resized = space((len(images), *size, channels), np.uint8)

    def fill(first):
        for row, image in enumerate(read(images, slice(first, first + CHUNK)), first):
            resized[row] = fit_image(image, size, channels, resize=resize)
        let_go(resized)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(fill, range(0, len(images), CHUNK)))
    return resized
