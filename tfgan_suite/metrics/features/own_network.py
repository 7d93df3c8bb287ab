"""The network of a user's own features: strided convolutions, a feature layer, and a head for each question."""

import itertools

import keras
from keras import layers

from tfgan_suite.aliases import Shape

DIM, TURNS = 64, 4
WIDTHS = (32, 64, 128, 128)
COARSEST = 4


def own_network(shape: Shape, classes: int = 0, seed: int = 0) -> keras.Model:
    """The untrained network.

    Args:
        shape: (side, side, channels) of the images, which come in [-1, 1].
        classes: how many there are to tell apart; 0 for none.
        seed: of the initial weights (He normal, Glorot uniform in the heads).

    Returns:
        A model with the outputs "features" [n, 64], "turns" [n, 4], the probabilities of the quarter turns, and, of
        classes, "probabilities" [n, classes].
    """
    seeds = itertools.count(16 * seed)

    def conv(width, name):
        start = keras.initializers.HeNormal(next(seeds))
        return layers.Conv2D(
            width, 3, 2, "same", activation="relu", kernel_initializer=start, name=name, dtype="float32"
        )

    def dense(size, activation, name, initializer=keras.initializers.GlorotUniform):
        start = initializer(next(seeds))
        return layers.Dense(size, activation, kernel_initializer=start, name=name, dtype="float32")

    image = x = keras.Input(shape, name="image", dtype="float32")
    for level, width in enumerate(WIDTHS):
        if level and x.shape[1] <= COARSEST:
            break
        x = conv(width, f"conv_{level + 1}")(x)
    x = layers.Flatten(name="flatten", dtype="float32")(x)
    features = dense(DIM, "relu", "features", keras.initializers.HeNormal)(x)
    outputs = {"features": features, "turns": dense(TURNS, "softmax", "turns")(features)}
    if classes:
        outputs["probabilities"] = dense(classes, "softmax", "probabilities")(features)
    return keras.Model(image, outputs, name="own_features")


def outputs_of(model: keras.Model, *names: str) -> keras.Model:
    """The same network with these outputs alone."""
    return keras.Model(model.input, {name: model.output[name] for name in names}, name=model.name)
