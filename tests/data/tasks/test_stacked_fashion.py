import numpy as np

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.sets.fashion_mnist import CLASSES
from tfgan_suite.data.tasks.stacked_fashion import stacked_fashion_mnist


def fashion(n=500):
    """Images whose every pixel is their own number, modulo 251, and whose label is its last digit."""
    image = np.broadcast_to((np.arange(n) % 251).astype("uint8")[:, None, None, None], (n, 28, 28, 1))
    return Examples({"image": image, "label": (np.arange(n) % 251 % 10).astype("int32")}, "fashion_mnist", CLASSES)


def test_the_label_names_the_garment_of_each_channel():
    stacked = stacked_fashion_mnist(fashion())
    assert stacked["image"].shape == (500, 28, 28, 3) and stacked["label"].dtype == np.int32
    digits = stacked["image"][:, 0, 0].astype(int) % 10
    np.testing.assert_array_equal(stacked["label"], digits @ [100, 10, 1])
    assert len(stacked.classes) == 1000
    assert stacked.classes[123] == "/".join(CLASSES[i] for i in (1, 2, 3))


def test_channels_are_shuffled_apart_and_always_alike():
    first, again = stacked_fashion_mnist(fashion()), stacked_fashion_mnist(fashion())
    np.testing.assert_array_equal(first["image"], again["image"])
    red, green, blue = first["image"][:, 0, 0].T
    for a, b in ((red, green), (green, blue), (red, blue)):
        assert np.mean(a == b) < 0.02
    for channel in (red, green, blue):
        np.testing.assert_array_equal(np.sort(channel), np.sort(np.arange(500) % 251))
