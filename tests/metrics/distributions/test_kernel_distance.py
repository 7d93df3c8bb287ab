import numpy as np
import pytest

from tests.metrics.clouds import normal
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import kid


def by_the_book(x, y):
    """Bińkowski et al. 2018, section 4, pair by pair."""
    n, d = x.shape

    def k(a, b):
        return (a @ b / d + 1) ** 3

    same = sum(k(s[i], s[j]) for s in (x, y) for i in range(n) for j in range(n) if i != j)
    return same / (n * (n - 1)) - 2 * sum(k(a, b) for a in x for b in y) / n**2


def test_one_subset_of_all_is_the_estimate_itself():
    x, y = normal(15, 6, 0), normal(15, 6, 1) + 0.4
    assert kid(x, y, subsets=1, subset_size=15) == (pytest.approx(by_the_book(x, y), rel=1e-10), None)


def test_a_shift_has_a_closed_form():
    """E (xᵀy / d + 1)³ of normal laws in one dimension, by the moments of x and y."""
    u = 0.5
    xx, yy, xy = 1 + 3, 1 + 3 * u**2 + 3 * (1 + u**2) ** 2 + (u**3 + 3 * u) ** 2, 1 + 3 * (1 + u**2)
    score = kid(normal(20_000, 1, 0), normal(20_000, 1, 1) + u, subsets=20)
    assert score.mean == pytest.approx(xx + yy - 2 * xy, abs=3 * score.sd / np.sqrt(20))


def test_one_law_is_about_0_and_may_be_below():
    found = [kid(normal(1000, 64, 2 * s), normal(1000, 64, 2 * s + 1), subsets=1).mean for s in range(8)]
    assert min(found) < 0 < max(found) and abs(np.mean(found)) < 1e-3


def test_subsets_are_drawn_anew_and_the_same_for_one_seed():
    x, y = normal(500, 8, 0), normal(400, 8, 1)
    score = kid(x, y, subsets=10, subset_size=100)
    assert score.sd > 0
    assert score == kid(x, y, subsets=10, subset_size=100) != kid(x, y, subsets=10, subset_size=100, seed=1)


@pytest.mark.parametrize(("dtype", "wrong_by"), [("float32", 1e-6), ("float16", 1e-3)])
def test_features_of_less_precision_give_the_same_score(dtype, wrong_by):
    x, y = (np.maximum(normal(1000, 512, seed) + 0.1 * seed, 0) for seed in (0, 1))
    narrow = kid(x.astype(dtype), y.astype(dtype), subsets=1)
    assert narrow.mean == pytest.approx(kid(x, y, subsets=1).mean, abs=wrong_by)


def test_copies_and_constants_stay_finite():
    x = normal(50, 4, 0)
    assert kid(x, x, subsets=1, subset_size=50).mean < 0
    assert kid(np.zeros((9, 2)), np.zeros((9, 2)), subset_size=9) == (0, None)


def test_subsets_larger_than_the_sample_are_refused():
    with pytest.raises(SuiteError, match="lower subset_size"):
        kid(normal(999, 2, 0), normal(2000, 2, 1))
    with pytest.raises(SuiteError, match="subsets of 1"):
        kid(normal(9, 2, 0), normal(9, 2, 1), subset_size=1)
    with pytest.raises(SuiteError, match="size 2 and 3"):
        kid(normal(9, 2, 0), normal(9, 3, 1), subset_size=9)


def test_one_subset_has_no_spread():
    real, fake = np.random.default_rng(0).normal(size=(2, 40, 5))
    whole = kid(real, fake, subsets=10, subset_size=40)
    assert whole.sd is None
    assert whole.mean == pytest.approx(kid(real, fake, subsets=1, subset_size=40, seed=3).mean, rel=1e-9)
    assert kid(real, fake, subsets=10, subset_size=20).sd > 0
