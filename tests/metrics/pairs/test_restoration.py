import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import l1_distance, laplacian_energy


def test_the_distance_of_black_and_white_is_two():
    white = np.ones((3, 4, 4, 1), "float32")
    assert l1_distance(white, -white) == 2 and l1_distance(white, white) == 0
    with pytest.raises(SuiteError, match="differ in shape"):
        l1_distance(white, white[:1])


def test_the_laplacian_of_a_parabola_is_its_second_derivative():
    x = np.arange(8.0)
    ramp = np.broadcast_to(x[None, :, None, None], (2, 8, 8, 1))
    assert laplacian_energy(ramp) == 0
    assert laplacian_energy(ramp**2) == pytest.approx(4)


def test_blur_lowers_the_energy():
    noise = np.random.default_rng(0).normal(size=(4, 32, 32, 1))
    blurred = (noise + np.roll(noise, 1, 1) + np.roll(noise, 1, 2)) / 3
    assert laplacian_energy(blurred) < 0.5 * laplacian_energy(noise)
