"""EBGAN (Zhao et al. 2016, eqs. 1 and 2) on Fashion-MNIST, batches of 64; bounds in docs/acceptance.md.

A discriminator against a generator that stands still, with a margin of 0 as the control; and both players at once, for
which standing still is the control. One seed, since a run takes two minutes on one core; the number of steps was chosen
on seed 7. Images are scored in tests/acceptance/objectives/test_objectives.py.
"""

from keras.optimizers import SGD

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.data import in_order

SEED, STEPS, CONTROL = 1, 1000, 400


def energies(seed, steps, margin=None, standing_still=True):
    """Mean energies of held-out reals and of fakes, in units of the recipe's margin."""
    plan = plan_of("ebgan", seed)
    unit = plan.game.margin
    plan.game.margin = unit if margin is None else margin
    if standing_still:
        plan.game.compile(generator=SGD(0.0), discriminator=plan.game.optimizers["discriminator"])
    trained(plan, steps)
    logs = plan.game.evaluate(in_order(plan.test, 64, plan.fields), steps=20, verbose=0, return_dict=True)
    return logs["real_energy"] / unit, logs["fake_energy"] / unit


def test_noise_is_pushed_to_the_margin_and_reals_are_not(figure):
    real, fake = energies(SEED, STEPS)
    figure("energy of noise over the margin", fake, ">= .9")
    figure("energy of reals over the margin", real, "< .3")
    assert fake >= 0.9 and real < 0.3


def test_without_a_margin_nobody_is_pushed(figure):
    _, fake = energies(0, CONTROL, margin=0.0)
    figure("energy of noise over the margin, control", fake, "< .9")
    assert fake < 0.9


def test_a_generator_that_trains_stays_below_the_margin(figure):
    real, fake = energies(SEED, STEPS, standing_still=False)
    figure("energy of fakes over the margin", fake, "< 1, which noise does not stay below")
    figure("energy of reals over the margin", real, "< that of fakes")
    assert real < fake < 1
