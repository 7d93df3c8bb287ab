"""Catalogue: every source of examples by name."""

import difflib
import os
import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from tfgan_suite import cache
from tfgan_suite.data import forms
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.pipeline.levels import checked_range
from tfgan_suite.data.pipeline.resizing import checked_channels, checked_size, fitted
from tfgan_suite.data.request import DataRequest, path_of
from tfgan_suite.data.sets.bach import bach
from tfgan_suite.data.sets.fashion_mnist import VERSION, fashion_mnist
from tfgan_suite.data.sets.grammar import grammar
from tfgan_suite.data.sets.hub_images import hub_images, is_saved
from tfgan_suite.data.sets.keras_images import keras_images
from tfgan_suite.data.sets.noto_emoji import noto_emoji
from tfgan_suite.data.sets.openmoji import openmoji
from tfgan_suite.data.sets.oracle import oracle
from tfgan_suite.data.sets.tfds_images import tfds_images
from tfgan_suite.data.sets.toys import DRAWS, toy
from tfgan_suite.data.tasks.captioned_fashion import captioned_fashion
from tfgan_suite.data.tasks.coloured_fashion import coloured_fashion
from tfgan_suite.data.tasks.fashion_clips import fashion_clips
from tfgan_suite.data.tasks.fashion_masks import masked
from tfgan_suite.data.tasks.fashion_pairs import edges, inverted, pooled
from tfgan_suite.data.tasks.fashion_unpaired import fashion_edges_unpaired
from tfgan_suite.data.tasks.few_labels import moons_4_labels
from tfgan_suite.data.tasks.stacked_fashion import stacked_fashion_mnist
from tfgan_suite.data.tasks.two_domains import fashion_shift, moons_35
from tfgan_suite.errors import SuiteError


class Note(UserWarning):
    """What a user should hear about a source, such as files that could not be read."""


def _points(request: DataRequest) -> Examples:
    if request.size or request.channels:
        raise SuiteError(f"{request.name} holds points, not images; leave out image size and channels")
    return toy(request.name, request.split, seed=request.seed)


def _synthetic(request: DataRequest) -> Examples:
    if request.size or request.channels:
        raise SuiteError(f"{request.name} holds no images; leave out image size and channels")
    return SYNTHETIC[request.name](request.split, seed=request.seed)


def _oracle(request: DataRequest) -> Examples:
    return oracle(f"oracle:{request.name}", request.split, seed=request.seed)


def _fashion_shift(request: DataRequest) -> Examples:
    if request.size not in (None, (28, 28)) or request.channels not in (None, 1):
        raise SuiteError("fashion_shift is 28×28 and grey; leave out image size and channels")
    return fashion_shift(fashion_mnist(request.split, request.cache), request.split, seed=request.seed)


def _fashion_mnist(request: DataRequest) -> Examples:
    def native():
        return fashion_mnist(request.split, request.cache)

    if request.size in (None, (28, 28)) and request.channels in (None, 1):
        return native()
    height, width = request.size or (28, 28)
    place = request.cache / "fashion_mnist" / f"{request.split}-{height}x{width}x{request.channels or 1}"
    return kept(place, VERSION, lambda: fitted(native(), request.size, request.channels))


def _fashion_pairs(request: DataRequest) -> Examples:
    return FASHION_PAIRS[request.name](_fashion_mnist(request))


def _stacked_fashion_mnist(request: DataRequest) -> Examples:
    if request.channels not in (None, 3):
        raise SuiteError("stacked_fashion_mnist has three channels; leave out channels")
    return stacked_fashion_mnist(_fashion_mnist(replace(request, channels=None)))


def _fashion_masks(request: DataRequest) -> Examples:
    return masked(_fashion_mnist(request), request.split)


def _coloured_fashion(request: DataRequest) -> Examples:
    if request.channels not in (None, 1):
        raise SuiteError("coloured_fashion dyes its own images; leave out channels")
    return coloured_fashion(_fashion_mnist(request), request.seed)


def _captioned_fashion(request: DataRequest) -> Examples:
    captioned = captioned_fashion(fashion_mnist(request.split, request.cache), request.split)
    return fitted(captioned, request.size, request.channels)


def _fashion_clips(request: DataRequest) -> Examples:
    if request.size not in (None, (32, 32)) or request.channels not in (None, 1):
        raise SuiteError("fashion_clips are 32×32 and grey; leave out image size and channels")
    return fashion_clips(fashion_mnist(request.split, request.cache), request.split)


def _tfds(request: DataRequest) -> Examples:
    if request.name == "fashion_mnist":
        return _fashion_mnist(request)
    return tfds_images(request.name, request.split, request.cache, request.size, request.channels)


