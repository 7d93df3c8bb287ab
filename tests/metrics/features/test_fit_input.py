"""Images made to fit the network that reads them."""

import keras
import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.kinds.depths import over_white
from tfgan_suite.metrics import KerasExtractor
from tfgan_suite.metrics.features.fit_input import missing_steps


def reader(depth):
    image = keras.Input((8, 8, depth))
    return KerasExtractor(keras.Model(image, keras.layers.Flatten()(image)), "pixels", (0, 255))


@pytest.mark.parametrize(("depth", "said"), [(3, "laid over white"), (1, "laid over white and luma")])
def test_what_is_transparent_is_read_over_white(depth, said):
    images = np.random.default_rng(0).integers(0, 256, (5, 8, 8, 4), np.uint8)
    assert reader(depth).describe(images.shape[1:]) == f"pixels after {said}"
    np.testing.assert_allclose(reader(depth).features(images), reader(depth).features(over_white(images)), atol=0.51)


def test_other_depths_are_refused():
    with pytest.raises(SuiteError, match="the images have 5 channels; convert them to the extractor's 3"):
        missing_steps((8, 8, 5), (8, 8, 3))
