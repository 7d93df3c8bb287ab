"""CoGAN (Liu and Tuzel 2016) on garments and outlines without pairs; bounds in docs/acceptance.md.

Three seeds, of which 0 chose the settings. One control, on one seed, shares no layer; others show pairs of the training
data, a garment with its own outline: the same one always, or one of a batch.
"""

from dataclasses import replace

import pytest

from tests.acceptance.opponents import copying
from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.data import to_float
from tfgan_suite.training.protocols.coupling import outlines
from tfgan_suite.variants import CoGAN

SEEDS, CONTROL = (0, 1, 2), 1
STEPS = 3000
CORRELATION = 0.6
LEAD = 0.3
DISTINCT = 0.9


def measured(seed, **shared):
    plan = plan_of("cogan", seed, **shared)
    trained(plan, STEPS)
    return plan.protocol(plan, 1000)


@pytest.fixture(scope="module")
def unshared():
    return measured(CONTROL, shared_generator=0, shared_discriminator=0)


def reached(report):
    """Whether two images of one latent show the same, those of two latents do not, and latents are not all alike."""
    stands_out = report["correlation"] >= report["correlation_of_strangers"] + LEAD
    return report["correlation"] >= CORRELATION and stands_out and report["distinct"] >= DISTINCT


@pytest.mark.parametrize("seed", SEEDS)
def test_two_images_of_one_latent_show_the_same(seed, unshared, figure):
    report = measured(seed)
    figure("correlation of outlines", report["correlation"], f">= {CORRELATION}")
    figure("of strangers", report["correlation_of_strangers"], f"<= {report['correlation'] - LEAD:.3f}")
    figure("distinct", report["distinct"], f">= {DISTINCT}")
    figure("control without shared layers", unshared["correlation"], f"<= {report['correlation'] - LEAD:.3f}")
    figure("C-FID of the first domain", report["fid"])
    figure("C-FID of the first domain, control", unshared["fid"])
    assert reached(report) and not reached(unshared)
    assert report["correlation"] >= unshared["correlation"] + LEAD


@pytest.mark.parametrize("pairs", [1, 64], ids=["one constant pair", "a copied batch"])
def test_copies_of_true_pairs_do_not_pass(pairs, figure):
    plan = plan_of("cogan", seed=0)
    garments = plan.train["source"][:pairs]
    copies = copying(plan.game.generator, *(to_float(images) for images in (garments, outlines(garments))))
    copies.output_names = plan.game.generator.output_names
    opponent = replace(plan, game=CoGAN(copies, plan.game.discriminator))
    report = opponent.protocol(opponent, 1000)
    figure("correlation of outlines, control", report["correlation"], f">= {CORRELATION}")
    figure("of strangers, control", report["correlation_of_strangers"])
    figure("distinct, control", report["distinct"], f"< {DISTINCT}")
    assert report["correlation"] >= CORRELATION and not reached(report)
