"""Split lists: text files that name the pictures to train on and to test on, as Pascal VOC's ImageSets keep them."""

from collections.abc import Sequence
from pathlib import Path

from tfgan_suite.data.folders.walking import SUFFIXES, below
from tfgan_suite.errors import SuiteError

PICTURES, LISTS = "JPEGImages", "ImageSets"
TASKS = ("Segmentation", "Main")
FILES = {"train": "train.txt", "validation": "val.txt", "test": "test.txt"}
Splits = dict[Path, dict[str, str]]
"""Folder of a kit -> stem of a picture -> "train", "validation" or "test"."""


def listed_splits(root: Path, tasks: Sequence[str] = TASKS) -> Splits:
    """The splits in ImageSets beside JPEGImages, in a folder or two levels below.

    They are those of the first of the tasks that is there. Where there is no train.txt, trainval.txt takes its place.

    Raises:
        SuiteError: lists that are no text.
    """
    places = [root, *(root.joinpath(*names) for names in below(root, 2))]
    kits = [place for place in places if (place / LISTS).is_dir() and (place / PICTURES).is_dir()]
    found = {kit: _splits(kit / LISTS, tasks) for kit in kits}
    return {kit: splits for kit, splits in found.items() if "train" in splits.values()}


def split_of(path: Path, splits: Splits) -> str | None:
    """The split of a picture below one of these folders; None where no list names it."""
    kit = next((kit for kit in splits if path.is_relative_to(kit)), None)
    return None if kit is None else splits[kit].get(path.stem)


def _splits(lists, tasks):
    folder = next((lists / task for task in tasks if (lists / task).is_dir()), None)
    if folder is None:
        return {}
    files = {**FILES, **({} if (folder / FILES["train"]).is_file() else {"train": "trainval.txt"})}
    return {name: split for split, file in reversed(files.items()) for name in _names(folder / file)}


def _names(file):
    """The first word of each line of a list; none where there is no such file."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        wanted = "save it as text, with the name of a picture in each line"
        raise SuiteError(f"{file} cannot be read ({error}); {wanted}") from error
    named = (Path(line.split()[0]) for line in lines if line.strip())
    return [name.stem if name.suffix.lower() in SUFFIXES else name.name for name in named]
