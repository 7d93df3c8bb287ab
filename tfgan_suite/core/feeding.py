"""Batches in the forms that Keras' data adapters have them, as a box unpacks them."""

import types
import warnings
from typing import Any

import keras
import numpy as np
import tensorflow as tf

WHITE = 127.5
PICTURE = 4
SLACK = 1e-2
LOOKED_AT = 1_000_000
LEVEL_SLACK = 1e-3
LABEL = "label"
EXAMPLES = ("example", "image", "point", "clip")


def boxed(game: Any, data: Any) -> Any:
    """What the game's box sees of a batch: a tensor, or a tuple of several.

    A tuple of one is bare, uint8 images become [-1, 1], labels may be a column or one-hot, and what is beyond the
    fields of the game's batches, such as labels that it is not told, is left out with a warning.

    Raises:
        ValueError: a batch that has too few parts, or images of whole numbers other than uint8.
    """
    if isinstance(data, tuple | list) and len(data) == 1:
        (data,) = data
    if not (fields := game.batch_fields):
        return data
    parts, name = _parts(data, fields), type(game).__name__
    if len(parts) < len(fields):
        held = _listed(data) if isinstance(data, dict) else f"{len(parts)} part"
        raise ValueError(f"{name} sees {_listed(fields)} of a batch, and this one has {held}.")
    if len(parts) > len(fields):
        warnings.warn(f"{name} sees {_listed(fields)} of a batch; what else it holds is left out.", stacklevel=2)
    parts = [_read(part, field, game) for part, field in zip(parts, fields, strict=False)]
    return parts[0] if len(parts) == 1 else tuple(parts)


def refuse_endless(data: Any, steps: int | None, name: str) -> None:
    """Raises a ValueError where data without end come without a number of steps, called `name`."""
    if steps is None and _is_endless(data):
        raise ValueError(f"These batches have no end: pass {name}, or batches of some passes over the data.")
    if steps is None and isinstance(data, types.GeneratorType):
        warnings.warn(f"A generator without {name} is read to its end, if it has one.", stacklevel=4)


class Look:
    """A look at what a game is given: at all of an array, at the first batch of a stream, and at all labels.

    Args:
        game: whose fields the parts of a batch are.

    Attributes:
        error: what is wrong with a batch of a stream, once it has been read.
    """

    def __init__(self, game: Any) -> None:
        self.game = game
        self.error: ValueError | None = None

    def at(self, data: Any) -> Any:
        """The same data, looked at now or, if they are a stream, when they are read.

        Raises:
            ValueError: labels that the game does not know.
        """
        if isinstance(data, tf.data.Dataset):
            return self._at_stream(data) if self.game.replicas == 1 else data
        if isinstance(data, types.GeneratorType):
            return self._at_generator(data)
        if isinstance(data, keras.utils.PyDataset):
            self._at_batch(data[0])
        elif isinstance(data, tuple | list | np.ndarray | tf.Tensor):
            self._at_batch(data)
        return data

    def _at_stream(self, data):
        def look(number, batch):
            parts = [part for part in _parts(batch, self.game.batch_fields) if isinstance(part, tf.Tensor)]
            due = tf.reduce_any([number == 0, *self._unknown(batch)])
            with tf.control_dependencies([tf.cond(due, lambda: self._called(parts), lambda: False)]):
                return tf.nest.map_structure(tf.identity, batch)

        return data.enumerate().map(look)

    def _at_generator(self, data):
        for number, batch in enumerate(data):
            self._noted(batch, number == 0)
            yield (batch,) if isinstance(batch, dict) else tuple(_parts(batch))

    def _called(self, parts):
        def see(*parts):
            self._noted(parts)
            return np.False_

        return tf.numpy_function(see, parts, tf.bool)

    def _noted(self, batch, wholly=True):
        """A look whose complaint is kept, as TensorFlow wraps what is raised while it reads."""
        try:
            self._at_batch(batch, wholly)
        except ValueError as error:
            self.error = error
            raise

    def _unknown(self, batch):
        classes = getattr(self.game, "num_classes", None)
        labels = [part for part, name in self._named(batch) if name == LABEL and part.dtype.is_integer]
        return [tf.reduce_any((label < 0) | (label >= classes)) for label in labels if classes]

    def _at_batch(self, batch, wholly=True):
        classes = getattr(self.game, "num_classes", None)
        for part, name in self._named(batch):
            values = np.asarray(part)
            if name == LABEL and classes and values.size and values.dtype.kind in "iu":
                _refuse_unknown(values, classes, type(self.game).__name__)
            if wholly and values.ndim >= PICTURE and values.size and values.dtype.kind == "f":
                _remark_on(values)

    def _named(self, batch):
        parts = _parts(batch, self.game.batch_fields)
        names = self.game.batch_fields or [None] * len(parts)
        return [(part, name) for part, name in zip(parts, names, strict=False) if hasattr(part, "dtype")]


