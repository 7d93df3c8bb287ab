"""CoGAN (Liu and Tuzel 2016) on garments and outlines without pairs; bounds in docs/acceptance.md.

Three seeds, of which 0 chose the settings. The control, on one seed, shares no layer.
"""

import pytest

from tests.acceptance.trainings import plan_of, trained

SEEDS, CONTROL = (0, 1, 2), 1
STEPS = 3000
CORRELATION = 0.6
LEAD = 0.3


def measured(seed, **shared):
    plan = plan_of("cogan", seed, **shared)
    trained(plan, STEPS)
    return plan.protocol(plan, 1000)


@pytest.fixture(scope="module")
def unshared():
    return measured(CONTROL, shared_generator=0, shared_discriminator=0)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_images_of_one_latent_show_the_same(seed, unshared, figure):
    report = measured(seed)
    figure("correlation of outlines", report["correlation"], f">= {CORRELATION}")
    figure("of strangers", report["correlation_of_strangers"])
    figure("control without shared layers", unshared["correlation"], f"<= {report['correlation'] - LEAD:.3f}")
    figure("C-FID of the first domain", report["fid"])
    figure("C-FID of the first domain, control", unshared["fid"])
    assert report["correlation"] >= CORRELATION
    assert report["correlation"] >= unshared["correlation"] + LEAD
