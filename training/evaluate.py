"""How good a run's samples are, by a named protocol."""

import json

import keras

from tfgan_suite.atomic import whole
from tfgan_suite.data import to_uint8
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import Identity, KerasExtractor, evaluate_images, fashion_classifier

EXTRACTORS = {"fashion_mnist": fashion_classifier, "ring": Identity, "grid": Identity, "moons": Identity}
SAMPLING_SEED = 1


class NoFeatures(SuiteError):
    """Nothing here can read this data for the scores."""


def extractor_for(examples, file=None):
    """What reads the examples for the scores: a saved Keras model, or the suite's own for data it knows.

    Raises:
        NoFeatures: none are known for this data.
        SuiteError: the file is not a Keras model.
    """
    if file is not None:
        try:
            return KerasExtractor(keras.models.load_model(file, compile=False), file.stem)
        except (OSError, ValueError, TypeError) as error:
            raise SuiteError(f"{file} cannot be read as a Keras model: {_first_line(error)}") from None
    if examples.name not in EXTRACTORS:
        raise NoFeatures(
            f"No features are known for {examples.name}: give --features FILE.keras, a model from images to features."
        )
    return EXTRACTORS[examples.name]()


def evaluate(plan, run, *, n=5000, features=None):
    """Scores `n` samples against `n` held-out examples and writes `metrics.json`.

    Args:
        plan: with the trained game.
        run: where the report goes.
        n: how many on each side; no more than there are held-out examples.
        features: a `.keras` file that maps images to features, for data the suite has no features for.

    Returns:
        The report: protocol, features, n, scores, and the real-real floor.
    """
    extractor = extractor_for(plan.test, features)
    n = min(n, len(plan.test))
    samples, labels = plan.game.sample(n, seed=SAMPLING_SEED), plan.game.sample_labels(n)
    report = evaluate_images(
        to_uint8(samples) if plan.fields[0] == "image" else samples,
        plan.test[plan.fields[0]],
        extractor,
        n=n,
        fake_labels=labels,
        real_labels=plan.test["label"] if labels is not None else None,
    )
    report = {"system": run.system, "data": plan.test.name, "step": int(plan.game.steps.numpy()), **report}
    with whole(run.metrics) as draft:
        draft.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return report


def _first_line(error):
    return (str(error).splitlines() or [type(error).__name__])[0]
