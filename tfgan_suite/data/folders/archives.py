"""Archives: a user's zip or tar, unpacked once into the cache and read as the folder that it holds."""

import hashlib
import json
import shutil
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from tfgan_suite.atomic import atomic_write
from tfgan_suite.data.folders.walking import some
from tfgan_suite.data.pipeline.memory import in_mebibytes
from tfgan_suite.errors import DAMAGED_ARCHIVE, SuiteError

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
FOLD = 100
SMALL = 2**30
CHUNK = 2**20
LONGEST = 255
Member = tuple[str, Callable[[], Any] | None]
"""The name of an entry that is no folder, and how to open it; None in place of how for what is no plain file."""


def is_archive(path: Path) -> bool:
    """Whether a file is called as zip and tar archives are."""
    return path.name.lower().endswith(SUFFIXES) and path.is_file()


def unpacked(path: Path, cache: Path) -> tuple[Path, tuple[str, ...]]:
    """The folder that holds what is in an archive, and notes on what was left out of it.

    It stays in the cache until the archive changes. Only plain files are unpacked, and only to places below the folder:
    links, devices, and names with "..", drives or a root are left out.

    Raises:
        SuiteError: it cannot be read, is encrypted, takes more than half of the free disk, or unpacks to more than
            1 GiB and more than a hundred times its size.
    """
    name = path.name[: -len(next(s for s in sorted(SUFFIXES, key=len, reverse=True) if path.name.lower().endswith(s)))]
    place = cache / "unpacked" / hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:32]
    stamp = f"{path.stat().st_mtime_ns} {path.stat().st_size}"
    folder = place / (name.strip(". ") or "archive")
    try:
        about = json.loads((place / "about.json").read_text(encoding="utf-8"))
        if about["stamp"] == stamp:
            return folder, tuple(about["notes"])
    except (OSError, ValueError, KeyError):
        pass
    try:
        with atomic_write(place) as draft:
            (draft / folder.name).mkdir(parents=True)
            notes = _unpack(path, draft / folder.name)
            (draft / "about.json").write_text(json.dumps({"stamp": stamp, "notes": notes}), encoding="utf-8")
    except (*DAMAGED_ARCHIVE, tarfile.TarError, NotImplementedError) as error:
        raise SuiteError(f"{path} cannot be unpacked ({error}); pack it again, or give the folder itself") from error
    return folder, notes


def _unpack(path, folder):
    room = shutil.disk_usage(folder).free // 2
    most = min(room, max(SMALL, FOLD * path.stat().st_size))
    left_out, size = [], 0
    with closing(_members(path)) as members:
        for name, unpack in members:
            place = _place(folder, name) if unpack else None
            if place is None:
                left_out.append(name)
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            with unpack() as content, place.open("xb") as file:
                while part := content.read(CHUNK):
                    size += len(part)
                    if size > most:
                        _refuse(path, room, most)
                    file.write(part)
    return [f"left out {len(left_out)} entries that are no plain files below it: {some(left_out)}"] if left_out else []


def _refuse(path, room, most):
    if most == room:
        line = f"{path} unpacks to more than the {in_mebibytes(room)} that half of the free disk of the cache holds"
        raise SuiteError(f"{line}: set TFGAN_SUITE_CACHE to a larger disk")
    size = in_mebibytes(path.stat().st_size)
    raise SuiteError(f"{path} of {size} unpacks to more than {in_mebibytes(most)}; unpack it, and give the folder")


def _members(path: Path) -> Iterator[Member]:
    return _of_zip(path) if path.name.lower().endswith(".zip") else _of_tar(path)


def _of_zip(path: Path) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.flag_bits & 1:
                raise SuiteError(f"{path} is encrypted; unpack it, and give the folder")
            if not entry.is_dir():
                plain = stat.S_IFMT(entry.external_attr >> 16) in (0, stat.S_IFREG)
                yield entry.filename, partial(archive.open, entry) if plain else None


def _of_tar(path: Path) -> Iterator[Member]:
    with tarfile.open(path) as archive:
        for entry in archive:
            if not entry.isdir():
                yield entry.name, partial(archive.extractfile, entry) if entry.isreg() else None


def _place(folder, name):
    """Where an entry goes below the folder; None where it would go elsewhere, or where there is something already."""
    path = PurePosixPath(name.replace("\\", "/"))
    parts = path.parts
    if path.is_absolute() or not parts or ".." in parts or any(":" in part or "\0" in part for part in parts):
        return None
    place = folder.joinpath(*parts)
    above = [folder.joinpath(*parts[:depth]) for depth in range(1, len(parts))]
    if any(len(part.encode()) > LONGEST for part in parts) or place.exists() or any(map(Path.is_file, above)):
        return None
    return place
