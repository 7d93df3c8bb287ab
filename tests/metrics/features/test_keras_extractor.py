import keras
import numpy as np
import pytest
from keras import layers

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import Identity, KerasExtractor

SEEN = (4, 4, 1)


def reader(shape=SEEN, **options):
    """Features are the pixels as the model sees them."""
    image = keras.Input(shape)
    return KerasExtractor(keras.Model(image, layers.Flatten()(image)), "pixels-v1", **options)


def images(n, *shape, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (n, *shape), dtype="uint8")


@pytest.mark.parametrize("n", [1, 255, 256, 257, 600])
def test_any_number_of_images_in_order(n):
    x = images(n, *SEEN)
    expected = x.reshape(n, -1) / 127.5 - 1
    np.testing.assert_allclose(reader().features(x), expected, atol=1e-6)


def test_value_range_and_the_absence_of_classes():
    x = np.array([0, 255], "uint8").reshape(2, 1, 1, 1)
    extractor = reader((1, 1, 1), value_range=(0, 1))
    np.testing.assert_allclose(extractor.features(x), [[0], [1]], atol=1e-7)
    assert extractor.probabilities(x) is None


def test_images_that_fit_are_read_as_they_are():
    assert reader().describe(SEEN) == "pixels-v1"


def test_colour_becomes_grey_by_luma_and_says_so():
    x = np.broadcast_to(np.array([255, 0, 0], "uint8"), (1, 4, 4, 3))
    np.testing.assert_allclose(reader(value_range=(0, 1)).features(x), 0.299, atol=1e-6)
    assert reader().describe((4, 4, 3)) == "pixels-v1 after luma"


def test_grey_becomes_colour():
    x = images(3, 4, 4, 1)
    features = reader((4, 4, 3), value_range=(0, 255)).features(x).reshape(3, 4, 4, 3)
    np.testing.assert_allclose(features, np.repeat(x, 3, axis=-1), atol=1e-4)


def test_shrinking_is_antialiased_and_says_so():
    stripes = np.zeros((1, 32, 32, 1), "uint8")
    stripes[:, :, 3::8] = stripes[:, :, 4::8] = 255  # all that four unsmoothed samples would see
    inner = reader(value_range=(0, 1)).features(stripes).reshape(4, 4)[:, 1:3]
    np.testing.assert_allclose(inner, 0.25, atol=0.01)
    assert reader().describe((32, 32, 1)) == "pixels-v1 after antialiased bilinear to 4x4"


def test_channels_without_a_meaning_are_refused():
    with pytest.raises(SuiteError, match="5 channels"):
        reader().features(images(2, 5, 5, 5))


@pytest.mark.parametrize("bad", [np.zeros((2, 4, 4, 1)), images(2, 4, 4), images(0, *SEEN)])
def test_what_is_not_uint8_nhwc_is_refused(bad):
    with pytest.raises(SuiteError, match="give uint8"):
        reader().features(bad)


def test_maps_are_no_features():
    image = keras.Input(SEEN)
    with pytest.raises(SuiteError, match="pool or flatten"):
        KerasExtractor(keras.Model(image, layers.ReLU()(image)), "maps").features(images(1, *SEEN))


def test_fingerprint_follows_the_weights():
    image = keras.Input(SEEN)
    model = keras.Model(image, layers.Dense(2, kernel_initializer="ones")(layers.Flatten()(image)))
    before = KerasExtractor(model, "dense").fingerprint
    assert before == KerasExtractor(model, "dense").fingerprint
    model.set_weights([w + 1 for w in model.get_weights()])
    assert before != KerasExtractor(model, "dense").fingerprint


def test_identity_takes_points_as_they_are():
    points = np.random.default_rng(0).normal(size=(5, 2))
    np.testing.assert_array_equal(Identity().features(points), points)
    assert Identity().probabilities(points) is None
    assert Identity().features(np.ones((5, 2, 3))).shape == (5, 6)
