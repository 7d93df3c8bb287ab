"""Images with masks, of one object or of several classes, as users keep them."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tfgan_suite.data.folders.columns import Rows, divided, pictures, table
from tfgan_suite.data.folders.layout import ROLES
from tfgan_suite.data.folders.lists import listed_splits
from tfgan_suite.data.folders.partners import partners
from tfgan_suite.data.folders.sides import Sides, folder_sides, sides_of
from tfgan_suite.data.folders.walking import some, walk
from tfgan_suite.data.forms.arrays import arrays
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.forms.instances import INSTANCES
from tfgan_suite.data.masks.files import are_alike, masks
from tfgan_suite.data.masks.numbers import numbers
from tfgan_suite.data.masks.palettes import listed
from tfgan_suite.data.pipeline.decoding import attempted, upright_size
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import SuiteError

IMAGES = ("image", "images", "img", "imgs", "jpegimages", "photo", "photos", "pictures")
MASKS = (
    *("mask", "masks", "label", "labels", "annotation", "annotations", "annot", "seg", "segmentation", "segmentations"),
    *("segmentationclass", "segmentationclasspng", "segmentationclassraw", "ground_truth", "groundtruth", "gt"),
)
NUMBERED = ("instance", "instances", "inst", "instance_ids", "instanceids", "instance_maps")
WORDS = {**dict.fromkeys(IMAGES, "image"), **dict.fromkeys(MASKS, "mask")}
WITH_NUMBERS = {**WORDS, **dict.fromkeys(NUMBERED, "instances")}
ENDING = re.compile(rf"[_\-. ](?:{'|'.join(MASKS)})$", re.IGNORECASE)
TREE = """\
mine/                 splits are optional, above, below or in the name, as in train_masks
  images/ 1.jpg ...   or img, JPEGImages, photos, ...
  masks/  1.png ...   or labels, annotations, SegmentationClass, gt, ...: the same names, 1_mask.png too
  instances/ 1.png .. optional: a number for each thing, in which all its pixels are equal
  classes.txt         optional: a name for each class on a line, that of 0 first, or with its colour"""
TREE_BESIDE = """\
mine/                 splits are optional
  1.jpg 1_mask.png 2.jpg 2_mask.png ..."""


def _read(request: DataRequest, sides: Callable[[], Sides]) -> Examples:
    root = request.path

    def arrange():
        found = partners(root, sides(), WITH_NUMBERS)
        odd = _odd(found.rows)
        named = [f"{path.relative_to(root)} ({why})" for path, why in odd.items()]
        notes = (f"skipped {len(odd)} masks of another shape than their images: {some(named)}",) if odd else ()
        found = found.without(odd, notes)
        if not found.train:
            raise SuiteError(f"no mask in {root} is of the shape of its image, first {named[0]}; give both one size")
        return replace(found, further=str(listed(root)))

    def read(request, rows):
        files = {side: [row[side] for row in rows.values()] for side in ("image", "mask")}
        image = pictures(files["image"], request)
        mask, code = masks(files["mask"], root, image.shape[:2], request.resize)
        columns = {"image": image, "mask": mask}
        if any("instances" in row for row in rows.values()):
            columns["instances"] = numbers(image.shape[:2], request.resize)
        said = {"mask_classes": code.names, "mask_values": code.values}
        return replace(table(request, rows, columns), **said)

    return divided(request, arrange, read)


def _odd(rows: Rows) -> dict[Path, str]:
    """Masks of another aspect than their images, and what theirs are."""
    files = [path for row in rows.values() for path in (row["image"], row["mask"])]
    sizes = dict(zip(files, attempted(upright_size, files, "measuring"), strict=True))
    odd = {}
    for row in rows.values():
        image, mask = sizes[row["image"]], sizes[row["mask"]]
        known = isinstance(image, tuple) and isinstance(mask, tuple)
        if known and not are_alike(image, mask):
            odd[row["mask"]] = f"{mask[1]}x{mask[0]}, its image {image[1]}x{image[0]}"
    return odd


def _read_folders(request: DataRequest) -> Examples:
    root = request.path
    words = WITH_NUMBERS if "instances" in folder_sides(root, WITH_NUMBERS) else WORDS
    return _read(request, lambda: sides_of(root, words, companions=_lists(root)).as_listed(listed_splits(root)))


def _read_beside(request: DataRequest) -> Examples:
    return _read(request, lambda: _beside(request.path))


def _beside(root):
    """The sides of pictures and masks in the same folders."""
    walked = walk(root, _lists(root))
    sides = Sides({"image": {}, "mask": {}}, notes=walked.notes(root))
    for path in walked.pictures:
        above = path.relative_to(root).parts[:-1]
        split = next((ROLES[part.lower()] for part in above if part.lower() in ROLES), None)
        rest = [part for part in above if part.lower() not in ROLES]
        bare = ENDING.sub("", path.stem)
        files = sides.found["image" if bare == path.stem else "mask"].setdefault(split, {})
        files["/".join([*rest, bare])] = path
    return sides


def _lists(root):
    """Suffixes of files beside masks that name their classes."""
    return {".txt", ".csv"} if any(listed(root)) or listed_splits(root) else frozenset()


def _has_folders(path: Path) -> bool:
    return path.is_dir() and {*folder_sides(path, WITH_NUMBERS)} - {"instances"} == {"image", "mask"}


def _has_endings(path: Path) -> bool:
    return path.is_dir() and any(
        ENDING.search(Path(name).stem) for _, _, names in os.walk(path, followlinks=False) for name in names
    )


FORMS = (
    arrays("image", "mask"),
    INSTANCES,
    Form("images/ and masks/ with equal names", TREE, _has_folders, _read_folders),
    Form("1.jpg beside 1_mask.png", TREE_BESIDE, _has_endings, _read_beside),
)
