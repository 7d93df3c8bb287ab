import numpy as np
import pytest
from scipy.spatial.distance import cdist

from tests.metrics.clouds import normal
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import biased_root_mmd, mmd, typical_distance


def closed_form(gap, d, s):
    """Of N(0, I) and N(μ, I) with |μ| = gap, a Gaussian integral; Gretton et al. 2012, lemma 6."""
    return 2 * (s**2 / (s**2 + 2)) ** (d / 2) * (1 - np.exp(-(gap**2) / (2 * (s**2 + 2))))


def test_closed_form():
    assert closed_form(1, 2, 1) == pytest.approx(0.10235, abs=1e-5)
    found = [mmd(normal(1000, 2, 2 * s), normal(1000, 2, 2 * s + 1) + np.array([1, 0]), 1.0) for s in range(12)]
    assert np.mean(found) == pytest.approx(0.10235, abs=3 * 0.0097 / np.sqrt(12))
    assert np.std(found) == pytest.approx(0.0097, rel=0.6)


def test_one_law_has_no_bias_unless_it_is_asked_for():
    """n = 200: mean 8e-5, and .0067 with each example paired with itself."""
    pairs = [(normal(200, 2, 2 * s), normal(200, 2, 2 * s + 1)) for s in range(100)]
    unbiased = [mmd(x, y, 1.0) for x, y in pairs]
    assert min(unbiased) < 0 < max(unbiased)
    assert abs(np.mean(unbiased)) < 5e-4
    assert np.mean([biased_root_mmd(x, y, 1.0) ** 2 for x, y in pairs]) == pytest.approx(0.0067, rel=0.1)


@pytest.mark.parametrize(("n", "m"), [(7, 5), (1030, 1100)])
def test_both_are_what_whole_matrices_give(n, m):
    x, y = normal(n, 3, 0), normal(m, 3, 1) + 0.3
    k = [np.exp(-(cdist(a, b) ** 2) / (2 * 1.5**2)) for a, b in ((x, x), (y, y), (x, y))]
    different = [(part.sum() - len(part)) / (len(part) * (len(part) - 1)) for part in k[:2]]
    assert mmd(x, y, 1.5) == pytest.approx(sum(different) - 2 * k[2].mean(), abs=1e-13)
    assert biased_root_mmd(x, y, 1.5) ** 2 == pytest.approx(k[0].mean() + k[1].mean() - 2 * k[2].mean(), abs=1e-13)


def test_the_bandwidth_is_that_of_the_program_of_xu():
    x, y = normal(60, 3, 0), normal(60, 3, 1) + 0.3
    scale = (cdist(x, x) ** 2).mean()
    assert typical_distance(x) == pytest.approx(np.sqrt(scale), rel=1e-12)
    assert mmd(x, y) == mmd(x, y, typical_distance(x))
    k = [np.exp(-(cdist(a, b) ** 2) / (2 * scale)).mean() for a, b in ((x, x), (y, y), (x, y))]
    assert biased_root_mmd(x, y) == pytest.approx(np.sqrt(k[0] + k[1] - 2 * k[2]), rel=1e-9)


def test_copies_are_at_distance_0():
    x = normal(100, 3, 0)
    assert biased_root_mmd(x, x) < 1e-7
    assert mmd(x, x) < 0


def test_what_has_no_pairs_or_no_scale_is_refused():
    with pytest.raises(SuiteError, match="no pairs"):
        mmd(normal(1, 2, 0), normal(5, 2, 1), 1.0)
    with pytest.raises(SuiteError, match="bandwidth 0"):
        mmd(np.ones((5, 2)), normal(5, 2, 1))
    with pytest.raises(SuiteError, match="bandwidth -1"):
        biased_root_mmd(normal(5, 2, 0), normal(5, 2, 1), -1)
