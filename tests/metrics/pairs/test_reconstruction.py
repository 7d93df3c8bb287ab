import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import unexplained

FEATURES = np.random.default_rng(0).normal(3.0, [1.0, 2.0, 0.5], (20_000, 3))


def test_scale_from_perfect_to_another_example():
    assert unexplained(FEATURES, FEATURES) == 0
    assert unexplained(FEATURES, np.broadcast_to(FEATURES.mean(axis=0), FEATURES.shape)) == pytest.approx(1)
    assert unexplained(FEATURES, FEATURES[::-1]) == pytest.approx(2, abs=0.05)


def test_it_is_of_pairs():
    with pytest.raises(SuiteError, match="pairs, in order"):
        unexplained(FEATURES, FEATURES[:-1])
