"""Batches of noise that look like what each kind of game is fed, `n` examples each."""

import numpy as np

SHAPE = (8, 8, 1)
CLIP = (4, *SHAPE)


def images(rng, n):
    return rng.uniform(-1, 1, (n, *SHAPE)).astype("float32")


def large(rng, n):
    return rng.uniform(-1, 1, (n, 16, 16, 1)).astype("float32")


def labelled(rng, n):
    return images(rng, n), rng.integers(0, 3, n).astype("int32")


def partly_labelled(rng, n):
    """Images, and the labels of every second one."""
    image, label = labelled(rng, n)
    return image, np.where(np.arange(n) % 2, -1, label).astype("int32")


def beside_labelled(rng, n):
    """Images, and others with their labels."""
    image, label = labelled(rng, n)
    return images(rng, n), image, label


def attributed(rng, n):
    """Images, and which of three attributes each of them has."""
    return images(rng, n), rng.integers(0, 2, (n, 3)).astype("float32")


def companions(rng, n):
    """An image, its label, and another image."""
    return *labelled(rng, n), images(rng, n)


def pairs(rng, n):
    return images(rng, n), images(rng, n)


def masked(rng, n):
    return images(rng, n), np.sign(images(rng, n))


def masked_by_class(rng, n):
    """Images, and masks of three classes of which each pixel is of one."""
    image = images(rng, n)
    return image, np.eye(3, dtype="float32")[rng.integers(0, 3, image.shape[:3])] * 2 - 1


def painted(rng, n):
    """Masks of three classes, numbers of two things, and images that show them."""
    mask = np.eye(3, dtype="float32")[rng.integers(0, 3, (n, 16, 16))] * 2 - 1
    things = rng.integers(0, 2, (n, 16, 16, 1)).astype("float32") * 2 / 255 - 1
    return mask, things, large(rng, n)


def dyed(rng, n):
    """Content, its label, style, and the image that both should give."""
    colours = [rng.uniform(-1, 1, (n, 8, 8, 3)).astype("float32") for _ in range(2)]
    return *labelled(rng, n), *colours


def captioned(rng, n):
    """Texts of which some are alike, as captions are."""
    return images(rng, n), rng.standard_normal((3, 4)).astype("float32")[rng.integers(0, 3, n)]


def captioned_large(rng, n):
    return large(rng, n), captioned(rng, n)[1]


def captioned_boxes(rng, n):
    image, text = captioned_large(rng, n)
    start = rng.uniform(0, 0.5, (n, 2))
    return image, text, np.concatenate([start, rng.uniform(0.3, 0.5, (n, 2))], axis=1).astype("float32")


def captioned_keypoints(rng, n):
    """Three key points of each image, some of them not seen."""
    image, text = captioned_large(rng, n)
    seen = rng.integers(0, 4, (n, 3, 1)) > 0
    points = np.concatenate([rng.uniform(0, 1, (n, 3, 2)), np.ones((n, 3, 1))], axis=2) * seen
    return image, text, points.astype("float32")


def clips(rng, n):
    return rng.uniform(-1, 1, (n, *CLIP)).astype("float32"), rng.integers(0, 3, n).astype("int32")


def sequences(rng, n):
    return rng.integers(0, 6, (n, 4)).astype("int32")


def unpaired(rng, n):
    return tuple(rng.uniform(-1, 1, (2, n, 16, 16, 1)).astype("float32"))
