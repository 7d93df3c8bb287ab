"""Reading back: a small segmenter fitted to a set's own images, which tells the classes of pixels in painted ones."""

import hashlib

import keras
import numpy as np
from keras import initializers, layers

from tfgan_suite.aliases import Array
from tfgan_suite.cache import cache_dir
from tfgan_suite.metrics.features.kept_model import kept_model

NAME = "reader-v1"  # another number whenever the network or its training changes
STEPS, BATCH, RATE = 400, 32, 2e-3
WIDTH, DILATIONS = 24, (1, 2, 4, 8, 1)


def label_map_reader(images: Array, classes: Array, count: int, seed: int = 0) -> keras.Model:
    """A segmenter fitted to images and the classes of their pixels, or kept in the cache since it was.

    Convolutions of 3x3 with growing holes (Yu and Koltun 2016, https://arxiv.org/abs/1511.07122), fitted by 400 steps
    of 32 examples. Fitting neither reads nor disturbs global random state.

    Args:
        images: uint8 [n, H, W, C].
        classes: integers [n, H, W]; negative ones are void and count for nothing.
        count: of the classes.
        seed: of all randomness.

    Returns:
        A model from images in [-1, 1] to probabilities [n, H, W, count].
    """
    digest = hashlib.sha256(repr((images.shape, count, seed)).encode())
    for array in (images, classes):
        digest.update(np.ascontiguousarray(array).data)
    path = cache_dir() / "readers" / f"{NAME}-{digest.hexdigest()[:32]}.keras"
    return kept_model(path, lambda: _fitted(images, classes, count, seed))


def _fitted(images, classes, count, seed):
    with keras.device("cpu:0"):  # where sums are taken in the same order every time
        model = _network(images.shape[1:], count, seed)
        model.compile(keras.optimizers.Adam(RATE), "sparse_categorical_crossentropy", jit_compile=False)
        rng = np.random.default_rng(seed)
        for _ in range(STEPS):
            rows = rng.integers(len(images), size=BATCH)
            x, told = images[rows].astype("float32") / 127.5 - 1, classes[rows]
            model.train_on_batch(x, np.maximum(told, 0), (told >= 0).astype("float32"))
    return model


def _network(image_shape, count, seed):
    h = image = keras.Input(image_shape, name="image")
    for number, dilation in enumerate(DILATIONS):
        drawn = initializers.HeNormal(seed * 100 + number)
        h = layers.Conv2D(WIDTH, 3, padding="same", dilation_rate=dilation, kernel_initializer=drawn)(h)
        h = layers.LeakyReLU(0.2)(h)
    last = layers.Conv2D(count, 1, kernel_initializer=initializers.HeNormal(seed * 100 + 99))
    return keras.Model(image, layers.Softmax(dtype="float32")(last(h)), name="reader")
