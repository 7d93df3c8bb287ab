"""Mask files: pictures of masks, in grey, in colours, or with a palette, as numbers of classes."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from tfgan_suite.data.folders.columns import Column
from tfgan_suite.data.masks.arrays import census_of
from tfgan_suite.data.masks.codes import MaskCode, as_channels, code_of, code_of_colours
from tfgan_suite.data.masks.palettes import listed, packed
from tfgan_suite.data.pipeline.aspects import CROP, brought
from tfgan_suite.data.pipeline.decoding import attempted
from tfgan_suite.data.pipeline.void import VOID
from tfgan_suite.errors import SuiteError

LOSSY = {".jpg", ".jpeg", ".jpe", ".jfif"}
ASPECT = 0.02
GREY, NUMBERS, COLOURS = "grey", "numbers", "colours"


def masks(files: Sequence[Path], root: Path, size: tuple[int, int], resize: str = CROP) -> tuple[Column, MaskCode]:
    """(the column of masks, what their values stand for).

    Files with a palette are read as numbers of classes, as Pascal VOC keeps them, unless others are in colours. Names
    of classes are those of a list beside the masks, see `palettes.listed`.

    Args:
        files: all of them, which together say what their values stand for.
        root: the folder that they are below.
        size: (height, width) of the images that they belong to. Masks of one object are white where at least half is
            covered, those of several take the nearest class; what is void is `void.LEVEL`.
        resize: how the images are resized, see `pipeline.aspects.brought`; bars are background.

    Raises:
        SuiteError: see `codes`; none of them can be read; or several classes in files that do not keep them.
    """
    found = [(path, kind) for path, kind in zip(files, attempted(_kind, [*files], "measuring"), strict=True)]
    kinds = {kind for _, kind in found if isinstance(kind, str)}
    if not kinds:
        raise SuiteError(f"none of the {len(files)} masks in {root} can be read, first {files[0].name} ({found[0][1]})")
    look = _colours if COLOURS in kinds else _numbers
    census: Counter[int] = Counter()
    for counted in attempted(lambda path: census_of(look(path)[None]), [*files], "looking at masks"):
        if isinstance(counted, Counter):
            census += counted
    names, coloured = listed(root)
    code = code_of_colours(census, coloured or names) if COLOURS in kinds else code_of(census, names)
    lossy = [path.name for path in files if path.suffix.lower() in LOSSY]
    if code.names and lossy:
        raise SuiteError(
            f"{lossy[0]} and {len(lossy) - 1} more masks are JPEG, which changes numbers and colours: save them as PNG"
        )

    def read(path):
        return fitted_classes(code.classes_of(look(path)), size, code.channels, resize)

    return Column(read, (*size, code.channels), notes=code.notes), code


def read_values(path: Path) -> np.ndarray:
    """What the pixels of one mask hold, int64 [H, W]: numbers, of a palette or in grey, or colours packed into one."""
    return _colours(path) if _kind(path) == COLOURS else _numbers(path)


def fitted_classes(classes: np.ndarray, size: tuple[int, int], channels: int, resize: str = CROP) -> np.ndarray:
    """Numbers of classes, or `VOID`, uint8 [H, W], as a mask [height, width, channels] of another size, with 255 where
    a class is.

    Of several classes each pixel takes the nearest; one object, or void, is where at least half is covered.
    """
    image = Image.fromarray(classes)
    if channels > 1:
        return as_channels(np.asarray(brought(image, size, resize, Image.Resampling.NEAREST)), channels)
    found = np.zeros(size, np.uint8)
    for number in (1, VOID):
        covered = brought(image.point(lambda at, n=number: 255 * (at == n)), size, resize)
        found[np.asarray(covered) > 127] = number
    return as_channels(found, 1)


def are_alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two sizes (height, width) are of one aspect, within a few pixels."""
    return abs(one[0] * other[1] / (one[1] * other[0]) - 1) <= ASPECT


def _opened(path):
    with Image.open(path) as image:
        return ImageOps.exif_transpose(image)


def _kind(path):
    """Whether a mask holds numbers of classes, levels of grey, or colours."""
    image = _opened(path)
    if image.mode == "P":
        return NUMBERS
    if image.mode in ("1", "L") or image.mode.startswith(("I", "F")):
        return GREY
    array = np.asarray(_opaque(image).convert("RGB"))
    return GREY if (array == array[..., :1]).all() else COLOURS


def _numbers(path):
    """The numbers of a mask, int64 [H, W]."""
    image = _opened(path)
    if image.mode not in ("P", "L") and not image.mode.startswith(("I", "F")):
        image = _opaque(image).convert("RGB").getchannel("R")
    return np.asarray(image, np.int64)


def _colours(path):
    """The colours of a mask, int64 [H, W], each packed into one number."""
    image = _opened(path)
    return packed(*np.moveaxis(np.asarray(_opaque(image).convert("RGB"), np.int64), -1, 0))


def _opaque(image):
    """A mask without transparency: where that alone says what is marked, it is the mask."""
    if image.has_transparency_data and image.mode != "P":
        image = image.convert("RGBA")
        colours = np.asarray(image)[..., :3]
        alpha = np.asarray(image)[..., 3]
        if (colours == colours[:1, :1]).all() and alpha.min() < alpha.max():
            return Image.fromarray(np.ascontiguousarray(alpha))
        black = Image.new("RGBA", image.size, "black")
        return Image.alpha_composite(black, image).convert("RGB")
    return image.convert("L") if image.mode == "1" else image
