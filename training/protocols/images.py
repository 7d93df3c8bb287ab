"""How samples are scored that resemble examples of the data, and which features read them."""

from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_uint8
from tfgan_suite.errors import SuiteError
from tfgan_suite.kinds import Images, Points
from tfgan_suite.metrics import Identity, NoFeatures, StackedFashionClassifier, efficientnet_lite0, fashion_classifier
from tfgan_suite.metrics.features.extractor import FeatureExtractor
from tfgan_suite.training.protocols.asked_features import extractor_asked
from tfgan_suite.training.protocols.image_report import SPLITS, evaluate_images
from tfgan_suite.training.protocols.image_scores import IMAGE_SCORES
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.scoring.score import Score

EXTRACTORS = {
    **dict.fromkeys(("fashion_mnist", "fashion_edges", "fashion_pooled", "fashion_inverted"), fashion_classifier),
    "fashion_edges_unpaired": fashion_classifier,
    "coloured_fashion": fashion_classifier,
    "stacked_fashion_mnist": StackedFashionClassifier,
    **dict.fromkeys(("ring", "grid", "moons"), Identity),
}
SMALLEST_PICTURE = 32
SAMPLING_SEED = 1


class ImageProtocol(Protocol):
    """Samples against held-out images, or points, by the features that suit the data."""

    yields = (Images, Points)
    scores: tuple[Score, ...] = IMAGE_SCORES
    ranks_by: tuple[str, ...] = ("fid",)

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """The report of `evaluate_images`.

        Raises:
            NoFeatures: none are known for this data, or they have no weights here.
            SuiteError: the file is not a Keras model.
        """
        told = products.game.told(data.test, n)
        given = {} if told is None else {"told": told}
        labels = told if np.ndim(told) == 1 else None
        return compared(data, products.sample(n, seed=SAMPLING_SEED, **given), n, features, fake_labels=labels)


image_protocol = ImageProtocol()


def compared(
    data: Any,
    samples: Array,
    n: int,
    features: Any = None,
    *,
    field: str | None = None,
    fake_labels: Array | None = None,
) -> dict[str, Any]:
    """Samples in [-1, 1], or points, beside held-out and training examples; `field` says which, the first by default.

    Returns:
        The report of `evaluate_images`.
    """
    field = field or data.fields[0]
    real = data.test[field]
    return evaluate_images(
        to_uint8(samples) if real.dtype == "uint8" else samples,
        real,
        extractor_for(data.test, features),
        n=n,
        fake_labels=fake_labels,
        real_labels=data.test["label"] if fake_labels is not None else None,
        train=data.train[field],
        data=data.test.name,
    )


def extractor_for(examples: Any, features: Any = None) -> FeatureExtractor:
    """What reads the examples for the scores.

    Args:
        examples: data that the suite knows features for, or pictures: colour images of 32 pixels and more, with
            opacity too, which are laid over white.
        features: an extractor, or what `extractor_asked` takes.
    """
    if asked := features if isinstance(features, FeatureExtractor) else extractor_asked(features):
        return asked
    if examples.name in EXTRACTORS:
        return EXTRACTORS[examples.name]()
    if any(_is_picture(array) for array in examples.fields.values()):
        return efficientnet_lite0()
    raise NoFeatures(
        f"No features are known for {examples.name}: give --features FILE.keras, a model from images to features."
    )


def unreadable(examples: Any, features: Any = None) -> str:
    """Why features make nothing of held-out examples, as far as that can be known before; nothing where they do."""
    if len(examples) < SPLITS:
        return f"{len(examples)} held-out examples say nothing, at least {SPLITS} are needed"
    try:
        extractor_for(examples, features)
    except SuiteError as reason:
        return str(reason)
    return ""


def _is_picture(array):
    return np.ndim(array) == 4 and array.shape[-1] in (3, 4) and min(array.shape[1:3]) >= SMALLEST_PICTURE
