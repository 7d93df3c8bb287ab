"""Fashion-MNIST, batches of 64: VARIANTS B1, the energies; images are scored in test_objectives.py. A run takes under a
minute on one core. Controls: a margin of 0, which pushes nobody up, and, of the joint game, the frozen generator."""

import pytest
from keras.optimizers import SGD

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.data import in_order

SEEDS = (0, 1, 2)
STEPS = 400


def energies(seed, *, frozen, **arguments):
    """Mean energies of held-out reals and of fakes, in units of the recipe's margin."""
    plan = plan_of("ebgan", seed)
    margin = plan.game.margin
    for name, value in arguments.items():
        setattr(plan.game, name, value)
    if frozen:
        plan.game.compile(generator=SGD(0.0), discriminator=plan.game.optimizers["discriminator"])
    trained(plan, STEPS)
    logs = plan.game.evaluate(in_order(plan.test, 64, plan.fields), steps=20, verbose=0, return_dict=True)
    return logs["real_energy"] / margin, logs["fake_energy"] / margin


@pytest.mark.parametrize("seed", SEEDS)
def test_noise_is_pushed_to_the_margin_and_reals_are_not(seed, figure):
    real, fake = energies(seed, frozen=True)
    figure("energy of noise over the margin", fake, ">= .9")
    figure("energy of reals over the margin", real, "< .3")
    assert fake >= 0.9 and real < 0.3


def test_without_a_margin_nobody_is_pushed(figure):
    _, fake = energies(0, frozen=True, margin=0.0)
    figure("energy of noise over the margin, control", fake, "< .9")
    assert fake < 0.9


def test_a_generator_that_learns_stays_below_the_margin(figure):
    _, fake = energies(0, frozen=False)
    figure("energy of fakes over the margin", fake, "< .9, what noise has at least")
    assert fake < 0.9
