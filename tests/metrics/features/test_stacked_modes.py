import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import StackedFashionClassifier, classes_present
from tfgan_suite.metrics.features import stacked_fashion
from tfgan_suite.metrics.features.extractor import Extracted


class ByBrightness:
    """Reads the class from the first pixel, and is sure of it."""

    name, fingerprint = "by-brightness", "0"

    def extract(self, images):
        level = images[:, 0, 0, 0].astype(int)
        return Extracted(level[:, None] * np.ones((1, 4)), np.eye(10)[level])


@pytest.fixture
def classifier(monkeypatch):
    monkeypatch.setattr(stacked_fashion, "fashion_classifier", ByBrightness)
    return StackedFashionClassifier()


def stacked(modes):
    digits = np.array([[mode // 100, mode // 10 % 10, mode % 10] for mode in modes], "uint8")
    return np.broadcast_to(digits[:, None, None], (len(modes), 28, 28, 3))


def test_modes_are_read_in_the_order_of_the_labels(classifier):
    modes = [0, 7, 70, 700, 123, 999]
    read = classifier.extract(stacked(modes))
    assert read.features.shape == (6, 12) and read.probabilities.shape == (6, 1000)
    np.testing.assert_array_equal(read.probabilities.argmax(1), modes)
    np.testing.assert_allclose(read.probabilities.sum(1), 1)


def test_the_count_of_classes_is_the_count_of_modes(classifier):
    modes = np.arange(1000)[::4]
    assert classes_present(classifier.extract(stacked(modes)).probabilities) == 250


def test_grey_images_are_refused(classifier):
    with pytest.raises(SuiteError, match="give \\[n, H, W, 3\\]"):
        classifier.extract(np.zeros((2, 28, 28, 1), "uint8"))
