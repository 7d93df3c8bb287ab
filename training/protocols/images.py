"""How samples are scored that resemble examples of the data, and which features read them."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_uint8
from tfgan_suite.errors import SuiteError
from tfgan_suite.kinds import Images, Points
from tfgan_suite.metrics import Identity, NoFeatures, StackedFashionClassifier, efficientnet_lite0, fashion_classifier
from tfgan_suite.metrics.features.clips import ClipFeatures
from tfgan_suite.metrics.features.efficientnet import COMMAND, is_fetched
from tfgan_suite.metrics.features.extractor import FeatureExtractor
from tfgan_suite.training.protocols.asked_features import NONE, OWN, extractor_asked
from tfgan_suite.training.protocols.image_report import SPLITS, evaluate_images
from tfgan_suite.training.protocols.image_scores import IMAGE_SCORES
from tfgan_suite.training.protocols.own import fitting, own_features_of, unfit
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.scoring.score import Score

FASHION = (
    "fashion_mnist",
    "fashion_edges",
    "fashion_pooled",
    "fashion_noisy",
    "fashion_inverted",
    "fashion_inverted BtoA",
    "fashion_edges_unpaired",
    "fashion_cartoons",
    "fashion_cartoons BtoA",
    "fashion_edges_unpaired BtoA",
)
EXTRACTORS = {
    **dict.fromkeys(FASHION, fashion_classifier),
    "coloured_fashion": fashion_classifier,
    "stacked_fashion_mnist": StackedFashionClassifier,
    **dict.fromkeys(("ring", "grid", "moons"), Identity),
}
SMALLEST_PICTURE = 32
CLIPS = 5  # axes
WITHOUT = f"features are left out (--features {NONE}), of which these scores are made"
SAMPLING_SEED = 1


class ImageProtocol(Protocol):
    """Samples against held-out images, or points, by the features that suit the data."""

    yields = (Images, Points)
    scores: tuple[Score, ...] = IMAGE_SCORES
    ranks_by: tuple[str, ...] = ("fid",)

    def reads(self, data: Any) -> tuple[tuple[str, ...], ...]:
        return (tuple(data.fields[:1]),)

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """The report of `evaluate_images`.

        Raises:
            NoFeatures: there are none, see `extractor_for`.
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
    real, extractor = data.test[field], extractor_for(data, features, (field,))
    if fake_labels is not None and not tells_classes(extractor, data.test, field):
        fake_labels = None
    return evaluate_images(
        to_uint8(samples) if real.dtype == "uint8" else samples,
        real,
        extractor,
        n=n,
        fake_labels=fake_labels,
        real_labels=data.test["label"] if fake_labels is not None else None,
        train=data.train[field],
        data=data.test.name,
    )


def extractor_for(data: Any, features: Any = None, fields: tuple[str, ...] = ()) -> FeatureExtractor:
    """What reads images of the data for the scores: by default what the suite knows to suit them, else features fitted
    to the training images.

    Args:
        data: what holds `train` and `test` examples and the names of their `fields`, such as a plan.
        features: an extractor, or what `extractor_asked` takes.
        fields: those whose images, or clips, are read; the first of the data by default.

    Raises:
        NoFeatures: none are wanted, or nothing is known and nothing can be fitted.
        SuiteError: a file is not what it should be.
    """
    fields = fields or tuple(data.fields[:1])
    extractor = _reader_of_images(data, features, fields)
    return ClipFeatures(extractor) if data.test[fields[0]].ndim == CLIPS else extractor


def _reader_of_images(data, features, fields):
    asked = features if isinstance(features, FeatureExtractor) else extractor_asked(features)
    if asked == NONE:
        raise NoFeatures(WITHOUT)
    if isinstance(asked, FeatureExtractor):
        return asked
    known = known_features(data.test) if asked is None else None
    return known or own_features_of(data, fields)


def known_features(examples: Any) -> FeatureExtractor | None:
    """What is known to suit these examples: data of the suite, or colour pictures of 32 pixels and more, with opacity
    too, which are laid over white; None where nothing is, or its weights are not here."""
    if examples.known_as in EXTRACTORS:
        return EXTRACTORS[examples.known_as]()
    return efficientnet_lite0() if is_fetched() and _holds_pictures(examples) else None


def tells_classes(extractor: FeatureExtractor, examples: Any, field: str) -> bool:
    """Whether it reads the examples' own classes in the images of a field."""
    probabilities = extractor.probabilities(examples[field][:1])
    return probabilities is not None and probabilities.shape[1] == len(examples.classes)


def announcement(data: Any, groups: Iterable[tuple[str, ...]], features: Any = None) -> str:
    """What is fitted for the scores of these groups of fields, in a line; nothing where other features read them."""
    is_known, pictures = data.test.known_as in EXTRACTORS, _holds_pictures(data.test)
    if features != OWN and (features or is_known or (pictures and is_fetched())):
        return ""
    line = fitting(data, groups)
    return f"{line} (`{COMMAND}` gets those of ImageNet)" if line and pictures and not features else line


def unreadable(data: Any, features: Any = None) -> str:
    """Why features make nothing of held-out examples, as far as that can be known before; nothing where they do."""
    if len(data.test) < SPLITS:
        return f"{len(data.test)} held-out examples say nothing, at least {SPLITS} are needed"
    if features == NONE:
        return WITHOUT
    try:
        is_read = features != OWN and (features or known_features(data.test))
        return "" if is_read else unfit(data, tuple(data.fields[:1]))
    except SuiteError as reason:
        return str(reason)


def _holds_pictures(examples):
    return any(_is_picture(array) for array in examples.fields.values())


def _is_picture(array):
    return np.ndim(array) == 4 and array.shape[-1] in (3, 4) and min(array.shape[1:3]) >= SMALLEST_PICTURE
