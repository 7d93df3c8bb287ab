"""Films: animated pictures, videos and folders of frames, one frame after another."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import numpy as np
from PIL import Image, ImageSequence

from tfgan_suite.data.folders.walking import SUFFIXES, some, walk
from tfgan_suite.data.pipeline.decoding import attempted, upright, upright_size
from tfgan_suite.data.sources.extras import needed

VIDEOS = frozenset({".mp4", ".m4v", ".webm", ".mov", ".avi", ".mkv", ".mpg", ".mpeg", ".ogv", ".wmv"})
MOVING = frozenset({".gif", ".apng"})
ALIKE = 0.9
PERHAPS_MOVING = frozenset({".png", ".webp", ".avif"})


def films(root: Path) -> tuple[list[Path], tuple[str, ...]]:
    """The films below a directory, sorted, and notes on what is passed over.

    A film is a video, an animated picture, or a folder of still pictures. Stills beside films are none.
    """
    walked = walk(root, wanted=SUFFIXES | VIDEOS)
    found: list[Path] = []
    stray: list[Path] = []
    for folder, files in groupby(walked.pictures, lambda path: path.parent):
        moving, still = _divided(list(files))
        found += moving or [folder]
        stray += still if moving else []
    notes = walked.notes(root)
    if stray:
        names = some([path.relative_to(root).as_posix() for path in stray])
        notes = (f"passed over {len(stray)} still pictures beside clips: {names}", *notes)
    return sorted(found), notes


def files_of(film: Path) -> list[Path]:
    """The files of a film, frames of a folder in the order of the numbers in their names."""
    if film.is_file():
        return [film]
    stills = (path for path in film.iterdir() if path.suffix.lower() in SUFFIXES and not path.name.startswith("."))
    return sorted((path for path in stills if path.is_file()), key=_counting)


def no_film(film: Path, length: int) -> str:
    """Why a folder of stills is no film of `length` frames or more; nothing where it may be one, or is no folder."""
    if not film.is_dir():
        return ""
    files = files_of(film)
    if len(files) < length:
        return f"{len(files)} frames"
    nameless = [path.name for path in files if not re.search(r"\d", path.stem)]
    if 2 * len(nameless) > len(files):
        return f"no numbers in names such as {nameless[0]}"
    sizes = {size for size in attempted(upright_size, files, "measuring") if isinstance(size, tuple)}
    if len(sizes) > 1:
        small, large = (f"{width}x{height}" for height, width in (min(sizes), max(sizes)))
        return f"pictures of different sizes, such as {small} and {large}"
    return ""


def follows(pictures: np.ndarray) -> bool:
    """Whether pictures [n, ...] that follow one another are more alike than others, as frames of a film are."""
    x, half = pictures.astype(np.float32), len(pictures) // 2
    if not half:
        return True
    far = np.abs(x[half:] - x[: len(x) - half]).mean()
    return bool(far == 0 or np.abs(x[1:] - x[:-1]).mean() < ALIKE * far)


def frames(film: Path, size: tuple[int, int] | None = None) -> Iterator[Image.Image]:
    """The frames of a film, upright; JPEGs at no more detail than `size` (height, width) needs.

    Raises:
        SuiteError: a video, and PyAV is not installed.
    """
    if film.is_dir():
        yield from (upright(path, size or (2**15, 2**15)) for path in files_of(film))
    elif film.suffix.lower() in VIDEOS:
        yield from _of_video(film)
    else:
        with Image.open(film) as image:
            yield from (frame.copy() for frame in ImageSequence.Iterator(image))


def film_size(film: Path) -> tuple[int, int]:
    """(height, width) of the first frame."""
    first = next(frames(film))
    return first.height, first.width


def _divided(files):
    """(files that are films, stills) of one folder; whether .png and the like move is asked of the first of a kind."""
    kinds = {path.suffix.lower(): path for path in reversed(files)}
    asked = {suffix for suffix, first in kinds.items() if suffix in PERHAPS_MOVING and _moves(first)}
    moving = [path for path in files if _is_film(path, asked)]
    return moving, [path for path in files if path not in {*moving}]


def _is_film(path, asked):
    suffix = path.suffix.lower()
    return suffix in VIDEOS | MOVING or (suffix in asked and _moves(path))


def _moves(path):
    try:
        with Image.open(path) as image:
            return getattr(image, "is_animated", False)
    except (OSError, ValueError, SyntaxError):
        return False


def _of_video(film):
    av = needed("av", "video", film.name)
    with av.open(str(film)) as container:
        for frame in container.decode(video=0):
            image = frame.to_image()
            yield image.rotate(frame.rotation, expand=True) if frame.rotation else image


def _counting(path):
    return [(part.isdigit(), int(part) if part.isdigit() else part) for part in re.split(r"(\d+)", path.name)]
