"""Members of array files: what is large is mapped from the file, or written out once where that is packed."""

import math
import shutil
import struct
import tempfile
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tfgan_suite.data.folders import arrays
from tfgan_suite.data.pipeline.memory import in_mebibytes, memory

LOCAL_HEADER = struct.Struct("<26xHH")
CHUNK = 2**22


@dataclass(frozen=True)
class Member:
    """One array of a file.

    Attributes:
        shape, dtype: of the array.
        start: byte of the file at which its values begin; None where they are packed.
        is_large: whether it is left on disk.
    """

    shape: tuple[int, ...]
    dtype: np.dtype
    start: int | None
    is_large: bool


def members_of(path: Path) -> dict[str, Member]:
    """What a .npz file holds, by name; that of a .npy file is called "image". None of it is read.

    Raises:
        one of `errors.DAMAGED_ARCHIVE`.
    """
    if path.suffix == ".npy":
        with path.open("rb") as file:
            return {"image": _member(file, 0)}
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        return {entry.filename.removesuffix(".npy"): _of_entry(archive, entry, file) for entry in archive.infolist()}


def read_members(path: Path, room: Path | None = None) -> dict[str, np.ndarray]:
    """The arrays of a file by name: small ones in memory, large ones mapped.

    Args:
        path: the file.
        room: directory in which packed ones are written out, whose files are gone with the arrays; None holds them in
            memory.

    Raises:
        one of `errors.DAMAGED_ARCHIVE`; among them a ValueError for what memory does not hold.
    """
    found = members_of(path)
    inside = {name for name, one in found.items() if not (one.is_large and (one.start is not None or room))}
    needed = sum(math.prod(found[name].shape) * found[name].dtype.itemsize for name in inside)
    if needed > memory():
        raise ValueError(f"it would unpack to {in_mebibytes(needed)}, more than the memory of this machine")
    if path.suffix == ".npy":
        return {name: _mapped(path, one) if one.is_large else np.load(path) for name, one in found.items()}
    with np.load(path, allow_pickle=False) as held:
        return {name: held[name] if name in inside else _left(path, name, one, room) for name, one in found.items()}


def _of_entry(archive, entry, file):
    with archive.open(entry) as content:
        member = _member(content, None)
        header = content.tell()
    if entry.compress_type != zipfile.ZIP_STORED:
        return member
    file.seek(entry.header_offset)
    name, extra = LOCAL_HEADER.unpack(file.read(LOCAL_HEADER.size))
    return replace(member, start=entry.header_offset + LOCAL_HEADER.size + name + extra + header)


def _member(content, start):
    version = np.lib.format.read_magic(content)
    read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, is_in_columns, dtype = read(content)
    is_large = math.prod(shape) * dtype.itemsize > arrays.MAPPED_FROM and not dtype.hasobject and not is_in_columns
    return Member(shape, dtype, None if start is None else content.tell(), is_large)


def _mapped(path, member):
    return np.memmap(path, member.dtype, "r", member.start, member.shape)


def _left(path, name, member, room):
    if member.start is not None:
        return _mapped(path, member)
    room.mkdir(parents=True, exist_ok=True)
    size, free = math.prod(member.shape) * member.dtype.itemsize, shutil.disk_usage(room).free
    if size > free // 2:
        raise ValueError(
            f"it would unpack to {in_mebibytes(size)}, more than half of the {in_mebibytes(free)} left on {room}"
        )
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryFile(dir=room) as file:
        with archive.open(f"{name}.npy") as content:
            _member(content, None)
            shutil.copyfileobj(content, file, CHUNK)
        file.flush()
        return np.memmap(file, member.dtype, "r", shape=member.shape)
