"""Classifiers with features and logits as outputs, for games that look at both."""

from collections.abc import Sequence

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.networks.images.convolutional import features_of
from tfgan_suite.networks.norms import no_norm


def feature_classifier(
    shape: Shape,
    num_classes: int,
    *,
    units: int = 128,
    depth: int = 2,
    head: Sequence[MakeLayer] = (),
    width: int = 32,
    norm: MakeLayer = no_norm,
    activation: str = "leaky_relu",
    name: str = "classifier",
) -> keras.Model:
    """Point [B, d] or image [B, H, W, C] -> features [B, units], logits [B, K], probabilities [B, K].

    Args:
        shape: (d,) for points, which go through `depth` dense layers, or (H, W, C) for images, which go through the
            convolutions of `features_of` and one dense layer.
        num_classes: K.
        units: of the dense layers; the last of them is the features.
        depth: number of dense layers before the features of points, the features included.
        head: units of further dense layers between features and logits.
        width: channels of the first convolution.
        norm: () -> normalization layer of the convolutions. Games that show a batch of each kind in turn should keep
            the default: batch statistics would tell the kinds apart.
        activation: of the dense layers.
        name: the network's name.
    """
    x = keras.Input(shape, name="point" if len(shape) == 1 else "image")
    h = x if len(shape) == 1 else layers.Flatten()(features_of(x, width=width, most=1024, norm=norm))
    for _ in range(depth - 1 if len(shape) == 1 else 0):
        h = layers.Dense(units, activation=activation)(h)
    features = h = layers.Dense(units, activation=activation, name="features")(h)
    for size in head:
        h = layers.Dense(size, activation=activation)(h)
    logits = layers.Dense(num_classes, dtype="float32", name="logits")(h)
    probabilities = layers.Softmax(name="probabilities", dtype="float32")(logits)
    return keras.Model(x, [features, logits, probabilities], name=name)


def domain_classifier(units: int, hidden: int = 100, name: str = "domain") -> keras.Model:
    """Features [B, units] -> logit [B, 1] of the domain they come from.

    Args:
        units: length of the features.
        hidden: units of the layer between.
        name: the network's name.
    """
    features = keras.Input((units,), name="features")
    h = layers.Dense(hidden, activation="relu")(features)
    return keras.Model(features, layers.Dense(1, dtype="float32", name="logit")(h), name=name)
