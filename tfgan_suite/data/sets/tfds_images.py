"""TensorFlow Datasets: image sets by name."""

import contextlib
import difflib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.data.pipeline.aspects import CROP, in_keys
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.pipeline.resizing import fit_image, fitted
from tfgan_suite.data.sources.network import answers
from tfgan_suite.errors import SuiteError

SPLITS = {"train": ("train",), "test": ("test", "validation")}


def tfds_images(
    name: str,
    split: str,
    cache: Path,
    size: tuple[int, int] | None = None,
    channels: int | None = None,
    resize: str = CROP,
) -> Examples:
    """The images, and labels where there are any, of a data set of TensorFlow Datasets.

    Args:
        name: as tfds knows it, such as "cifar10", with an optional configuration and version.
        split: "train", "test" (its validation split where it has no test split, a tenth of train where it has
            neither), or any other split of the set.
        cache: directory that keeps the decoded arrays.
        size: (height, width) in pixels; needed when the images of the set differ in size.
        channels: 1, 3 or 4; None keeps the set's own.
        resize: see `pipeline.aspects.brought`.

    Returns:
        Fields "image", uint8 [N, H, W, C], and, where the set has one, "label", int32 [N].

    Raises:
        SuiteError: a name that tfds does not know, a set without images, a split that it lacks, no network
            for a set that is not prepared yet, or whatever else keeps tfds from preparing it.
    """
    builder = _builder(name)
    shape = "native" if size is None else f"{size[0]}x{size[1]}"
    place = (
        cache
        / "tfds"
        / name.replace("/", "-").replace(":", "-")
        / f"{split}-{shape}-{channels or 'native'}{in_keys(resize)}"
    )

    def make():
        prepare(builder, name)
        return _decoded(builder, name, split, size, channels, resize)

    return kept(place, str(builder.version), make)


def prepare(builder: Any, name: str) -> None:
    """Downloads and prepares a tfds builder's data unless that is done; fails at once when offline."""
    with quiet():
        if builder.is_prepared():
            return
    source = next(iter(builder.url_infos or ()), None)
    if source and not answers(source):
        raise SuiteError(f"tfds:{name} is not prepared on this machine and its server does not answer; go online once")
    try:
        with quiet():
            builder.download_and_prepare()
    except Exception as error:
        raise SuiteError(f"tfds could not prepare {name}: {first_line(error)}") from error


def _builder(name: str) -> Any:
    import tensorflow_datasets as tfds

    try:
        with quiet():
            builder = tfds.builder(name)
    except Exception as error:
        near = difflib.get_close_matches(name, tfds.list_builders(), 1)
        known = not near or near == [name.partition("/")[0]]
        hint = "tensorflow.org/datasets describes what there is" if known else f"did you mean tfds:{near[0]}?"
        raise SuiteError(f"tfds cannot find {name!r} ({first_line(error)}); {hint}") from error
    if "image" not in (builder.info.features or ()):
        raise SuiteError(f'tfds:{name} has no feature "image"; choose an image data set')
    return builder


def _decoded(
    builder: Any, name: str, split: str, size: tuple[int, int] | None, channels: int | None, resize: str
) -> Examples:
    import tensorflow_datasets as tfds

    features = builder.info.features
    shape = features["image"].shape
    if size is None and None in shape[:2]:
        raise SuiteError(f"the images of tfds:{name} differ in size; pass image_size (--image-size 64)")
    labelled = "label" in features and isinstance(features["label"], tfds.features.ClassLabel)
    depth = channels or shape[-1] or 3
    images, labels = [], []
    for example in tfds.as_numpy(builder.as_dataset(split=_split(builder, name, split), shuffle_files=False)):
        image = example["image"]
        images.append(image if size is None else fit_image(image, size, depth, resize=resize))
        labels.append(example["label"] if labelled else 0)
    fields = {"image": np.stack(images)}
    if labelled:
        fields["label"] = np.asarray(labels, np.int32)
    classes = tuple(features["label"].names or ()) if labelled else ()
    licence = getattr(builder.info.redistribution_info, "license", None) or ""
    return fitted(Examples(fields, f"tfds:{name}", classes, licence), size, channels, resize)


def _split(builder: Any, name: str, split: str) -> str:
    there = builder.info.splits
    for candidate in SPLITS.get(split, (split,)):
        if candidate in there:
            whole_train = split != "train" or any(other in there for other in SPLITS["test"])
            return candidate if whole_train else "train[:90%]"
    if split == "test" and "train" in there:
        return "train[90%:]"
    raise SuiteError(f"tfds:{name} has no split {split!r}; it has {', '.join(there)}")


def first_line(error: Exception) -> str:
    """What an exception says, without the paragraphs that may follow."""
    return next(iter(str(error).splitlines()), "") or type(error).__name__


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Leaves of what tfds says its progress bars, and those only on a terminal."""
    import tensorflow_datasets as tfds
    from absl import logging

    level = logging.get_verbosity()
    logging.set_verbosity(logging.ERROR)
    if not sys.stderr.isatty():
        tfds.disable_progress_bar()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    finally:
        logging.set_verbosity(level)
        tfds.enable_progress_bar()
