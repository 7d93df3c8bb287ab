"""UnrolledGAN (Metz et al. 2016) on the ring, K = 5; bounds in docs/acceptance.md.

How many modes are covered does not tell K = 0 from K = 5 there, so what is asserted is that the distance falls, with a
generator that stands still as the control; that the gradient is right is proved in
tests/variants/objectives/test_unrolled.py.
"""

import pytest
from keras.optimizers import SGD

from tests.acceptance.plane import RING, distance
from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.metrics import modes_reached, nearest_modes

SEEDS = (0, 1, 2)
STEPS = 2000
FALL = 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_unrolled(seed, figure):
    plan = plan_of("unrolled", seed)
    start = distance(plan)
    trained(plan, STEPS)
    end = distance(plan)
    modes = modes_reached(nearest_modes(plan.game.sample(2000, seed=1), RING, 0.2), 8)
    figure("sliced W1, end over start", end / start, f"<= {FALL}")
    figure("modes", modes)
    assert end <= FALL * start


def test_a_generator_that_stands_still(figure):
    plan = plan_of("unrolled", 0)
    plan.game.compile(generator=SGD(0.0))
    start = distance(plan)
    trained(plan, 200)
    end = distance(plan)
    figure("sliced W1, end over start, control", end / start, f"> {FALL}")
    assert end > FALL * start
