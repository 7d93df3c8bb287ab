"""Fashion-MNIST through tfds and its checksums, from wherever its files can be had."""

import shutil
import struct
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.atomic import atomic_write
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.keeping import recall, remember
from tfgan_suite.data.sets.tfds_images import first_line, quiet
from tfgan_suite.data.sources import debian
from tfgan_suite.data.sources.network import answers
from tfgan_suite.errors import SuiteError

PACKAGE = "dataset-fashion-mnist"
INSTALLED = Path("/usr/share/datasets/fashion-mnist")
STAMPS = {
    "train-images-idx3-ubyte": 1504176606,
    "train-labels-idx1-ubyte": 1504176606,
    "t10k-images-idx3-ubyte": 1504176627,
    "t10k-labels-idx1-ubyte": 1504176627,
}
CLASSES = (
    *("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat"),
    *("Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"),
)
VERSION = "3.0.1"
SPLITS = ("train", "test")
ROOM = 300 * 2**20


def fashion_mnist(split: str, cache: Path) -> Examples:
    """70,000 grey 28×28 photographs of clothes in ten classes (Xiao et al. 2017,
    https://arxiv.org/abs/1708.07747).

    The first call takes some seconds: it looks for a copy that tfds has prepared, for the files of the Debian
    package dataset-fashion-mnist (installed, or fetched with apt), and last for tfds's own server. The second
    reads arrays.

    Args:
        split: "train" (60,000 images) or "test" (10,000).
        cache: directory that keeps the fetched files and the decoded arrays.

    Returns:
        Fields "image", uint8 [N, 28, 28, 1], and "label", int32 [N].

    Raises:
        SuiteError: another split, no way to obtain the files, or no room to keep them.
    """
    if split not in SPLITS:
        raise SuiteError(f"fashion_mnist has no split {split!r}; use train or test")
    place = cache / "fashion_mnist"
    if (found := recall(place / split, VERSION)) is not None:
        return found
    try:
        place.mkdir(parents=True, exist_ok=True)
        if (free := shutil.disk_usage(place).free) < ROOM:
            raise OSError(f"it needs {ROOM >> 20} MB for a moment, and {free >> 20} are free")
        sets = _prepared(place)
        for part, examples in sets.items():
            remember(place / part, VERSION, examples)
    except OSError as error:
        raise SuiteError(
            f"fashion_mnist cannot be kept in {place} ({error.strerror or error}); "
            "make room there or set TFGAN_SUITE_CACHE to another directory"
        ) from error
    return sets[split]


def _prepared(place: Path) -> dict[str, Examples]:
    import tensorflow_datasets as tfds

    with quiet():
        builder = tfds.builder("fashion_mnist")
        if builder.is_prepared():
            return _decoded(builder)
        with tempfile.TemporaryDirectory(prefix=".tfds.", dir=place) as room:
            builder = tfds.builder("fashion_mnist", data_dir=room)
            files = _files(place, next(iter(builder.url_infos)))
            if files:
                restore(files, Path(room) / "downloads" / "manual")
            try:
                builder.download_and_prepare()
            except Exception as error:
                raise SuiteError(
                    f"tfds could not prepare fashion_mnist ({first_line(error)}); "
                    f"remove {files or place} in case its files are damaged"
                ) from error
            return _decoded(builder)


def _files(place: Path, server: str) -> Path | None:
    fetched = place / PACKAGE
    for folder in (INSTALLED, fetched):
        if _complete(folder):
            return folder
    try:
        with atomic_write(fetched) as draft:
            draft.mkdir()
            debian.fetch(PACKAGE, str(INSTALLED.relative_to("/")), draft, "*.gz")
            if not _complete(draft):
                raise SuiteError(f"{PACKAGE} does not hold the files it should; install another version of it")
        return fetched
    except SuiteError as error:
        if answers(server):
            return None
        raise SuiteError(f"fashion_mnist is not on this machine yet: {error}") from error


def _complete(folder: Path) -> bool:
    return all((folder / f"{name}.gz").is_file() for name in STAMPS)


def restore(debians: Path, originals: Path) -> None:
    """Rebuilds the original files bit for bit: Debian kept their deflate streams and rewrote the gzip
    headers.

    Args:
        debians: directory with the four .gz files of the package.
        originals: directory, created here, that gets the four files whose checksums tfds knows.
    """
    originals.mkdir(parents=True)
    for name, stamp in STAMPS.items():
        header = b"\x1f\x8b\x08\x08" + struct.pack("<I", stamp) + b"\x00\x03" + name.encode() + b"\0"
        (originals / f"{name}.gz").write_bytes(header + (debians / f"{name}.gz").read_bytes()[10:])


def _decoded(builder: Any) -> dict[str, Examples]:
    sets = {}
    for split in SPLITS:
        whole_split = builder.as_dataset(split=split, batch_size=-1, shuffle_files=False)
        fields = {
            "image": whole_split["image"].numpy(),
            "label": whole_split["label"].numpy().astype(np.int32),
        }
        sets[split] = Examples(fields, "fashion_mnist", CLASSES, "MIT")
    return sets
