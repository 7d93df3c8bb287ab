"""MoCoGAN on clips of Fashion-MNIST, batches of 32: VARIANTS G2. One seed, since a run takes over two minutes.

Two kinds of control. Where both codes are drawn anew, neither content nor motion may agree so much. And before
training, where both agree since nothing can be told apart, there must be neither articles nor motion.
"""

import pytest

from tests.acceptance.trainings import plan_of, trained

SEED, STEPS, N = 0, 2800, 500
AGREEMENT, CORRELATION, EXTENT, ARTICLES = 0.8, 0.7, 0.5, 5


@pytest.fixture(scope="module")
def reports():
    """Before and after training."""
    plan = plan_of("mocogan", SEED)
    untrained = plan.protocol(plan, N)
    trained(plan, STEPS)
    return untrained, plan.protocol(plan, N)


def test_there_are_articles_and_they_move(reports, figure):
    """Clips that hardly move keep their content."""
    untrained, report = reports
    figure("how far articles wander, over real clips", report["motion_extent"], f">= {EXTENT}")
    figure("the same before training, control", untrained["motion_extent"], f"< {EXTENT}")
    figure("articles present", report["articles_present"], f">= {ARTICLES}")
    figure("the same before training, control", untrained["articles_present"], f"< {ARTICLES}")
    figure("motions as asked for", report["label_accuracy"])
    assert report["articles_present"] >= ARTICLES > untrained["articles_present"]
    assert report["motion_extent"] >= EXTENT > untrained["motion_extent"]


def test_motion_stays_under_other_content(reports, figure):
    _, report = reports
    figure("same motion, other content: correlation", report["motion_correlation"], f">= {CORRELATION}")
    figure("other motion: correlation, control", report["motion_correlation_by_chance"], f"< {CORRELATION}")
    assert report["motion_correlation"] >= CORRELATION > report["motion_correlation_by_chance"]


@pytest.mark.xfail(strict=True, reason="measured .794 on seed 0; .834 after 2,400 steps, .822 after 3,200")
def test_content_stays_under_other_motion(reports, figure):
    _, report = reports
    figure("same content, other motion: articles agree", report["content_agreement"], f">= {AGREEMENT}")
    assert report["content_agreement"] >= AGREEMENT


def test_content_does_not_agree_by_chance(reports, figure):
    _, report = reports
    figure("other content: articles agree, control", report["content_agreement_by_chance"], f"< {AGREEMENT}")
    assert report["content_agreement_by_chance"] < AGREEMENT
