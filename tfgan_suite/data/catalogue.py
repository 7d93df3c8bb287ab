"""Every source of examples by name."""

import difflib
import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tfgan_suite import cache
from tfgan_suite.data.arrays import from_file
from tfgan_suite.data.examples import Examples
from tfgan_suite.data.fashion_mnist import VERSION, fashion_mnist
from tfgan_suite.data.folder import folder
from tfgan_suite.data.holdout import held_out
from tfgan_suite.data.keeping import kept
from tfgan_suite.data.resizing import checked_channels, checked_size, fitted
from tfgan_suite.data.tfds_images import tfds_images
from tfgan_suite.data.toys import DRAWS, toy
from tfgan_suite.errors import SuiteError


@dataclass(frozen=True)
class Wish:
    """What a user asks of a source; `name` is what follows the prefix."""

    name: str
    split: str
    size: tuple[int, int] | None
    channels: int | None
    seed: int
    cache: Path


def _points(wish: Wish) -> Examples:
    if wish.size or wish.channels:
        raise SuiteError(f"{wish.name} holds points, not images; leave out image size and channels")
    return toy(wish.name, wish.split, seed=wish.seed)


def _fashion_mnist(wish: Wish) -> Examples:
    def native():
        return fashion_mnist(wish.split, wish.cache)

    if wish.size in (None, (28, 28)) and wish.channels in (None, 1):
        return native()
    height, width = wish.size or (28, 28)
    place = wish.cache / "fashion_mnist" / f"{wish.split}-{height}x{width}x{wish.channels or 1}"
    return kept(place, VERSION, lambda: fitted(native(), wish.size, wish.channels))


def _tfds(wish: Wish) -> Examples:
    if wish.name == "fashion_mnist":
        return _fashion_mnist(wish)
    return tfds_images(wish.name, wish.split, wish.cache, wish.size, wish.channels)


def _folder(wish: Wish) -> Examples:
    return folder(Path(wish.name).expanduser(), wish.split, wish.cache, wish.size, wish.channels)


def _file(wish: Wish) -> Examples:
    return fitted(held_out(from_file(Path(wish.name).expanduser()), wish.split), wish.size, wish.channels)


NAMED: dict[str, Callable[[Wish], Examples]] = {
    "fashion_mnist": _fashion_mnist,
    **dict.fromkeys(DRAWS, _points),
}
PREFIXED: dict[str, Callable[[Wish], Examples]] = {"tfds": _tfds, "folder": _folder}
SUFFIXED: dict[str, Callable[[Wish], Examples]] = {".npy": _file, ".npz": _file}


def names() -> tuple[str, ...]:
    """What `load` understands, as a user writes it."""
    return (*NAMED, "tfds:NAME", "folder:PATH", "a folder", "a .npy or .npz file")


def load(
    name: os.PathLike | str,
    split: str = "train",
    *,
    image_size: int | tuple[int, int] | None = None,
    channels: int | None = None,
    seed: int = 0,
    cache_dir: os.PathLike | str | None = None,
) -> Examples:
    """Real examples by the name of their source.

    Args:
        name: "fashion_mnist"; "ring", "grid" or "moons" (points in the plane); "tfds:NAME", any image data
            set of TensorFlow Datasets; "folder:PATH" or the path of a folder of images; the path of a .npy or
            .npz file.
        split: "train" or "test". Folders and files without a test split hold out a fixed tenth, and know
            "all".
        image_size: side, or (height, width), in pixels, each a multiple of 4 from 8 to 256; images of another
            size are cropped to the aspect around their centre and resized with antialiasing. None keeps their
            own.
        channels: 1 for grey, 3 for colour, None for what the images have.
        seed: of the synthetic sets.
        cache_dir: where decoded arrays are kept; None takes TFGAN_SUITE_CACHE or the user's cache directory.

    Raises:
        SuiteError: an unknown name or split, a size or number of channels that does not fit, or a source that
            cannot be read or reached. What was left out of a source, such as broken files, comes as a
            warning.
    """
    name = os.fspath(name)
    make, argument = _source(name)
    room = Path(cache_dir or cache.cache_dir())
    wish = Wish(argument, split, checked_size(image_size), checked_channels(channels), seed, room)
    examples = make(wish)
    for note in examples.notes:
        warnings.warn(f"{name}: {note}", stacklevel=2)
    return replace(examples, name=name) if name in NAMED else examples


def _source(name: str) -> tuple[Callable[[Wish], Examples], str]:
    prefix, colon, rest = name.partition(":")
    path = Path(name).expanduser()
    if name in NAMED:
        return NAMED[name], name
    if colon and prefix in PREFIXED:
        return PREFIXED[prefix], rest
    if path.suffix in SUFFIXED:
        return SUFFIXED[path.suffix], name
    if path.is_dir():
        return _folder, name
    near = difflib.get_close_matches(name, NAMED, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise SuiteError(f"there is no data set {name!r}; {hint}use one of: {', '.join(names())}")
