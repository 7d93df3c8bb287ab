"""Twenty-five Gaussians, batches of 256, default learning rate: VARIANTS B5. Beside it stand the same networks without
an encoder, which must not reach more modes; the control is a training without the term of likeness."""

import functools

import numpy as np
import pytest

from tests.acceptance.plane import GRID
from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.metrics import modes_reached, nearest_modes

SEEDS = (0, 1, 2)
STEPS = 4000
ERROR = 0.3


def plan_for(name, seed, **arguments):
    return plan_of(name, seed, data="grid", batch_size=256, **arguments)


def modes(plan):
    return modes_reached(nearest_modes(plan.game.sample(5000, seed=1), GRID, 0.25), 25)


def worst_error(plan, n=5000):
    """The mean distance between held-out points and their reconstructions, in the mode where it is largest."""
    points, labels = plan.test["point"][:n], plan.test["label"][:n]
    errors = np.linalg.norm(points - plan.game.rebuild(points), axis=1)
    return max(errors[labels == mode].mean() for mode in range(25))


MISSED = {}


@functools.cache
def trained_plan(name, seed):
    plan = plan_for(name, seed)
    trained(plan, STEPS)
    return plan


def shortfall(name, seed, measured):
    return pytest.param(name, seed, marks=pytest.mark.xfail(strict=True, reason=f"measured {measured}"))


RUNS = [(name, seed) for name in ("mrgan", "mdgan") for seed in SEEDS]


@pytest.mark.parametrize(("name", "seed"), RUNS)
def test_no_mode_is_missed_that_is_found_without_an_encoder(name, seed, figure):
    reached, baseline = modes(trained_plan(name, seed)), modes(trained_plan("gan", seed))
    figure("modes", reached, f">= {baseline}, those of GAN")
    assert reached >= baseline


@pytest.mark.parametrize(("name", "seed"), [shortfall(*run, MISSED[run]) if run in MISSED else run for run in RUNS])
def test_every_mode_is_rebuilt(name, seed, figure):
    error = worst_error(trained_plan(name, seed))
    figure("error of reconstruction, worst mode", error, f"< {ERROR}")
    assert error < ERROR


@pytest.mark.parametrize("name", ["mrgan", "mdgan"])
def test_without_likeness_points_are_not_rebuilt(name, figure):
    plan = plan_for(name, 0, likeness=0.0)
    trained(plan, 1000)
    error = worst_error(plan)
    figure("error of reconstruction, worst mode, control", error, f">= {ERROR}")
    assert error >= ERROR
