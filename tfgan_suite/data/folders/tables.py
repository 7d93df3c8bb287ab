"""Tables beside pictures: files that say which label or attributes each picture has."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import numpy as np

from tfgan_suite.errors import SuiteError

FILES = ("file", "filename", "file_name", "image", "image_id", "image_name", "img", "path", "name", "id")
LABELS = ("label", "labels", "class", "class_name", "category", "target")
SUFFIXES = (".csv", ".tsv", ".txt")
DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Table:
    """What one file says of pictures, by the names that it calls them.

    Attributes:
        path: of the file.
        labels: names of classes as it writes them, "" where a picture has none; None where it is not about classes.
        attributes: one number for each attribute; none where it is not about attributes.
        attribute_names: their names.
    """

    path: Path
    labels: Mapping[str, str] | None = None
    attributes: Mapping[str, Sequence[float]] = field(default_factory=dict)
    attribute_names: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """What the file calls the pictures that it is about."""
        return [*(self.labels or self.attributes)]


def is_table(path: Path) -> bool:
    """Whether a file is called as tables of labels or attributes are."""
    return path.name.lower() in ("dataset.json", "labels.csv", "labels.tsv", "metadata.csv") or is_of_attributes(path)


def is_of_attributes(path: Path) -> bool:
    """Whether a file is called as CelebA's table of attributes is, or `attributes`."""
    stem, suffix = path.stem.lower(), path.suffix.lower()
    return suffix in SUFFIXES and (stem == "attributes" or stem.startswith("list_attr"))


def read_table(path: Path) -> Table | None:
    """The table in a file of such a name; None where `metadata.csv` is about something else, such as captions.

    Raises:
        SuiteError: it cannot be read, or not as what it is called.
    """
    try:
        if path.suffix.lower() == ".json":
            return _of_json(path, json.loads(path.read_text(encoding="utf-8-sig")))
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError, RecursionError) as error:
        raise SuiteError(f"{path} cannot be read ({error}); save it as text in UTF-8") from error
    if is_of_attributes(path):
        return _of_attributes(path, lines)
    rows = [row for row in csv.reader(lines, delimiter=_delimiter(path, lines)) if any(row)]
    if path.stem.lower() == "metadata" and not (rows and {cell.strip().lower() for cell in rows[0]} & {*LABELS}):
        return None
    return _of_labels(path, rows)


def _of_json(path, content):
    listed = content.get("labels") if isinstance(content, dict) else content
    if listed is None and isinstance(content, dict) and "labels" in content:
        return Table(path, {})
    if isinstance(listed, dict):
        listed = [*listed.items()]
    pairs = isinstance(listed, list) and all(isinstance(row, list | tuple) and len(row) == 2 for row in listed)
    if not pairs or not listed:
        raise SuiteError(f'{path} is not as StyleGAN\'s tool writes it: give {{"labels": [["00000/img.png", 3], ...]}}')
    told = {_plain(str(name)): label for name, label in listed}
    if not all(isinstance(label, list) for label in told.values()):
        return Table(path, {name: "" if label in (None, -1) else str(label) for name, label in told.items()})
    vectors = _numbers(path, told.keys(), [*told.values()])
    if (np.isin(vectors, (0, 1)).all(1) & (vectors.sum(1) == 1)).all():
        return Table(path, {name: str(row.argmax()) for name, row in zip(told, vectors, strict=True)})
    return Table(path, attributes=dict(zip(told, vectors.tolist(), strict=True)))


def _of_attributes(path, lines):
    rows = [line for line in lines if line.strip()]
    if rows and rows[0].strip().isdigit():
        rows = rows[1:]
    if path.suffix.lower() == ".txt" and not any("," in row for row in rows[:2]):
        cells = [row.split() for row in rows]
    else:
        cells = list(csv.reader(rows, delimiter=_delimiter(path, rows)))
    width = len(cells[-1]) if cells else 0
    if len(cells) < 2 or width < 2 or len(cells[0]) not in (width, width - 1):
        raise SuiteError(
            f"{path} is no table of attributes: give their names in a first line, then in each a picture and a number "
            "for each, as CelebA does"
        )
    names = tuple(name.strip() for name in cells[0][len(cells[0]) - width + 1 :])
    files = [_plain(row[0]) for row in cells[1:]]
    values = _numbers(path, files, [row[1:] for row in cells[1:]])
    if np.isin(values, (-1, 1)).all():
        values = (values > 0).astype(np.float64)
    return Table(path, attributes=dict(zip(files, values.tolist(), strict=True)), attribute_names=names)


def _of_labels(path, rows):
    if not rows or min(map(len, rows)) < 2:
        raise SuiteError(f"{path} is no table of labels: give a picture and its label in each line, as in cat1.png,cat")
    head = [cell.strip().lower() for cell in rows[0]]
    file = next((head.index(name) for name in FILES if name in head), None)
    label = next((head.index(name) for name in LABELS if name in head), None)
    if file is None and label is None:
        file, label = 0, 1
        rows = rows if PurePosixPath(rows[0][0]).suffix else rows[1:]
    elif len(head) == 2:
        file = 1 - label if file is None else file
        label, rows = 1 - file, rows[1:]
    elif file is None or label is None:
        raise SuiteError(
            f"{path} has the columns {', '.join(rows[0])}: call that of pictures file, that of labels label"
        )
    else:
        rows = rows[1:]
    if short := next((row for row in rows if len(row) <= max(file, label)), None):
        raise SuiteError(f"{path} has a line of {len(short)} cells, {','.join(short)}: give each a picture and a label")
    told = {_plain(row[file]): row[label].strip() for row in rows}
    return Table(path, {name: "" if value == "-1" else value for name, value in told.items()})


def _numbers(path, names, rows):
    """Rows of numbers of one length, float64 [N, K]."""
    length = len(rows[0])
    for name, row in zip(names, rows, strict=True):
        if len(row) != length:
            raise SuiteError(f"{path} has {len(row)} numbers for {name} and {length} for the first: give all as many")
    try:
        values = np.asarray(rows, np.float64)
    except (ValueError, TypeError) as error:
        wanted = "give 1 for what a picture has, and 0 or -1 for what it lacks"
        raise SuiteError(f"{path} does not hold numbers alone ({error}); {wanted}") from error
    if not np.isfinite(values).all():
        raise SuiteError(f"{path} holds NaN or infinity: give finite numbers")
    return values


def _plain(name):
    return name.strip().replace("\\", "/").removeprefix("./")


def _delimiter(path, lines):
    if path.suffix.lower() == ".tsv":
        return "\t"
    return max(DELIMITERS, key=(lines[0] if lines else "").count)
