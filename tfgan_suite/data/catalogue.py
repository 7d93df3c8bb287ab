"""Every source of examples by name."""

import difflib
import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tfgan_suite import cache
from tfgan_suite.data.arrays import from_file
from tfgan_suite.data.bach import bach
from tfgan_suite.data.captioned_fashion import captioned_fashion
from tfgan_suite.data.coloured_fashion import coloured_fashion
from tfgan_suite.data.examples import Examples
from tfgan_suite.data.fashion_clips import fashion_clips
from tfgan_suite.data.fashion_masks import masked
from tfgan_suite.data.fashion_mnist import VERSION, fashion_mnist
from tfgan_suite.data.fashion_pairs import edges, inverted, pooled
from tfgan_suite.data.fashion_unpaired import fashion_edges_unpaired
from tfgan_suite.data.few_labels import moons_4_labels
from tfgan_suite.data.folder import folder
from tfgan_suite.data.grammar import grammar
from tfgan_suite.data.holdout import held_out
from tfgan_suite.data.keeping import kept
from tfgan_suite.data.noto_emoji import noto_emoji
from tfgan_suite.data.openmoji import openmoji
from tfgan_suite.data.oracle import oracle
from tfgan_suite.data.resizing import checked_channels, checked_size, fitted
from tfgan_suite.data.stacked_fashion import stacked_fashion_mnist
from tfgan_suite.data.tfds_images import tfds_images
from tfgan_suite.data.toys import DRAWS, toy
from tfgan_suite.data.two_domains import fashion_shift, moons_35
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


def _synthetic(wish: Wish) -> Examples:
    if wish.size or wish.channels:
        raise SuiteError(f"{wish.name} holds no images; leave out image size and channels")
    return SYNTHETIC[wish.name](wish.split, seed=wish.seed)


def _oracle(wish: Wish) -> Examples:
    return oracle(f"oracle:{wish.name}", wish.split, seed=wish.seed)


def _fashion_shift(wish: Wish) -> Examples:
    if wish.size not in (None, (28, 28)) or wish.channels not in (None, 1):
        raise SuiteError("fashion_shift is 28×28 and grey; leave out image size and channels")
    return fashion_shift(fashion_mnist(wish.split, wish.cache), wish.split, seed=wish.seed)


def _fashion_mnist(wish: Wish) -> Examples:
    def native():
        return fashion_mnist(wish.split, wish.cache)

    if wish.size in (None, (28, 28)) and wish.channels in (None, 1):
        return native()
    height, width = wish.size or (28, 28)
    place = wish.cache / "fashion_mnist" / f"{wish.split}-{height}x{width}x{wish.channels or 1}"
    return kept(place, VERSION, lambda: fitted(native(), wish.size, wish.channels))


def _fashion_pairs(wish: Wish) -> Examples:
    return FASHION_PAIRS[wish.name](_fashion_mnist(wish))


def _stacked_fashion_mnist(wish: Wish) -> Examples:
    if wish.channels not in (None, 3):
        raise SuiteError("stacked_fashion_mnist has three channels; leave out channels")
    return stacked_fashion_mnist(_fashion_mnist(replace(wish, channels=None)))


def _fashion_masks(wish: Wish) -> Examples:
    return masked(_fashion_mnist(wish), wish.split)


def _coloured_fashion(wish: Wish) -> Examples:
    if wish.channels not in (None, 1):
        raise SuiteError("coloured_fashion dyes its own images; leave out channels")
    return coloured_fashion(_fashion_mnist(wish), wish.seed)


def _captioned_fashion(wish: Wish) -> Examples:
    captioned = captioned_fashion(fashion_mnist(wish.split, wish.cache), wish.split)
    return fitted(captioned, wish.size, wish.channels)


def _fashion_clips(wish: Wish) -> Examples:
    if wish.size not in (None, (32, 32)) or wish.channels not in (None, 1):
        raise SuiteError("fashion_clips are 32×32 and grey; leave out image size and channels")
    return fashion_clips(fashion_mnist(wish.split, wish.cache), wish.split)


def _tfds(wish: Wish) -> Examples:
    if wish.name == "fashion_mnist":
        return _fashion_mnist(wish)
    return tfds_images(wish.name, wish.split, wish.cache, wish.size, wish.channels)


def _folder(wish: Wish) -> Examples:
    return folder(Path(wish.name).expanduser(), wish.split, wish.cache, wish.size, wish.channels)


def _file(wish: Wish) -> Examples:
    return fitted(held_out(from_file(Path(wish.name).expanduser()), wish.split), wish.size, wish.channels)


def _package(wish: Wish) -> Examples:
    return PACKAGES[wish.name](wish.split, wish.cache, wish.size, wish.channels)


def _bach(wish: Wish) -> Examples:
    if wish.size or wish.channels:
        raise SuiteError("bach holds melodies, not images; leave out image size and channels")
    return bach(wish.split, wish.cache)


SYNTHETIC = {
    "moons_4_labels": moons_4_labels,
    "moons_35": moons_35,
    "grammar": grammar,
    "oracle": partial(oracle, "oracle"),
}
FASHION_PAIRS = {
    "fashion_edges": edges,
    "fashion_edges_unpaired": fashion_edges_unpaired,
    "fashion_pooled": pooled,
    "fashion_inverted": inverted,
}
PACKAGES = {"noto_emoji": noto_emoji, "openmoji": openmoji}
NAMED: dict[str, Callable[[Wish], Examples]] = {
    "fashion_mnist": _fashion_mnist,
    **dict.fromkeys(FASHION_PAIRS, _fashion_pairs),
    "fashion_masks": _fashion_masks,
    "captioned_fashion": _captioned_fashion,
    "coloured_fashion": _coloured_fashion,
    "fashion_clips": _fashion_clips,
    "stacked_fashion_mnist": _stacked_fashion_mnist,
    **dict.fromkeys(DRAWS, _points),
    **dict.fromkeys(SYNTHETIC, _synthetic),
    "fashion_shift": _fashion_shift,
    **dict.fromkeys(PACKAGES, _package),
    "bach": _bach,
}
PREFIXED: dict[str, Callable[[Wish], Examples]] = {"oracle": _oracle, "tfds": _tfds, "folder": _folder}
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
        name: one of `names()`, such as "fashion_mnist", "noto_emoji" or "ring" (points in the plane); for
            instance "tfds:NAME" is any image data set of TensorFlow Datasets, "folder:PATH" a folder of images.
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
