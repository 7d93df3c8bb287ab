"""Hugging Face datasets: image sets of the hub by name, and folders that `save_to_disk` wrote."""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from tfgan_suite.data.folders.labels import read_labels
from tfgan_suite.data.folders.streams import drawn
from tfgan_suite.data.pipeline.aspects import in_keys
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import held_out
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.request import DataRequest
from tfgan_suite.data.sources.extras import needed
from tfgan_suite.data.sources.network import answers
from tfgan_suite.errors import SuiteError

SERVER = "https://huggingface.co"
SPLITS = {"train": ("train",), "test": ("test", "validation", "valid", "val")}
LABELS = ("label", "labels", "fine_label", "class", "target")
CHUNK = 1024


def is_saved(path: Path) -> bool:
    """Whether a folder was written by `save_to_disk`."""
    return (path / "dataset_dict.json").is_file() or (
        (path / "dataset_info.json").is_file() and (path / "state.json").is_file()
    )


def hub_images(request: DataRequest) -> Examples:
    """The images, and labels where there are any, of a set of the hub, or of a folder that `save_to_disk` wrote.

    Images are its first column of the type Image, labels its first of the type ClassLabel, or whole numbers or names
    called "label". What is called train is trained on, and test or validation held out; else a tenth is.

    Args:
        request: its name is a folder, or one of the hub, with ":CONFIGURATION" behind it where there are several.

    Raises:
        SuiteError: the library is not installed, there is no such set, or it has no column of images.
    """
    library = needed("datasets", "hub", f"hf:{request.name}")
    with _quiet(library):
        table, whole = _table(library, request)
    image, label = _columns(library, table.features, request.name)
    key = f"{request.name} {request.split} {request.size} {request.channels} {request.value_range} {table._fingerprint}"
    key += in_keys(request.resize)
    place = request.cache / "hub" / hashlib.sha256(key.encode()).hexdigest()[:32]
    examples = kept(place, table._fingerprint, lambda: _drawn(library, table, image, label, request, place.parent))
    return held_out(examples, request.split) if whole else examples


def _table(library: ModuleType, request: DataRequest) -> tuple[Any, bool]:
    """(the rows of a split, whether they are all that there are)."""
    found = _loaded(library, request)
    if not isinstance(found, library.DatasetDict):
        return found, True
    if len(found) == 1:
        return next(iter(found.values())), True
    for split in SPLITS.get(request.split, (request.split,)):
        if split in found:
            alone = not any(other in found for other in SPLITS["test"])
            return found[split], split == "train" and alone
    if request.split == "test" and "train" in found:
        return found["train"], True
    raise SuiteError(f"hf:{request.name} has no split {request.split!r}; it has {', '.join(found)}")


def _loaded(library: ModuleType, request: DataRequest) -> Any:
    try:
        if is_saved(request.path):
            return library.load_from_disk(str(request.path))
        name, _, configuration = request.name.partition(":")
        with contextlib.nullcontext() if answers(SERVER) else _offline(library):
            return library.load_dataset(name, configuration or None)
    except Exception as error:
        line = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise SuiteError(f"datasets cannot load {request.name} ({line}); check the name, or go online once") from error


def _columns(library: ModuleType, features: Any, name: str) -> tuple[str, str | None]:
    images = [column for column, kind in features.items() if isinstance(kind, library.Image)]
    if not images:
        raise SuiteError(
            f"hf:{name} has the columns {', '.join(features)} and none of images; choose an image data set"
        )
    labels = [column for column, kind in features.items() if isinstance(kind, library.ClassLabel)]
    plain = [c for c in LABELS if isinstance(features.get(c), library.Value)]
    return images[0], next(iter([*labels, *plain]), None)


def _drawn(
    library: ModuleType, table: Any, image: str, label: str | None, request: DataRequest, room: Path
) -> Examples:
    encoded = table.cast_column(image, library.Image(decode=False)).select_columns([image])

    def chunks():
        for first in range(0, len(encoded), CHUNK):
            yield [_bytes_of(cell) for cell in encoded[first : first + CHUNK][image]]

    room.mkdir(parents=True, exist_ok=True)
    how = (request.size, request.channels, request.value_range, request.resize)
    images, rows, notes = drawn(chunks, request.name, room, *how)
    fields, classes = {"image": images}, tuple[str, ...]()
    if label is not None:
        names = getattr(table.features[label], "names", None) or ()
        numbers = np.asarray(table.select_columns([label])[label])[rows]
        fields["label"], classes = read_labels(numbers, len(rows), tuple(names), closed=True)
    licence = table.info.license or ""
    return Examples(fields, f"hf:{request.name}", classes, licence, notes)


def _bytes_of(cell: dict) -> bytes:
    """The file in a cell; what is nowhere is empty, which is passed over as a broken picture."""
    if cell is None:
        return b""
    if cell["bytes"] is not None:
        return cell["bytes"]
    with contextlib.suppress(OSError):
        return Path(cell["path"]).read_bytes()
    return b""


@contextlib.contextmanager
def _offline(library: ModuleType) -> Iterator[None]:
    """Lets the library look into its cache at once, instead of asking the hub six times."""
    from huggingface_hub import constants

    before = constants.HF_HUB_OFFLINE, library.config.HF_HUB_OFFLINE
    constants.HF_HUB_OFFLINE = library.config.HF_HUB_OFFLINE = True
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE, library.config.HF_HUB_OFFLINE = before


@contextlib.contextmanager
def _quiet(library: ModuleType) -> Iterator[None]:
    """Leaves out the library's progress bars."""
    library.disable_progress_bars()
    try:
        yield
    finally:
        library.enable_progress_bars()
