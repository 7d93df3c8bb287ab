"""What was found in a data set, in one line."""

import numpy as np

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.rows import different

SHOWN = 10


def summary(train: Examples, test: Examples) -> str:
    """How many examples, of which shapes and classes, and what was passed over.

    Args:
        train: examples to learn from, whose labels are counted.
        test: those that are held out.
    """
    shapes = [_shaped(field, array) for field, array in train.fields.items() if array.dtype.kind in "buif"]
    parts = [f"{len(train):,} examples to train on and {len(test):,} held out: {', '.join(shapes)}"]
    if train.classes and "label" in train.fields:
        parts.append(_counted(train.classes, np.asarray(train["label"])))
    if train.mask_classes:
        parts.append(f"classes of masks: {_some(train.mask_classes)}")
    if train.keypoint_names:
        parts.append(f"key points: {_some(train.keypoint_names)}")
    notes = dict.fromkeys([*train.notes, *test.notes])
    return "; ".join([f"{train.name}: {parts[0]}", *parts[1:], *notes])


def _shaped(field, array):
    """Name and shape of a field, and how many different rows it has where some come several times."""
    n = different(array)
    counted = f"{n:,} of " if n < len(array) else ""
    return f"{field} {counted}{'x'.join(map(str, array.shape[1:]))}".rstrip()


def _counted(classes, labels):
    counts = np.bincount(labels[labels >= 0], minlength=len(classes))
    shown = ", ".join(f"{name} {count:,}" for name, count in zip(classes[:SHOWN], counts, strict=False))
    more = _more(classes)
    unlabelled = f", {(labels < 0).sum():,} without label" if (labels < 0).any() else ""
    return f"{len(classes)} classes: {shown}{more}{unlabelled}"


def _some(classes):
    return ", ".join(classes[:SHOWN]) + _more(classes)


def _more(classes):
    return f" and {len(classes) - SHOWN} more" if len(classes) > SHOWN else ""
