"""Annotation files: which objects of which classes are in pictures, as COCO keeps them in JSON, and their masks."""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.data.folders.layout import ROLES
from tfgan_suite.data.folders.walking import below
from tfgan_suite.data.masks.regions import checked_runs, polygons, region
from tfgan_suite.errors import SuiteError

HEAD = 2**14
KEYS = (b'"images"', b'"annotations"', b'"categories"')
WANTED = 'give {"images": [...], "annotations": [...], "categories": [...]}'


@dataclass
class Annotated:
    """A picture and the objects in it.

    Attributes:
        name: of the picture's file, as the annotations have it.
        size: (height, width) that the annotations are of.
        objects: (name of the class, segmentation, whether it is a crowd) of each.
        broken: how many more cannot be drawn.
    """

    name: str
    size: tuple[int, int]
    objects: list[tuple[str, Any, bool]] = field(default_factory=list)
    broken: int = 0

    def classes(self, names: Sequence[str]) -> np.ndarray:
        """The number of each pixel's class, uint8 [H, W], 0 where nothing is; `names` are those from 1 on.

        Crowds are drawn first, then objects from the largest to the smallest, which is in front.
        """
        regions = [(crowd, region(shape, self.size), name) for name, shape, crowd in self.objects]
        drawn = np.zeros(self.size, np.uint8)
        for _, inside, name in sorted(regions, key=lambda each: (not each[0], -int(each[1].sum()))):
            drawn[inside] = names.index(name) + 1
        return drawn


@dataclass
class Annotations:
    """What a file of annotations says.

    Attributes:
        path: of the file.
        split: "train", "test" or "validation", as it or its folder is called; None where neither says so.
        pictures: those that it lists.
        categories: their names, in the order of their numbers.
        broken: annotations that cannot be drawn, and why.
        count: how many there are.
    """

    path: Path
    split: str | None
    pictures: list[Annotated]
    categories: list[str]
    broken: list[str]
    count: int


def annotation_files(root: Path) -> list[Path]:
    """The files of annotations in a folder or two levels below; those called instances where some are called so."""
    folders = [root, *(root.joinpath(*names) for names in below(root, 2))]
    found = sorted(file for folder in folders for file in _in_json(folder) if is_of_annotations(file))
    return [file for file in found if "instances" in file.name.lower()] or found


def is_of_annotations(file: Path) -> bool:
    """Whether a file is called as those of annotations are, or begins as they do."""
    if file.suffix.lower() != ".json":
        return False
    if re.search("instances|coco", file.name.lower()):
        return True
    try:
        with file.open("rb") as opened:
            head = opened.read(HEAD)
    except OSError:
        return False
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and any(key in head for key in KEYS)


def read_annotations(file: Path, root: Path) -> Annotations:
    """What a file of annotations below `root` says.

    Raises:
        SuiteError: it cannot be read, or not as COCO keeps them.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise SuiteError(f"{file} cannot be read ({error}); save it as JSON again, or take it away") from error
    told = content if isinstance(content, dict) else {}
    lists: list[Any] = [told.get(key) for key in ("images", "annotations", "categories")]
    if not all(isinstance(each, list) for each in lists):
        raise SuiteError(f"{file} is not as COCO keeps annotations; {WANTED}")
    images, annotations, categories = lists
    names = _names(file, categories)
    pictures = dict(_pictures(file, images))
    broken = []
    for number, annotation in enumerate(annotations):
        why = _broken(annotation, pictures, names)
        if why:
            broken.append(f"{annotation.get('id', number) if isinstance(annotation, dict) else number} ({why})")
        else:
            crowd = bool(annotation.get("iscrowd"))
            found = (names[annotation["category_id"]], annotation["segmentation"], crowd)
            pictures[annotation["image_id"]].objects.append(found)
    ordered = [names[number] for number in sorted(names)]
    return Annotations(file, _split(file, root), [*pictures.values()], ordered, broken, len(annotations))


def _names(file: Path, categories: list) -> Mapping[int, str]:
    try:
        return {int(each["id"]): str(each.get("name", each["id"])) for each in categories}
    except (KeyError, TypeError, ValueError, AttributeError):
        raise SuiteError(f'{file} has categories that are not like {{"id": 1, "name": "cat"}}; write them so') from None


def _pictures(file: Path, images: list) -> Iterator[tuple[Any, Annotated]]:
    for image in images:
        try:
            name = image["file_name"].replace("\\", "/")
            size = int(image["height"]), int(image["width"])
            if min(size) < 1:
                raise ValueError
            yield image["id"], Annotated(name, size)
        except (KeyError, TypeError, ValueError, AttributeError):
            like = '{"id": 7, "file_name": "7.jpg", "height": 480, "width": 640}'
            raise SuiteError(f"{file} has images that are not like {like}; write them so") from None


def _broken(annotation, pictures, names):
    """Why an annotation cannot be drawn; "" where it can."""
    if not isinstance(annotation, dict):
        return "no object"
    picture, category = (annotation.get(key) for key in ("image_id", "category_id"))
    if not isinstance(picture, int | str) or picture not in pictures:
        return f"there is no image {picture}"
    why = "" if isinstance(category, int) and category in names else f"there is no category {category}"
    shape = annotation.get("segmentation")
    try:
        if isinstance(shape, dict):
            checked_runs(shape, pictures[picture].size)
        else:
            polygons(shape)
    except ValueError as error:
        why = why or str(error)
    pictures[picture].broken += bool(why)
    return why


def _split(file, root):
    """The split that a file is of, as itself says, or else its folder."""
    for name in (file.stem, *reversed(file.relative_to(root).parts[:-1])):
        for word in re.split(r"[^a-z]+", name.lower()):
            if word in ROLES:
                return ROLES[word]
    return None


def _in_json(folder):
    try:
        with os.scandir(folder) as entries:
            return [Path(entry.path) for entry in entries if entry.name.lower().endswith(".json") and entry.is_file()]
    except OSError:
        return []
