"""Decoded pictures in memory, or, where they are many, in a file beside the cache that is mapped."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from tfgan_suite.data.folders import arrays
from tfgan_suite.data.pipeline.decoding import attempted, attempts
from tfgan_suite.data.pipeline.memory import address_space, in_mebibytes
from tfgan_suite.data.pipeline.rows import Space
from tfgan_suite.data.pipeline.rows import read as rows_of
from tfgan_suite.errors import SuiteError

CHUNK = 256


def decoded(
    read: Callable[[Path], np.ndarray], files: list[Path], shape: tuple[int, ...], name: str, room: Path
) -> tuple[np.ndarray, list]:
    """The pictures that can be read, uint8 [N, *shape], and for each file the error or None.

    Args:
        read: makes the uint8 array of one file.
        files: all of them.
        shape: of one picture.
        name: of the set.
        room: directory for what is larger than `arrays.MAPPED_FROM`.

    Raises:
        SuiteError: neither memory nor disk has room for them.
    """
    size = len(files) * int(np.prod(shape))
    if size <= arrays.MAPPED_FROM:
        images = np.empty((len(files), *shape), np.uint8)
        errors = _read_into(images, read, files, f"reading {name}")
        return (images if not any(errors) else images[[not error for error in errors]]), errors
    _refuse_what_has_no_room(size, len(files), shape, room)

    def whole(path):
        picture = np.empty(shape, np.uint8)
        picture[:] = read(path)
        return picture

    errors = []
    with tempfile.TemporaryFile(dir=room) as file:
        for found in attempts(whole, files, f"reading {name}"):
            errors.append(found if isinstance(found, Exception) else None)
            if not errors[-1]:
                file.write(found.data)
        return _mapped(file, errors.count(None), shape), errors


def gathered(chunks: Iterable[Sequence[np.ndarray]], n: int, shape: tuple[int, ...], room: Path) -> np.ndarray:
    """Pictures that come one after another, uint8 [N, *shape]; in memory, or mapped where they are many.

    Args:
        chunks: some pictures at a time, uint8 of `shape`.
        n: how many there are at most.
        shape, room: as in `decoded`.

    Raises:
        SuiteError: neither memory nor disk has room for them.
    """
    size, filled = n * int(np.prod(shape)), 0
    if size <= arrays.MAPPED_FROM:
        images = np.empty((n, *shape), np.uint8)
        for chunk in chunks:
            for picture in chunk:
                images[filled] = picture
                filled += 1
        return images[:filled]
    _refuse_what_has_no_room(size, n, shape, room)
    with tempfile.TemporaryFile(dir=room) as file:
        for chunk in chunks:
            filled += len(chunk)
            for picture in chunk:
                file.write(picture.tobytes())
        return _mapped(file, filled, shape)


def on_disk(room: Path) -> Space:
    """Empty arrays, which are mapped where they are large.

    Args:
        room: as in `decoded`; their files are gone with the arrays. SuiteError is raised where it has no room for them.
    """

    def space(shape, dtype):
        size = int(np.prod(shape)) * np.dtype(dtype).itemsize
        if size <= arrays.MAPPED_FROM:
            return np.empty(shape, dtype)
        _refuse_what_has_no_room(size, shape[0], shape[1:], room)
        with tempfile.TemporaryFile(dir=room) as file:
            file.truncate(size)
            return np.memmap(file, dtype, "r+", shape=shape)

    return space


def without_colour(images: np.ndarray, room: Path) -> np.ndarray:
    """Images [N, H, W, 1] if all channels are equal in all of them, else `images`; mapped if these are."""
    parts = [slice(first, first + CHUNK) for first in range(0, len(images), CHUNK)]
    if not all(_is_grey(rows_of(images, part)) for part in parts):
        return images
    if not isinstance(images, np.memmap):
        return np.ascontiguousarray(images[..., :1])
    with tempfile.TemporaryFile(dir=room) as file:
        for part in parts:
            file.write(rows_of(images, part)[..., :1].tobytes())
        return _mapped(file, len(images), (*images.shape[1:3], 1))


def only(images: np.ndarray, rows: np.ndarray, room: Path) -> np.ndarray:
    """The images at which `rows`, bool [N], is true; mapped if they are."""
    if rows.all():
        return images
    if not isinstance(images, np.memmap):
        return images[rows]
    with tempfile.TemporaryFile(dir=room) as file:
        for i in range(0, len(images), CHUNK):
            file.write(rows_of(images, slice(i, i + CHUNK))[rows[i : i + CHUNK]].tobytes())
        return _mapped(file, int(rows.sum()), images.shape[1:])


def _read_into(images, read, files, what):
    rows = dict(zip(files, images, strict=False))

    def fill(path):
        rows[path][:] = read(path)

    return attempted(fill, files, what)


def _is_grey(images):
    return (images == images[..., :1]).all()


def _mapped(file, n, shape):
    file.flush()
    if not n:
        return np.empty((0, *shape), np.uint8)
    return np.memmap(file, np.uint8, "r", shape=(n, *shape))


def _refuse_what_has_no_room(size, n, shape, room):
    room.mkdir(parents=True, exist_ok=True)
    needed = f"{n:,} images of {shape[0]}x{shape[1]} take {in_mebibytes(size)}"
    advice = "give a smaller image_size (--image-size), or fewer images"
    if size > address_space() / 2:
        raise SuiteError(f"{needed} and this process is limited to {in_mebibytes(address_space())}: {advice}")
    if (free := shutil.disk_usage(room).free) < 2 * size:
        place = f"{room} has {in_mebibytes(free)} left, of which writing them takes twice as much"
        raise SuiteError(f"{needed} and {place}: set TFGAN_SUITE_CACHE to a larger disk, or {advice}")
