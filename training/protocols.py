"""How a system's product is scored: functions of a trained plan that return a report with its protocol's name."""

from pathlib import Path

import keras

from tfgan_suite.data import to_uint8
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import (
    Identity,
    KerasExtractor,
    StackedFashionClassifier,
    evaluate_images,
    fashion_classifier,
)

EXTRACTORS = {
    **dict.fromkeys(("fashion_mnist", "fashion_edges", "fashion_pooled", "fashion_inverted"), fashion_classifier),
    "fashion_edges_unpaired": fashion_classifier,
    "coloured_fashion": fashion_classifier,
    "stacked_fashion_mnist": StackedFashionClassifier,
    **dict.fromkeys(("ring", "grid", "moons"), Identity),
}
SAMPLING_SEED = 1


class NoFeatures(SuiteError):
    """Nothing here can read this data for the scores."""


def image_protocol(plan, n, features=None):
    """Scores `n` samples against `n` held-out images, or points, by the features that suit the data.

    Args:
        plan: with the trained game.
        n: how many on each side.
        features: a `.keras` file that maps images to features, for data the suite has no features for.

    Returns:
        The report of `metrics.evaluate_images`.

    Raises:
        NoFeatures: none are known for this data.
        SuiteError: the file is not a Keras model.
    """
    extractor = extractor_for(plan.test, features)
    samples, labels = plan.game.sample(n, seed=SAMPLING_SEED), plan.game.sample_labels(n)
    return evaluate_images(
        to_uint8(samples) if plan.fields[0] == "image" else samples,
        plan.test[plan.fields[0]],
        extractor,
        n=n,
        fake_labels=labels,
        real_labels=plan.test["label"] if labels is not None else None,
    )


def extractor_for(examples, file=None):
    """What reads the examples for the scores: a saved Keras model, or the suite's own for data it knows."""
    if file is not None:
        try:
            return KerasExtractor(keras.models.load_model(file, compile=False), Path(file).stem)
        except (OSError, ValueError, TypeError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise SuiteError(f"{file} cannot be read as a Keras model: {reason}") from None
    if examples.name not in EXTRACTORS:
        raise NoFeatures(
            f"No features are known for {examples.name}: give --features FILE.keras, a model from images to features."
        )
    return EXTRACTORS[examples.name]()
