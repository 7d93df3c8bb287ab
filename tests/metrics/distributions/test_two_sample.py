import numpy as np
import pytest
from scipy.spatial.distance import cdist

from tests.metrics.clouds import normal
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import nearest_neighbour_two_sample as two_sample


@pytest.mark.parametrize(("n", "d"), [(30, 2), (1100, 3)])
def test_is_leave_one_out_accuracy(n, d):
    real, fake = normal(n, d, 0), 0.7 * normal(n, d, 1)
    D = cdist(np.r_[real, fake], np.r_[real, fake])
    np.fill_diagonal(D, np.inf)
    right = (D.argmin(1) < n) == (np.arange(2 * n) < n)
    assert two_sample(real, fake) == pytest.approx((right[:n].mean(), right[n:].mean(), right.mean()), abs=1e-12)


def test_one_law_is_a_coin():
    assert two_sample(normal(2000, 16, 0), normal(2000, 16, 1)).accuracy == pytest.approx(0.5, abs=0.03)


def test_laws_that_do_not_meet_are_told_apart():
    assert two_sample(normal(100, 4, 0), normal(100, 4, 1) + 100) == (1, 1, 1)


def test_memorized_copies_are_always_wrong():
    real = normal(1500, 8, 0) + 1e3
    assert two_sample(real, real.copy()) == (0, 0, 0)
    assert two_sample(real.astype("float32"), real.astype("float32")) == (0, 0, 0)


def test_five_points():
    """Five points repeated: real .99, fake 1.0."""
    scores = two_sample(normal(1000, 8, 0), normal(5, 8, 1)[np.arange(1000) % 5])
    assert scores.real >= 0.98 and scores.fake == 1


def test_a_copied_batch_is_told_apart():
    real = normal(1000, 8, 0)
    scores = two_sample(real, real[np.arange(1000) % 20])
    assert scores.fake > 0.97 and scores.real > 0.9


def test_plausible_without_variety():
    """Xu et al. 2018: low on the real, high on the generated."""
    scores = two_sample(normal(500, 64, 0), 0.3 * normal(500, 64, 1))
    assert scores.real < 0.1 and scores.fake > 0.9


def test_all_alike_is_a_draw():
    scores = two_sample(np.full((10, 3), 0.1), np.full((10, 3), 0.1))
    assert scores == pytest.approx((9 / 19, 9 / 19, 9 / 19))


def test_sides_may_be_swapped():
    a, b = normal(200, 3, 0), 2 * normal(200, 3, 1)
    there, back = two_sample(a, b), two_sample(b, a)
    assert (there.real, there.fake, there.accuracy) == (back.fake, back.real, back.accuracy)


def test_unequal_numbers_are_refused():
    with pytest.raises(SuiteError, match="as many of each"):
        two_sample(normal(10, 2, 0), normal(11, 2, 1))
    with pytest.raises(SuiteError, match="at least 2"):
        two_sample(normal(1, 2, 0), normal(1, 2, 1))
