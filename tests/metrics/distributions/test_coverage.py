import numpy as np
import pytest
from scipy.spatial.distance import cdist

from tests.metrics.clouds import normal
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import precision_recall_density_coverage as prdc


def by_the_book(real, fake, k):
    """Kynkäänniemi et al. 2019, eq. 1 and 2, Naeem et al. 2020, section 3, on whole matrices."""
    reach_r = np.sort(cdist(real, real), axis=1)[:, k]  # column 0 is the example itself
    reach_f = np.sort(cdist(fake, fake), axis=1)[:, k]
    D = cdist(real, fake)
    in_real, in_fake = reach_r[:, None] > D, reach_f > D
    return in_real.any(0).mean(), in_fake.any(1).mean(), in_real.sum() / (k * len(fake)), in_real.any(1).mean()


@pytest.mark.parametrize(("n", "m", "d", "k"), [(60, 40, 3, 5), (1100, 1300, 4, 3), (2100, 90, 2, 1)])
def test_is_what_the_papers_say(n, m, d, k):
    real, fake = normal(n, d, 0), 0.8 * normal(m, d, 1) + 0.5
    assert prdc(real, fake, k) == pytest.approx(by_the_book(real, fake, k), abs=1e-12)


def test_one_law():
    """The figures of docs/metrics.md: .87, .87, 1.01, .97 at n = 1,000, d = 16, k = 5."""
    scores = np.mean([prdc(normal(1000, 16, 2 * s), normal(1000, 16, 2 * s + 1)) for s in range(4)], axis=0)
    np.testing.assert_allclose(scores, [0.87, 0.87, 1.01, 0.969], atol=0.02)


def test_good_examples_without_variety_and_the_reverse():
    real = normal(1000, 8, 0)
    narrow, wide = prdc(real, 0.3 * normal(1000, 8, 1)), prdc(real, 3 * normal(1000, 8, 1))
    assert narrow.precision > 0.99 and narrow.recall < 0.3
    assert wide.precision < 0.1 and wide.recall > 0.95
    assert narrow.density > 1.5 and narrow.coverage < 0.8 * prdc(real, normal(1000, 8, 1)).coverage


def test_sets_that_do_not_meet():
    assert prdc(normal(50, 4, 0), normal(50, 4, 1) + 100) == (0, 0, 0, 0)


def test_a_constant_generator():
    scores = prdc(normal(500, 4, 0), np.full((500, 4), 0.1))
    assert scores.precision == 1 and scores.recall == 0 and scores.coverage < 0.05


def test_a_copied_batch():
    real = normal(500, 4, 0)
    scores = prdc(real, real[np.arange(500) % 20])
    assert scores.precision == 1 and scores.recall == 0 and scores.coverage < 0.3


def test_real_examples_that_are_all_alike_have_no_balls():
    assert prdc(np.ones((10, 3)), np.ones((10, 3))) == (0, 0, 0, 0)
    assert prdc(np.full((10, 3), 0.1), normal(10, 3, 0)).precision == 0


def test_the_border_is_not_in_the_ball_whatever_rounding_says():
    """On a lattice the second neighbour is at the distance of the first: a ball holds its own centre only."""
    lattice = np.stack(np.meshgrid(*[np.arange(12.0)] * 2), -1).reshape(-1, 2) / 3 + 1e3
    assert prdc(lattice, lattice, k=2).density == 1 / 2


def test_far_from_zero_and_scaled_nothing_changes():
    real, fake = normal(300, 5, 0), normal(300, 5, 1)
    assert prdc(1e-6 * real + 1, 1e-6 * fake + 1) == prdc(real, fake) == prdc(1e6 * real, 1e6 * fake)


def test_single_precision_is_read_as_it_is():
    real, fake = normal(300, 5, 0).astype("float32"), normal(300, 5, 1).astype("float32")
    assert prdc(real, fake) == prdc(real.astype("float64"), fake.astype("float64"))


def test_what_has_no_neighbours_is_refused():
    with pytest.raises(SuiteError, match="neighbour 5 of 5 real and 9"):
        prdc(normal(5, 2, 0), normal(9, 2, 1))
    with pytest.raises(SuiteError, match="size 2 and 3"):
        prdc(normal(9, 2, 0), normal(9, 3, 1))
    with pytest.raises(SuiteError, match="NaN"):
        prdc(normal(9, 2, 0), np.full((9, 2), np.nan))