def _parts(batch, fields=None):
    """The parts of a batch in the order of the fields; of a dict those that are named so, or as examples are."""
    if isinstance(batch, dict):
        names = [next((n for n in EXAMPLES if n in batch), f) if f == EXAMPLES[0] else f for f in fields or batch]
        return [batch[name] for name in names if name in batch]
    return list(batch) if isinstance(batch, tuple | list) else [batch]


def _refuse_unknown(labels, classes, name):
    low, high = int(labels.min()), int(labels.max())
    one_hot = labels.ndim == 2 and labels.shape[1] == classes > 1
    if not one_hot and not 0 <= low <= high < classes:
        raise ValueError(f"Labels range from {low} to {high} and {name} knows 0 to {classes - 1}: number them so.")


def _remark_on(values):
    low, high = float(values.min()), float(values.max())
    if low < -1 - SLACK or high > 1 + SLACK:
        text = f"Images range from {low:.4g} to {high:.4g}; networks make -1 to 1. Give uint8, or scale them."
        warnings.warn(text, stacklevel=2)
    elif low >= 0 and high > 0 and not _are_levels(values):
        warnings.warn("Images range from 0 to 1; networks make -1 to 1. Give uint8, or 2 x - 1.", stacklevel=2)


def _are_levels(values):
    """Whether all are levels of 8 bits from -1 to 1, as `data` makes them; bright pictures have none below 0."""
    levels = (values.ravel()[:LOOKED_AT].astype("float64") + 1) * WHITE
    return bool(np.abs(levels - np.rint(levels)).max() < LEVEL_SLACK)


def _is_endless(data):
    if isinstance(data, keras.utils.PyDataset):
        return data.num_batches is None
    cardinality = getattr(data, "cardinality", None)
    if cardinality is None:
        return False
    return int(cardinality() if callable(cardinality) else cardinality) == tf.data.INFINITE_CARDINALITY


def _read(part, name, game):
    if not isinstance(part, tf.Tensor):
        return part
    if name == LABEL:
        return _class_numbers(part, getattr(game, "num_classes", None))
    if part.shape.rank is None or part.shape.rank < PICTURE or not part.dtype.is_integer:
        return part
    if part.dtype != tf.uint8:
        raise ValueError(f"Images are {part.dtype.name}: give uint8, or floats from -1 to 1.")
    return tf.cast(part, tf.float32) / WHITE - 1.0


def _class_numbers(labels, classes):
    """Labels [B] as whole numbers, of labels that may be a column [B, 1] or one-hot [B, classes]."""
    if labels.shape.rank == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    elif labels.shape.rank == 2 and labels.shape[1] == classes:
        labels = tf.argmax(labels, -1)
    return labels if labels.dtype == tf.int32 else tf.cast(labels, tf.int32)


def _listed(names):
    return f"({', '.join(names)})"