def _keras(request: DataRequest) -> Examples:
    if request.name == "fashion_mnist":
        return _fashion_mnist(request)
    return keras_images(request.name, request.split, request.cache, request.size, request.channels)


def _package(request: DataRequest) -> Examples:
    return PACKAGES[request.name](request.split, request.cache, request.size, request.channels)


def _bach(request: DataRequest) -> Examples:
    if request.size or request.channels:
        raise SuiteError("bach holds melodies, not images; leave out image size and channels")
    return bach(request.split, request.cache)


SYNTHETIC: dict[str, Callable[..., Examples]] = {
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
NAMED: dict[str, Callable[[DataRequest], Examples]] = {
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
PREFIXED: dict[str, Callable[[DataRequest], Examples]] = {
    "oracle": _oracle,
    "tfds": _tfds,
    "keras": _keras,
    "hf": hub_images,
    "folder": forms.read,
}


def names() -> tuple[str, ...]:
    """What `load` understands, as a user writes it."""
    return (*NAMED, "tfds:NAME", "keras:NAME", "hf:NAME", "folder:PATH", "a folder or file of your own")


def load(
    name: os.PathLike | str,
    split: str = "train",
    *,
    image_size: int | str | tuple[int, int] | None = None,
    channels: int | None = None,
    value_range: str | tuple[float, float] | None = None,
    seed: int = 0,
    cache_dir: os.PathLike | str | None = None,
    content: str = "images",
    **reading: Any,
) -> Examples:
    """Real examples by the name of their source.

    Args:
        name: one of `names()`, such as "fashion_mnist", "noto_emoji" or "ring" (points in the plane); for
            instance "tfds:NAME" is any image data set of TensorFlow Datasets, "keras:NAME" one of keras.datasets,
            "hf:NAME" one of Hugging Face's hub, "folder:PATH" a folder of images.
        split: "train" or "test". Folders and files without a test split hold out a fixed tenth, and know
            "all".
        image_size: side, (height, width) or "HEIGHTxWIDTH" in pixels, multiples of 4 from 8 to 256 or of 32 up to
            1024; images of another size are cropped to the aspect around their centre and resized with antialiasing.
            None keeps their own.
        channels: 1 for grey, 3 for colour, 4 for colour with transparency; None for what the images have, with what is
            transparent laid over white.
        value_range: of array files and folders, the values of black and white, as two numbers or a text such as
            "0,4095". None takes what such values usually mean: see `pipeline.levels.usual_range`.
        seed: of the synthetic sets.
        cache_dir: where decoded arrays are kept; None takes TFGAN_SUITE_CACHE or the user's cache directory.
        content: what a user's own file or folder is to hold: "images", "pairs", "domains" (two or more, without
            pairs), "masks", "captions", "clips", "sequences", "audio" or "shifts" (two domains, one with labels). Named
            sets hold what they hold.
        reading: options of this content alone; docs/data.md lists them.

    Raises:
        SuiteError: an unknown name or split, an unknown content or option of it, a size or number of channels that does
            not fit, or a source that cannot be read or reached. What was left out of a source, such as broken files,
            comes as a `Note`, which is a warning.
    """
    name = os.fspath(name)
    forms.check(content, reading)
    make, argument = _source(name)
    room = Path(cache_dir or cache.cache_dir())
    scale = checked_range(value_range)
    if scale and make is not forms.read:
        raise SuiteError(f"{name} is on its own scale; value_range is for array files and folders")
    given = ", ".join(option for option, value in reading.items() if value)
    if given and make is not forms.read:
        raise SuiteError(f"{name} is read as it is; {given} is for files and folders of your own")
    how = (checked_size(image_size), checked_channels(channels), seed, room, scale, content, reading)
    request = DataRequest(argument, split, *how)
    examples = make(request)
    for note in examples.notes:
        warnings.warn(f"{name}: {note}", Note, stacklevel=2)
    return replace(examples, name=name) if name in NAMED else examples


def located(name: os.PathLike | str) -> str:
    """The same source for whoever stands in another directory: of a file or folder its absolute path."""
    name = os.fspath(name)
    try:
        make, argument = _source(name)
    except SuiteError:
        return name
    saved = make is hub_images and is_saved(path_of(argument))
    if make is not forms.read and not saved:
        return name
    return name.removesuffix(argument) + str(path_of(argument).resolve())


def _source(name: str) -> tuple[Callable[[DataRequest], Examples], str]:
    prefix, colon, rest = name.partition(":")
    path = path_of(name)
    if name in NAMED:
        return NAMED[name], name
    if colon and prefix in PREFIXED:
        return PREFIXED[prefix], rest
    if path.exists() or path.suffix or len(path.parts) > 1:
        return forms.read, name
    near = difflib.get_close_matches(name, NAMED, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise SuiteError(f"there is no data set {name!r}; {hint}use one of: {', '.join(names())}")
