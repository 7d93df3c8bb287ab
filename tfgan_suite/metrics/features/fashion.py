"""Fashion-MNIST classifier, trained by the suite, whose features are those of the C-FID."""

import functools
import logging
from typing import Any

import keras
import numpy as np
from keras import layers

from tfgan_suite.cache import cache_dir
from tfgan_suite.metrics.classes.labels import label_accuracy
from tfgan_suite.metrics.features.kept_model import kept_model
from tfgan_suite.metrics.features.keras_extractor import KerasExtractor

log = logging.getLogger(__name__)

NAME = "fashion-mnist-classifier-v1"  # another number whenever the network or its training changes
CLASSES = 10


class FashionClassifier(KerasExtractor):
    """64-d features and class probabilities of 28×28 grey images; see `fashion_classifier`."""

    def __init__(self, model: keras.Model) -> None:
        super().__init__(model, NAME, value_range=(-1.0, 1.0), score_name="C-FID")

    @functools.cached_property
    def test_accuracy(self) -> float:
        """Share of the 10,000 test images that it classifies right, measured on first use."""
        from tfgan_suite.data import load

        test = load("fashion_mnist", "test")
        probabilities: Any = self.probabilities(test["image"])
        return label_accuracy(probabilities, test["label"])


def fashion_classifier() -> FashionClassifier:
    """The classifier from the cache directory, trained where it is not there yet (20 s on two cores).

    The training neither reads nor disturbs global random state, and one machine always gets the same weights.
    Between machines rounding differs: compare C-FIDs only where `fingerprint` is equal.

    Raises:
        SuiteError: Fashion-MNIST cannot be had, or the cache directory cannot be written.
    """
    return FashionClassifier(kept_model(cache_dir() / "classifiers" / f"{NAME}.keras", _trained))


def train(images: np.ndarray, labels: np.ndarray, epochs: int = 3, seed: int = 0) -> keras.Model:
    """Trains the classifier: Adam 1e-3, batches of 128, cross-entropy, no augmentation.

    Args:
        images: uint8 [n, 28, 28, 1], n ≥ 128.
        labels: integers [n], 0 to 9.
        epochs: passes over the examples, each in a fresh order.
        seed: of the weights and of the orders.

    Returns:
        A model from images in [-1, 1] to a dict of "features" [n, 64] and "probabilities" [n, 10].
    """
    batch, steps = 128, len(images) // 128
    with keras.device("cpu:0"):  # where sums are taken in the same order every time
        model = build(seed)
        classifier = keras.Model(model.input, model.output["probabilities"], name="training")
        classifier.compile(keras.optimizers.Adam(1e-3), "sparse_categorical_crossentropy", jit_compile=False)
        rng = np.random.default_rng(seed)
        for _ in range(epochs):
            for chosen in rng.permutation(len(images))[: steps * batch].reshape(steps, batch):
                classifier.train_on_batch(images[chosen].astype("float32") / 127.5 - 1, labels[chosen])
    return model


def build(seed: int = 0) -> keras.Model:
    """The untrained network: two strided convolutions, a 64-d feature layer, ten classes.

    Args:
        seed: of the initial weights (Glorot uniform).
    """
    seeds = iter(range(4 * seed, 4 * seed + 4))

    def made(layer, size, *rest, **options):
        start = keras.initializers.GlorotUniform(next(seeds))
        return layer(size, *rest, kernel_initializer=start, dtype="float32", **options)

    conv = functools.partial(made, layers.Conv2D, strides=2, padding="same", activation="relu")
    image = keras.Input((28, 28, 1), name="image", dtype="float32")
    x = conv(32, 4, name="conv_1")(image)
    x = conv(64, 4, name="conv_2")(x)
    x = layers.Flatten(name="flatten", dtype="float32")(x)
    features = made(layers.Dense, 64, activation="relu", name="features")(x)
    probabilities = made(layers.Dense, CLASSES, activation="softmax", name="probabilities")(features)
    outputs = {"features": features, "probabilities": probabilities}
    return keras.Model(image, outputs, name="fashion_classifier")


def _trained():
    from tfgan_suite.data import load

    log.info("training the Fashion-MNIST classifier once")
    examples = load("fashion_mnist", "train")
    return train(examples["image"], examples["label"])
