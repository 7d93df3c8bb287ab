"""What a network's features know of labels that it was never told. Radford et al. 2015, section 5.1."""

import keras
import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax

from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import to_float

GRID = 4
STRENGTH = 0.1


def probed(discriminator, train, test, labels=1000):
    """Test accuracy of a logistic regression, from that many labels, on the features of all convolutions."""
    φ = pooled_features(discriminator)
    f, other = (by_chunks(φ, to_float(images)) for images in (train["image"][:labels], test["image"]))
    mean, deviation = f.mean(axis=0), f.std(axis=0) + 1e-6
    f, other = (f - mean) / deviation, (other - mean) / deviation
    W = logistic_regression(f, train["label"][:labels])
    return np.mean((with_bias(other) @ W).argmax(axis=1) == test["label"])


def pooled_features(discriminator):
    """Image -> the largest activations of each convolution on a 4x4 grid, flat."""
    maps = [layer.output for layer in discriminator.layers if isinstance(layer, keras.layers.LeakyReLU)]
    pools = [keras.layers.MaxPooling2D(-(-h.shape[1] // GRID), padding="same")(h) for h in maps]
    flat = [keras.layers.Flatten()(pool) for pool in pools]
    return keras.Model(discriminator.inputs[0], keras.layers.Concatenate()(flat))


def logistic_regression(f, labels):
    """Weights [d + 1, K] that are cheapest by cross-entropy and ½ STRENGTH ‖W‖²."""
    x, y = with_bias(f), np.eye(labels.max() + 1)[labels]

    def cost(flat):
        W = flat.reshape(x.shape[1], -1)
        log_p = log_softmax(x @ W, axis=1)
        slope = x.T @ (np.exp(log_p) - y) / len(x) + STRENGTH * W
        return -np.mean((y * log_p).sum(axis=1)) + STRENGTH * np.sum(W**2) / 2, slope.ravel()

    start = np.zeros(x.shape[1] * y.shape[1])
    return minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x.reshape(x.shape[1], -1)


def with_bias(f):
    return np.pad(f.astype("float64"), ((0, 0), (0, 1)), constant_values=1.0)
