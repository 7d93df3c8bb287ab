import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm

from tfgan_suite.losses import normal_kl, unit_normal_cost


def test_kl_is_that_of_normals_whose_log_variance_is_given():
    mean, log_variance = np.float32([[1.0, 0.0]]), np.float32([[np.log(4.0), 0.0]])
    assert float(normal_kl(mean, log_variance)) == pytest.approx(0.5 * (1 + 4 - 1 - np.log(4)))
    x = norm.ppf((np.arange(100_000) + 0.5) / 100_000) * 2 + 1
    integral = np.mean(norm.logpdf(x, 1, 2) - norm.logpdf(x))
    assert float(normal_kl(mean, log_variance)) == pytest.approx(integral, abs=1e-3)


def test_kl_is_summed_over_latents_and_averaged_over_the_batch():
    mean = np.float32([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]])
    assert float(normal_kl(mean, np.zeros_like(mean))) == pytest.approx(0.75)
    assert float(normal_kl(np.zeros((4, 3)), np.zeros((4, 3)))) == 0


def test_unit_normal_cost_is_minus_the_log_density_without_its_constant():
    rng = np.random.default_rng(0)
    x, mean = rng.normal(size=(2, 5, 2, 2, 3)).astype("float32")
    densities = [multivariate_normal(m.ravel()).logpdf(a.ravel()) for a, m in zip(x, mean, strict=True)]
    assert float(unit_normal_cost(x, mean)) == pytest.approx(-np.mean(densities) - 6 * np.log(2 * np.pi), rel=1e-5)
