"""Networks fitted to a training set, whose features a Fréchet distance might be taken on."""

import functools
from collections.abc import Callable

import keras
import numpy as np
from keras import layers, ops

from tfgan_suite.metrics.features import own_fitting
from tfgan_suite.metrics.features.own_network import outputs_of, own_network

BATCH, TEMPERATURE, NOISE = 128, 0.2, 0.3


def untrained(images, _labels, _steps):
    return outputs_of(own_network(images.shape[1:]), "features")


def turns(images, _labels, steps):
    """Gidaris et al. 2018, https://arxiv.org/abs/1803.07728"""
    with_steps(steps)
    return own_fitting.fitted(images)


def turns_and_classes(images, labels, steps):
    with_steps(steps)
    return own_fitting.fitted(images, labels)


def classes(images, labels, steps):
    net = own_network(images.shape[1:], int(labels.max()) + 1)
    model = keras.Model(net.input, net.output["probabilities"])
    _fit(model, "sparse_categorical_crossentropy", ((scaled(x), y) for x, y, _ in _drawn(images, labels, steps)))
    return outputs_of(net, "features")


def instances(images, _labels, steps):
    """SimCLR with small augmentations. Chen et al. 2020, https://arxiv.org/abs/2002.05709"""
    net = own_network(images.shape[1:])
    model = keras.Model(net.input, _dense(64)(layers.ReLU()(_dense(64)(net.output["features"]))))
    views = (np.concatenate([view(x, rng), view(x, rng)]) for x, _, rng in _drawn(images, images, steps))
    _fit(model, nt_xent, ((scaled(x), np.zeros(2 * BATCH)) for x in views))
    return outputs_of(net, "features")


def autoencoder(images, _labels, steps, noise=0.0):
    net = own_network(images.shape[1:])
    side, channels = images.shape[1], images.shape[-1]
    low = -(-side // 4)
    x = layers.Reshape((low, low, 32))(_dense(low * low * 32, "relu")(net.output["features"]))
    x = layers.Conv2DTranspose(32, 4, 2, "same", activation="relu")(x)
    x = layers.Conv2DTranspose(channels, 4, 2, "same")(x)

    def batches():
        for x, _, rng in _drawn(images, images, steps):
            x = scaled(x)
            yield x + noise * rng.standard_normal(x.shape, "float32"), x

    _fit(keras.Model(net.input, x[:, :side, :side]), "mse", batches())
    return outputs_of(net, "features")


CANDIDATES: dict[str, Callable] = {
    "untrained": untrained,
    "autoencoder": autoencoder,
    "denoising autoencoder": functools.partial(autoencoder, noise=NOISE),
    "instances": instances,
    "turns": turns,
    "classes": classes,
    "turns and classes": turns_and_classes,
}


def with_steps(steps):
    own_fitting.LEAST_STEPS = own_fitting.MOST_STEPS = steps


def scaled(images):
    return images.astype("float32") / 127.5 - 1


def view(x, rng):
    """Shifted by up to an eighth of the side, zoomed by up to a fifth, a square of a quarter of the side cut out."""
    n, side = x.shape[:2]
    zoom, centre = rng.uniform(0.8, 1.2, (n, 1)), (side - 1) / 2
    places = (np.arange(side) - centre) * zoom + centre
    rows, columns = (places + rng.uniform(-side / 8, side / 8, (n, 1)) for _ in range(2))
    rows, columns = (np.clip(np.round(at), 0, side - 1).astype(int) for at in (rows, columns))
    x = x[np.arange(n)[:, None, None], rows[:, :, None], columns[:, None, :]]
    cut = max(1, side // 4)
    for image, (top, left) in zip(x, rng.integers(0, side - cut + 1, (n, 2)), strict=True):
        image[top : top + cut, left : left + cut] = 127
    return x


def nt_xent(_, z):
    """Chen et al. 2020, equation 1; the second half of the batch are other views of the first."""
    z = ops.normalize(z, axis=-1)
    n = ops.shape(z)[0] // 2
    similar = ops.matmul(z, ops.transpose(z)) / TEMPERATURE - 1e9 * ops.eye(2 * n)
    partner = ops.concatenate([ops.arange(n, 2 * n), ops.arange(n)])
    return ops.mean(keras.losses.sparse_categorical_crossentropy(partner, similar, from_logits=True))


def _dense(size, activation=None):
    return layers.Dense(size, activation)


def _drawn(images, labels, steps, seed=0):
    rng = np.random.default_rng(seed)
    for _ in range(steps):
        chosen = rng.integers(len(images), size=BATCH)
        yield images[chosen], labels[chosen], rng


def _fit(model, loss, batches):
    model.compile(keras.optimizers.Adam(1e-3), loss, jit_compile=False)
    for x, y in batches:
        model.train_on_batch(x, y)
