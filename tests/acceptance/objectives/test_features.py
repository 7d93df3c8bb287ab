"""Features of DCGAN's discriminator (Radford et al. 2015, section 5.1); bounds in docs/acceptance.md.

Trained without labels, then read by a logistic regression with 1,000 labels. One seed, beside the untrained network;
the control is another untrained one.
"""

import pytest

from tests.acceptance.probing import probed
from tests.acceptance.trainings import plan_of, trained

SEED, OTHER, STEPS = 0, 7, 2000
GAIN = 0.02


@pytest.mark.xfail(
    strict=True,
    reason="measured .8325 against .8221 untrained, seed 0; .829 against .820 on seed 7, .830 after 3,500 steps",
)
def test_features_learn_what_nobody_told_them(figure):
    plan = plan_of("dcgan", SEED)
    before = probed(plan.game.discriminator, plan.train, plan.test)
    after = probed(trained(plan, STEPS).discriminator, plan.train, plan.test)
    figure("accuracy of a logistic regression", after, f">= {before + GAIN:.3f}, untrained + {GAIN}")
    assert after >= before + GAIN


def test_an_untrained_network_is_no_better_than_another(figure):
    plans = [plan_of("dcgan", seed) for seed in (SEED, OTHER)]
    one, other = (probed(plan.game.discriminator, plan.train, plan.test) for plan in plans)
    figure("accuracy, control", other, f"< {one + GAIN:.3f}")
    assert other < one + GAIN
