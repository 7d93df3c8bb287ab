"""Catalogue: every source of examples by name."""

import difflib
import os
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tfgan_suite import cache
from tfgan_suite.data import forms
from tfgan_suite.data.named import NAMED
from tfgan_suite.data.pipeline.aspects import checked_way
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.levels import checked_range
from tfgan_suite.data.pipeline.resizing import checked_channels, checked_size
from tfgan_suite.data.request import DataRequest, path_of
from tfgan_suite.data.sets.hub_images import hub_images, is_saved
from tfgan_suite.data.sets.keras_images import keras_images
from tfgan_suite.data.sets.oracle import oracle
from tfgan_suite.data.sets.tfds_images import tfds_images
from tfgan_suite.errors import SuiteError


class Note(UserWarning):
    """What a user should hear about a source, such as files that could not be read."""


def _oracle(request: DataRequest) -> Examples:
    return oracle(f"oracle:{request.name}", request.split, seed=request.seed)


def _tfds(request: DataRequest) -> Examples:
    if request.name == "fashion_mnist":
        return NAMED["fashion_mnist"](request)
    return tfds_images(request.name, request.split, request.cache, request.size, request.channels, request.resize)


def _keras(request: DataRequest) -> Examples:
    if request.name == "fashion_mnist":
        return NAMED["fashion_mnist"](request)
    return keras_images(request.name, request.split, request.cache, request.size, request.channels, request.resize)


PREFIXED: dict[str, Callable[[DataRequest], Examples]] = {
    "oracle": _oracle,
    "tfds": _tfds,
    "keras": _keras,
    "hf": hub_images,
    "folder": forms.read,
}
OWN = (forms.read, hub_images)


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
    resize: str | None = None,
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
            1024; images of another size are resized with antialiasing. None keeps their own.
        channels: 1 for grey, 3 for colour, 4 for colour with transparency; None for what the images have, with what is
            transparent laid over white.
        value_range: of array files and folders, the values of black and white, as two numbers or a text such as
            "0,4095". None takes what such values usually mean: see `pipeline.levels.usual_range`.
        resize: what becomes of images of another aspect, which those of named sets are not: "crop", the default, takes
            their centre; "stretch" changes their aspect; "letterbox" sets them between black bars.
        seed: of the synthetic sets.
        cache_dir: where decoded arrays are kept; None takes TFGAN_SUITE_CACHE or the user's cache directory.
        content: what a user's own file or folder is to hold: "images", "pairs", "domains" (two or more, without
            pairs), "masks", "captions", "boxes" and "keypoints" (with captions), "clips", "sequences", "audio" or
            "shifts" (two domains, one with labels). Named sets hold what they hold.
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
    of_own = reading if name not in NAMED else {**reading, "resize": resize}
    given = ", ".join(option for option, value in of_own.items() if value)
    if given and make is not forms.read:
        raise SuiteError(f"{name} is read as it is; {given} is for files and folders of your own")
    size, depth = checked_size(image_size), checked_channels(channels)
    how = (size, depth, seed, room, scale, content, checked_way(resize), reading)
    request = DataRequest(argument, split, *how)
    examples = make(request)
    if name in NAMED and path_of(name).exists():
        examples = examples.noting((f"{name} is a set of the suite; the folder of that name is meant by ./{name}",))
    for note in examples.notes:
        warnings.warn(f"{name}: {note}", Note, stacklevel=2)
    return replace(examples, name=name) if name in NAMED else replace(examples, own=make in OWN)


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
