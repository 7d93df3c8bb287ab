"""How a system's product is scored: functions of a trained plan that return a report with its protocol's name."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_uint8
from tfgan_suite.errors import DAMAGED_ARCHIVE, SuiteError
from tfgan_suite.loading import load_model
from tfgan_suite.metrics import (
    Identity,
    KerasExtractor,
    NoFeatures,
    StackedFashionClassifier,
    efficientnet_lite0,
    evaluate_images,
    fashion_classifier,
    inception_v3,
)
from tfgan_suite.metrics.features.extractor import FeatureExtractor

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan


EXTRACTORS = {
    **dict.fromkeys(("fashion_mnist", "fashion_edges", "fashion_pooled", "fashion_inverted"), fashion_classifier),
    "fashion_edges_unpaired": fashion_classifier,
    "coloured_fashion": fashion_classifier,
    "stacked_fashion_mnist": StackedFashionClassifier,
    **dict.fromkeys(("ring", "grid", "moons"), Identity),
}
BY_NAME = {
    "efficientnet_lite0": efficientnet_lite0,
    "inception_v3": inception_v3,
    "inception_v3_bicubic": partial(inception_v3, resize="antialiased bicubic"),
}
SMALLEST_PICTURE = 32
SAMPLING_SEED = 1


def image_protocol(plan: "Plan", n: int, features: Any = None) -> dict[str, Any]:
    """Scores `n` samples against `n` held-out images, or points, by the features that suit the data.

    Args:
        plan: with the trained game.
        n: how many on each side.
        features: what to read them with instead, see `extractor_for`.

    Returns:
        The report of `metrics.evaluate_images`.

    Raises:
        NoFeatures: none are known for this data, or they have no weights here.
        SuiteError: the file is not a Keras model.
    """
    samples, labels = plan.game.sample(n, seed=SAMPLING_SEED), plan.game.sample_labels(n)
    return compared(plan, samples, n, features, fake_labels=labels)


def compared(
    plan: "Plan",
    samples: Array,
    n: int,
    features: Any = None,
    *,
    field: str | None = None,
    fake_labels: Array | None = None,
) -> dict[str, Any]:
    """Samples in [-1, 1], or points, beside held-out and training examples; `field` says which, the first by default.

    Returns:
        The report of `metrics.evaluate_images`.
    """
    field = field or plan.fields[0]
    real = plan.test[field]
    return evaluate_images(
        to_uint8(samples) if real.dtype == "uint8" else samples,
        real,
        extractor_for(plan.test, features),
        n=n,
        fake_labels=fake_labels,
        real_labels=plan.test["label"] if fake_labels is not None else None,
        train=plan.train[field],
        data=plan.test.name,
    )


def extractor_for(examples: Any, features: Any = None) -> FeatureExtractor:
    """What reads the examples for the scores.

    Args:
        examples: data that the suite knows features for, or pictures: colour images of 32 pixels and more.
        features: a `.keras` file that maps images to features, or one of `BY_NAME`.
    """
    if features is not None and str(features) in BY_NAME:
        return BY_NAME[str(features)]()
    if features is not None:
        features = Path(features).expanduser()
        try:
            return KerasExtractor(load_model(features, compile=False), features.stem)
        except DAMAGED_ARCHIVE as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise SuiteError(f"{features} cannot be read as a Keras model: {reason}") from None
    if examples.name in EXTRACTORS:
        return EXTRACTORS[examples.name]()
    if any(_is_picture(array) for array in examples.fields.values()):
        return efficientnet_lite0()
    raise NoFeatures(
        f"No features are known for {examples.name}: give --features FILE.keras, a model from images to features."
    )


def _is_picture(array):
    return np.ndim(array) == 4 and array.shape[-1] == 3 and min(array.shape[1:3]) >= SMALLEST_PICTURE
