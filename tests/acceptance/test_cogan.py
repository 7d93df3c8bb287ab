"""Garments and outlines without pairs: VARIANTS D2. The control shares no layer."""

import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.training.coupling_protocol import coupling_protocol

SEEDS = (0, 1, 2)
STEPS = 1500
CORRELATION = 0.6
LEAD = 0.3


def measured(seed, **shared):
    plan = plan_of("cogan", seed, width=16, **shared)
    trained(plan, STEPS)
    return coupling_protocol(plan, 1000)


@pytest.fixture(scope="module")
def unshared():
    return measured(0, shared_generator=0, shared_discriminator=0)["correlation"]


@pytest.mark.xfail(
    strict=False,
    reason="seed 0, width 16, 1250 steps: correlation .043 (of strangers .075), C-FID 49.7; control not measured",
)
@pytest.mark.parametrize("seed", SEEDS)
def test_two_images_of_one_latent_show_the_same(seed, unshared, figure):
    report = measured(seed)
    figure("correlation of outlines", report["correlation"], f">= {CORRELATION}")
    figure("control without shared layers", unshared, f"<= {report['correlation'] - LEAD:.3f}")
    figure("C-FID of the first domain", report["fid"])
    assert report["correlation"] >= CORRELATION
    assert report["correlation"] >= unshared + LEAD
