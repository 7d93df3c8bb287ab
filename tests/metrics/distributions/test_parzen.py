import numpy as np
import pytest
from scipy import stats

from tests.metrics.clouds import normal
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import parzen_log_likelihood


@pytest.mark.thorough
def test_the_entropy_of_a_normal_law():
    """-½ log 2πe = -1.4189, within .02 nat at n = 10,000."""
    score = parzen_log_likelihood(normal(10_000, 1, 0), normal(300, 1, 1), normal(10_000, 1, 2))
    assert score.mean == pytest.approx(-1.4189, abs=0.02)
    assert score.standard_error == pytest.approx(np.sqrt(0.5 / 10_000), rel=0.1)


def test_is_the_density_of_scipy():
    fake, test = normal(1100, 2, 0), normal(1050, 2, 1)
    kernels = stats.multivariate_normal(cov=0.3**2 * np.eye(2))
    density = np.mean([kernels.pdf(test - centre) for centre in fake], axis=0)
    score = parzen_log_likelihood(fake, test, test, [0.3])
    assert score.mean == pytest.approx(np.log(density).mean(), rel=1e-10) and score.bandwidth == 0.3


def test_the_width_is_chosen_on_the_validation_examples():
    fake, held_out = normal(300, 2, 0), normal(300, 2, 1)
    assert parzen_log_likelihood(fake, fake, held_out, [0.001, 0.3]).bandwidth == 0.001  # its own centres
    assert parzen_log_likelihood(fake, held_out, held_out, [0.001, 0.3]).bandwidth == 0.3


def test_far_away_it_stays_finite():
    score = parzen_log_likelihood(normal(50, 3, 0), normal(50, 3, 1), normal(50, 3, 2) + 1e4)
    assert -np.inf < score.mean < -1e6


def test_no_width_is_refused():
    with pytest.raises(SuiteError, match="not all alike"):
        parzen_log_likelihood(np.ones((9, 2)), normal(9, 2, 0), normal(9, 2, 1))
    with pytest.raises(SuiteError, match="at least 2"):
        parzen_log_likelihood(normal(9, 2, 2), normal(9, 2, 0), normal(1, 2, 1))
