"""Caption files: which captions belong to which picture, in the forms that people write them."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from tfgan_suite.data.folders.walking import SUFFIXES, some
from tfgan_suite.errors import SuiteError

TABLE = re.compile(r"((captions?|metadata|results)([._-].*)?\.(csv|tsv|txt|jsonl)|.*\.token(\.txt)?)", re.IGNORECASE)
PICTURE = ("file_name", "filename", "image_name", "image", "file", "path", "image_id", "name")
CAPTION = ("text", "caption", "captions", "comment", "sentence", "description", "prompt")
NUMBER = re.compile(r"#\d+$")
Told = dict[Path, list[str]]


def tables(root: Path) -> list[Path]:
    """The caption files in a directory and in its sub-folders, by their names, and by their headings."""
    folders = [root, *sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))]
    return [path for folder in folders for path in sorted(folder.iterdir()) if _is_table(path)]


def captions_in(files: Iterable[Path], pictures: list[Path], root: Path) -> tuple[Told, tuple[str, ...]]:
    """Captions by picture, from caption files, and notes on the rows that fit no picture.

    Args:
        files: tables of a picture and a caption in each row: .jsonl, .csv, .tsv or .txt, with tabs, bars or commas
            between the two, with or without headings; several rows may have one picture. A number as in "x.jpg#0" is
            left out.
        pictures: to which the rows belong: by their paths below the table's directory or below `root`, or by their
            names alone, with or without suffix, where only one picture is called so.
        root: the directory of the whole set.

    Raises:
        SuiteError: a file that is no text in UTF-8, or files of which no row fits a picture.
    """
    told: Told = {}
    notes: list[str] = []
    unique, strange = _unique(pictures), ""
    for table in files:
        known = {**unique, **_below(root, pictures), **_below(table.parent, pictures)}
        rows = list(_rows(table))
        lost = [name for name, _ in rows if name not in known]
        for name, caption in rows:
            if name in known and caption:
                told.setdefault(known[name], []).append(caption)
        if len(lost) == len(rows) and not strange:
            named = f" and names {_each(lost)}" if lost else ""
            strange = f"{table} has no row for any of {len(pictures)} images{named}"
        if lost:
            notes.append(f"{len(lost)} rows of {table.name} name no image that is there: {_each(lost)}")
    if strange and not told:
        raise SuiteError(f"{strange}; write a file and its caption in each row")
    return told, tuple(notes)


def captions_beside(pictures: Iterable[Path]) -> tuple[Told, tuple[str, ...]]:
    """Captions by picture, one from each line of a .txt file of the same stem, and notes on those that are no text."""
    told: Told = {}
    broken = []
    for picture in pictures:
        try:
            lines = picture.with_suffix(".txt").read_text(encoding="utf-8-sig").splitlines()
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError):
            broken.append(picture.with_suffix(".txt").name)
            continue
        if captions := [line.strip() for line in lines if line.strip()]:
            told[picture] = captions
    return told, ((f"skipped {len(broken)} captions that are no text in UTF-8: {some(broken)}",) if broken else ())


def read_captions(captions: np.ndarray, n: int) -> np.ndarray:
    """Captions of an array file as strings, [n] or [n, K].

    Raises:
        SuiteError: no text, or not one row for each of n images.
    """
    if captions.dtype.kind == "S":
        captions = np.char.decode(captions, "utf-8")
    if captions.dtype.kind != "U" or captions.ndim not in (1, 2) or len(captions) != n:
        raise SuiteError(
            f"captions are {captions.dtype} {list(captions.shape)}, not text [{n}] or [{n}, K]; give one row for each "
            "image"
        )
    return captions


def _is_table(path):
    if not TABLE.fullmatch(path.name) or not path.is_file():
        return False
    if path.suffix.lower() == ".jsonl" or path.name.lower().startswith("caption"):
        return True
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        headings = [cell.strip().lower() for cell in re.split(r"[\t|,]", file.readline())]
    return bool({*headings} & {*CAPTION}) or Path(NUMBER.sub("", headings[0])).suffix in SUFFIXES


def _unique(pictures):
    """Pictures by name and by stem, where one alone is called so."""
    names = [(name, path) for path in pictures for name in {path.name, path.stem}]
    counts = Counter(name for name, _ in names)
    return {name: path for name, path in names if counts[name] == 1}


def _below(folder: Path, pictures: Iterable[Path]) -> Mapping[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in pictures if path.is_relative_to(folder)}


def _each(names):
    return some(list(dict.fromkeys(names)))


def _rows(table: Path) -> Iterator[tuple[str, str]]:
    try:
        text = table.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SuiteError(f"{table} is no text in UTF-8; save it as one") from None
    if table.suffix.lower() == ".jsonl":
        yield from _of_records(table, text)
    else:
        yield from _of_cells(text)


def _of_records(table, text):
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            name = next(record[key] for key in PICTURE if key in record)
            said = next(record[key] for key in CAPTION if key in record)
        except (ValueError, TypeError, StopIteration):
            raise SuiteError(
                f'line {number} of {table} is not like {{"file_name": "1.png", "text": "a caption"}}; write it so'
            ) from None
        for caption in said if isinstance(said, list) else [said]:
            yield str(name), " ".join(str(caption).split())


def _of_cells(text):
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return
    between = next((mark for mark in ("\t", "|") if mark in lines[0]), ", ")
    if between == ", ":
        rows = [row for row in csv.reader(text.splitlines(keepends=True), skipinitialspace=True) if row]
    else:
        rows = [line.split(between) for line in lines]
    at, caption = 0, slice(1, None)
    headings = [cell.strip().lower() for cell in rows[0]]
    if headings[0] in (*PICTURE, *CAPTION):
        at = next((headings.index(key) for key in PICTURE if key in headings), 0)
        after = next((headings.index(key) for key in CAPTION if key in headings), len(headings) - 1)
        caption = slice(after, None if after == len(headings) - 1 else after + 1)
        rows = rows[1:]
    for row in rows:
        if len(row) > max(at, caption.start):
            yield NUMBER.sub("", row[at].strip()), " ".join(between.join(row[caption]).split())
