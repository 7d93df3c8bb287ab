"""Features of a user's own: which training images they are fitted to, and what is said of it before training."""

from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.pipeline.rows import in_parts
from tfgan_suite.metrics import NoFeatures, OwnFeatures, own_features
from tfgan_suite.metrics.features.own_examples import input_shape
from tfgan_suite.metrics.features.own_fitting import seconds_for
from tfgan_suite.training.protocols.image_report import SPLITS

FRAMES = 20_000
LABELS = {"target": "target_label"}

_fitted: WeakKeyDictionary[Any, dict[tuple[str, ...], OwnFeatures]] = WeakKeyDictionary()


def own_features_of(data: Any, fields: tuple[str, ...]) -> OwnFeatures:
    """Features fitted to these fields of the training examples together, and to their labels where there are any.

    Raises:
        NoFeatures: too few held-out examples to compare with, or fields that are no images.
    """
    if reason := unfit(data, fields):
        raise NoFeatures(reason)
    known = _fitted.setdefault(data.train, {})
    if fields not in known:
        arrays = [images_of(data.train[field]) for field in fields]
        labels = [_labels(data.train, *each) for each in zip(fields, arrays, strict=True)]
        known[fields] = own_features(arrays, None if any(told is None for told in labels) else labels)
    return known[fields]


def unfit(data: Any, fields: tuple[str, ...]) -> str:
    """Why no features are fitted to these fields, in a line; nothing where they are."""
    if len(data.test) < SPLITS:
        return f"{len(data.test)} held-out examples say nothing, at least {SPLITS} are needed"
    try:
        input_shape(_some(data, fields))
    except NoFeatures as reason:
        return f"No features are known for {data.test.name}: {reason}"
    return ""


def fitting(data: Any, groups: Iterable[tuple[str, ...]]) -> str:
    """What it takes to fit features to each of these groups of fields, in a line; nothing where there are none."""
    fitted = [fields for fields in groups if not unfit(data, fields)]
    if not fitted:
        return ""
    seconds = sum(seconds_for(input_shape(_some(data, fields)), len(data.train) * len(fields)) for fields in fitted)
    minutes = round(seconds / 60)
    lasting = "less than a minute" if seconds < 45 else "about a minute" if minutes < 2 else f"about {minutes} minutes"
    return f"features fitted to your {len(data.train):,} training examples, {lasting} and then kept"


def images_of(examples: Array) -> Array:
    """Images as they are; of clips [n, T, h, w, c] as many frames, evenly spaced, as are no more than 20,000 in all."""
    if examples.ndim != 5:
        return examples
    length = examples.shape[1]
    few = min(length, max(1, FRAMES // len(examples)))
    at = np.linspace(0, length - 1, few).astype(int)
    return np.concatenate([part[:, at].reshape(-1, *part.shape[2:]) for part in in_parts(examples)])


def _some(data, fields):
    return [images_of(data.train[field][:1]) for field in fields]


def _labels(train, field, images):
    """The labels of these images, which are those of a field or frames of them, or None."""
    name = LABELS.get(field) if LABELS.get(field) in train.fields else "label"
    if name not in train.fields:
        return None
    return np.repeat(np.asarray(train[name]), len(images) // len(train))
