"""Image sets of keras.datasets, by name."""

import contextlib
import io
import os
from pathlib import Path

from tfgan_suite.data.folders.arrays import from_arrays
from tfgan_suite.data.pipeline.aspects import CROP
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.pipeline.resizing import fitted
from tfgan_suite.data.sources.network import answers
from tfgan_suite.errors import SuiteError

FILES = {
    "mnist": ("mnist.npz", "https://storage.googleapis.com"),
    "cifar10": ("cifar-10-batches-py-target", "https://www.cs.toronto.edu"),
    "cifar100": ("cifar-100-python-target", "https://www.cs.toronto.edu"),
}
CLASSES = {
    "cifar10": ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"),
}
VERSION = "1"


def keras_images(
    name: str,
    split: str,
    cache: Path,
    size: tuple[int, int] | None = None,
    channels: int | None = None,
    resize: str = CROP,
) -> Examples:
    """The images and labels of a set of keras.datasets, from `~/.keras` (or `$KERAS_HOME`), downloaded once.

    Args:
        name: "mnist", "cifar10" or "cifar100".
        split: "train" or "test".
        cache: directory that keeps the decoded arrays.
        size: (height, width) in pixels.
        channels: of the images; None keeps the set's own.
        resize: see `pipeline.aspects.brought`.

    Raises:
        SuiteError: another name or split, or a set that is not on this machine and cannot be downloaded.
    """
    if name not in FILES:
        raise SuiteError(f"keras:{name} is no image set of keras.datasets; use one of: {', '.join(FILES)}")
    if split not in ("train", "test"):
        raise SuiteError(f"keras:{name} has no split {split!r}; use train or test")
    place = cache / "keras" / f"{name}-{split}"
    return fitted(kept(place, VERSION, lambda: _loaded(name, split)), size, channels, resize)


def _loaded(name, split):
    import keras

    file, server = FILES[name]
    place = Path(os.environ.get("KERAS_HOME") or "~/.keras").expanduser() / "datasets"
    if not (place / file).exists() and not answers(server):
        raise SuiteError(f"keras:{name} is not in {place} and its server does not answer; go online once")
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            train, test = getattr(keras.datasets, name).load_data()
    except Exception as error:
        line = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise SuiteError(f"keras:{name} could not be loaded ({line}); go online once") from error
    images, labels = train if split == "train" else test
    classes = CLASSES.get(name) or tuple(map(str, range(int(train[1].max()) + 1)))
    return from_arrays(images, labels, f"keras:{name}", classes=classes)
