"""Garments and outlines without pairs: VARIANTS D2. The control shares no layer.

One seed, since a run takes over two minutes; the settings were chosen on seed 0.
"""

from tests.acceptance.trainings import plan_of, trained

SEED = 1
STEPS = 1500
CORRELATION = 0.6
LEAD = 0.3


def measured(**shared):
    plan = plan_of("cogan", SEED, **shared)
    trained(plan, STEPS)
    return plan.protocol(plan, 1000)


def test_two_images_of_one_latent_show_the_same(figure):
    report, unshared = measured(), measured(shared_generator=0, shared_discriminator=0)
    figure("correlation of outlines", report["correlation"], f">= {CORRELATION}")
    figure("of strangers", report["correlation_of_strangers"])
    figure("control without shared layers", unshared["correlation"], f"<= {report['correlation'] - LEAD:.3f}")
    figure("C-FID of the first domain", report["fid"])
    figure("C-FID of the first domain, control", unshared["fid"])
    assert report["correlation"] >= CORRELATION
    assert report["correlation"] >= unshared["correlation"] + LEAD
