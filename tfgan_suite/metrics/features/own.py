"""Features fitted to a user's own training images, for data that no known features suit."""

import hashlib
from collections.abc import Sequence

import keras
import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.cache import cache_dir
from tfgan_suite.metrics.features.kept_model import kept_model
from tfgan_suite.metrics.features.keras_extractor import KerasExtractor
from tfgan_suite.metrics.features.own_examples import Gathered, gathered
from tfgan_suite.metrics.features.own_fitting import fitted, steps_for

NAME = "own-v1"  # another number whenever the network or its training changes


class OwnFeatures(KerasExtractor):
    """64-d features of images like those that they were fitted to, and class probabilities where these images show
    their labels; see `own_features`."""

    caution = "features fitted to the training images: scores compare only where features_fingerprint is equal"

    def __init__(self, model: keras.Model) -> None:
        super().__init__(model, NAME, score_name="Fréchet distance on own features")


def own_features(arrays: Sequence[Array], labels: Sequence[Array] | None = None, seed: int = 0) -> OwnFeatures:
    """Features fitted to training images (see `own_fitting.fitted`), or kept in the cache since they were.

    The file's name follows from the images, their labels and the seed: other data are fitted anew, and so is a damaged
    file. Fitting neither reads nor disturbs global random state.

    Args:
        arrays: uint8 [n, h, w, c] of any number of channels: training images, or several sets of them that are to be
            compared with one another.
        labels: integers [n] for each array; negative ones are none.
        seed: of all randomness.

    Raises:
        NoFeatures: other arrays, or several whose channels have nothing in common.
        SuiteError: the cache directory cannot be written.
    """
    examples = gathered(arrays, labels, seed)
    path = cache_dir() / "own_features" / f"{NAME}-{fingerprint(examples, seed)}.keras"
    return OwnFeatures(kept_model(path, lambda: fitted(*examples, seed)))


def fingerprint(examples: Gathered, seed: int) -> str:
    """32 hexadecimal digits that differ where images, labels, seed or the length of the fit do."""
    n, *shape = examples.images.shape
    settings = (n, *shape, seed, steps_for(tuple(shape), n), examples.labels is not None)
    digest = hashlib.sha256(repr(settings).encode())
    digest.update(np.ascontiguousarray(examples.images).data)
    if examples.labels is not None:
        digest.update(np.ascontiguousarray(examples.labels, "int64").data)
    return digest.hexdigest()[:32]
