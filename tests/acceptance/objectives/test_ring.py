"""Objectives and regularizers on the ring of eight Gaussians, batches of 256; bounds in docs/acceptance.md.

Settings were chosen on seeds from 7 on, except DRAGAN's, whose distance does not halve on seed 7 (1.48 from 1.21). A
run takes ten seconds on one core, SNGAN's half a minute. The control is a generator that stands still.
"""

import pytest
from keras.optimizers import SGD

from tests.acceptance.plane import RING, distance
from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.metrics import modes_reached, nearest_modes

SEEDS = (0, 1, 2)
HALVED = 0.5
POINTS = {"data": "ring", "batch_size": 256, "latent_dim": 2, "learning_rate": 1e-3, "average": 0.0}
HALVING = {
    "gan": {},
    "lsgan": {},
    "dragan": {"dragan": 1.0},
    "f_gan": {"divergence": "pearson"},
}
NEAR = {
    "wgan_gp": (0.15, {"lam": 0.1, "n_critic": 5, "beta_1": 0.5}),
    "sngan": (0.15, {"n_critic": 5, "learning_rate": 2e-4}),
    "wgan": (0.25, {"clip": 0.1}),
}
STEPS = {"wgan_gp": 1500, "wgan": 1500}


def distance_after(plan, steps):
    trained(plan, steps)
    return distance(plan)


def distances(name, seed, figure, **arguments):
    """Sliced W1 at the start and after training."""
    plan = plan_of(name, seed, **{**POINTS, **arguments})
    start = distance(plan)
    end = distance_after(plan, STEPS.get(name, 3000))
    figure("modes", modes_reached(nearest_modes(plan.game.sample(2000, seed=1), RING, 0.2), 8))
    return start, end


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", HALVING)
def test_the_distance_halves(name, seed, figure):
    start, end = distances(name, seed, figure, **HALVING[name])
    figure("sliced W1, end over start", end / start, f"<= {HALVED}")
    assert end <= HALVED * start


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", NEAR)
def test_the_distance_falls_below_the_bound(name, seed, figure):
    bound, arguments = NEAR[name]
    _, end = distances(name, seed, figure, **arguments)
    figure("sliced W1", end, f"<= {bound}")
    assert end <= bound


def test_a_generator_that_stands_still(figure):
    plan = plan_of("gan", 0, **POINTS)
    plan.game.compile(generator=SGD(0.0))
    start = distance(plan)
    end = distance_after(plan, 200)
    figure("sliced W1, end over start, control", end / start, f"> {HALVED}")
    figure("sliced W1, control", end, "> .25")
    assert end > HALVED * start and end > max(bound for bound, _ in NEAR.values())
