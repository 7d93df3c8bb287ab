"""Labels of a user, as class numbers from 0."""

import numpy as np

from tfgan_suite.errors import SuiteError

MOST_CLASSES = 10_000
UNLABELLED = -1
ONE_HOT = "one-hot labels are read as the numbers of their classes"
NONE = "no example has a label, all are -1 or empty; give some, or leave the labels out"


def read_labels(
    labels: np.ndarray, n: int, classes: tuple[str, ...] = (), closed: bool = False
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Class numbers, int32 [n], and the names of the classes.

    Args:
        labels: whole numbers of any dtype, or names, one for each of the n images, as [n] or as a column [n, 1]; or
            one-hot, [n, classes].
        n: how many images there are.
        classes: names of the classes, in the order of their numbers; without them whole numbers name themselves.
        closed: whether these are all labels that there are. Classes are then those that occur: 1 to 10 are ten
            classes, called "1" to "10"; and -1 is no class, but that of an example without label.

    Numbers of something, such as dates or keys of a catalogue, are told from numbers of classes by their size: from
    10,000 on, where less than half of the numbers below occur, each value is a class called after it.

    Raises:
        SuiteError: not one label for each image, fractions, numbers below 0, or a label that the classes do not cover.
    """
    labels = np.asarray(labels)
    if labels.ndim > 1 and labels.shape == (n, *[1] * (labels.ndim - 1)):
        labels = labels.reshape(n)
    if is_one_hot(labels, n):
        classes = tuple(classes) or tuple(map(str, range(labels.shape[1])))
        labels = labels.argmax(-1)
    if labels.shape != (n,):
        raise SuiteError(
            f"labels are {labels.dtype} {list(labels.shape)}, not one whole number for each of {n} images; "
            "give one each, or one-hot ones"
        )
    if labels.dtype.kind == "O" and all(isinstance(label, str) for label in labels):
        labels = labels.astype(str)
    if labels.dtype.kind in "US":
        names = np.char.decode(labels, "utf-8") if labels.dtype.kind == "S" else labels
        return _of_names(names, tuple(classes), closed)
    return _of_numbers(_whole(labels), tuple(classes), closed)


def _of_names(names, classes, closed):
    given = names != "" if closed else np.full(names.shape, True)
    known = np.asarray(classes if len(classes) else np.unique(names[given]))
    if not len(known):
        raise SuiteError(NONE)
    if unknown := sorted({*names[given].tolist()} - {*known.tolist()}):
        raise SuiteError(f"labels such as {unknown[0]!r} are none of the {len(known)} classes; add them to classes")
    order = np.argsort(known)
    numbers = np.full(names.shape, UNLABELLED, np.int32)
    numbers[given] = order[np.searchsorted(known, names[given], sorter=order)]
    return numbers, tuple(known.tolist())


def _of_numbers(labels, classes, closed):
    known = labels[labels != UNLABELLED] if closed else labels
    if not len(known):
        raise SuiteError(NONE)
    lowest, highest = int(known.min()), int(known.max())
    if lowest < 0 or (classes and highest >= len(classes)):
        raise SuiteError(
            f"labels range from {lowest} to {highest}; "
            + (
                f"number the {len(classes)} classes from 0 to {len(classes) - 1}"
                if classes
                else "number the classes from 0"
            )
        )
    if classes:
        return labels.astype(np.int32), classes
    values = np.unique(known)
    numbers = np.where(np.isin(labels, values), np.searchsorted(values, labels), UNLABELLED)
    if closed or (highest >= MOST_CLASSES and highest > 2 * len(values)):
        return numbers.astype(np.int32), tuple(map(str, values))
    return labels.astype(np.int32), tuple(map(str, range(highest + 1)))


def _whole(labels):
    if labels.dtype.kind == "b":
        return labels.astype(np.int64)
    if labels.dtype.kind == "f" and np.isfinite(labels).all() and (labels == np.rint(labels)).all():
        return labels.astype(np.int64)
    if labels.dtype.kind not in "iu":
        fraction = f" such as {labels[labels != np.rint(labels)][0]:.4g}" if labels.dtype.kind == "f" else ""
        raise SuiteError(f"labels are {labels.dtype}{fraction}, not whole numbers or names of classes; give those")
    return labels


def is_one_hot(labels: np.ndarray, n: int) -> bool:
    """Whether labels of n examples are [n, classes] with a 1 in each row, and 0 elsewhere."""
    labels = np.asarray(labels)
    if labels.ndim != 2 or len(labels) != n or labels.shape[1] < 2 or labels.dtype.kind not in "biuf":
        return False
    return bool(np.isin(labels, (0, 1)).all() and (labels.sum(-1) == 1).all())
