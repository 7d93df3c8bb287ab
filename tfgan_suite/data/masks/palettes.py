"""Colours of classes in masks: the colour map of Pascal VOC, and lists of names and colours beside masks."""

import functools
import re
from pathlib import Path

from tfgan_suite.data.folders.walking import below

VOC_BORDER = 0xE0E0C0
VOC_NAMES = (
    *("background", "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow"),
    *("diningtable", "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor"),
)
LISTS = ("classes.txt", "labels.txt", "class_names.txt", "labelmap.txt", "label_map.txt", "class_dict.csv")
COLOUR = re.compile(r"^(?P<name>.+?)\s*[:,;\t ]\s*(?P<r>\d{1,3})[, ]\s*(?P<g>\d{1,3})[, ]\s*(?P<b>\d{1,3})\b")


def voc_colour(number: int) -> int:
    """The colour of a class in the colour map of Pascal VOC, whose bits are spread over red, green and blue."""
    levels = [sum(((number >> (3 * bit + c)) & 1) << (7 - bit) for bit in range(8)) for c in range(3)]
    return packed(*levels)


def voc_number(colour: int) -> int | None:
    """The class that a colour is of in that map; None where it is none of its first 256."""
    return _voc_numbers().get(colour)


@functools.cache
def _voc_numbers():
    return {voc_colour(number): number for number in range(256)}


def packed(r: int, g: int, b: int) -> int:
    """A colour as one number."""
    return r << 16 | g << 8 | b


def hexadecimal(colour: int) -> str:
    """A colour as people write it, such as #ff8000."""
    return f"#{colour:06x}"


def listed(root: Path) -> tuple[list[str], dict[int, str]]:
    """(names of classes in their order, names by colour) of the first list in a folder, or two levels below.

    A line holds a name, or a name and its colour, as in `sky 128 128 128`, `sky,128,128,128` and `sky:128,128,128::`.
    Where there is no list, a folder laid out as Pascal VOC, with ImageSets beside SegmentationClass, has its names.
    """
    places = [root, *(root.joinpath(*names) for names in below(root, 2))]
    file = next((place / name for place in places for name in LISTS if (place / name).is_file()), None)
    if file is None:
        is_voc = any((place / "ImageSets").is_dir() and (place / "SegmentationClass").is_dir() for place in places)
        return ([*VOC_NAMES] if is_voc else []), {}
    lines = [line.strip() for line in file.read_text(encoding="utf-8", errors="replace").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    found = [COLOUR.match(line) for line in lines]
    coloured = {packed(*(int(match[c]) for c in "rgb")): match["name"].strip() for match in found if match}
    return ([] if coloured else [line.strip(" ,") for line in lines]), coloured
