"""MoCoGAN (Tulyakov et al. 2017) on clips of Fashion-MNIST, batches of 32; bounds in docs/acceptance.md.

Two seeds, eight and a half minutes of one core each. Two kinds of control: where both codes are drawn anew, neither
content nor motion may agree so much; and before training, where both agree since all clips are alike, there must be
neither articles nor motion. Content is at its bound: rounding alone moves a seed by .05, so that other kernels may miss
it.
"""

import pytest

from tests.acceptance.trainings import plan_of, trained

SEEDS, STEPS, N = (0, 1), 2800, 500
AGREEMENT, CORRELATION, EXTENT, ARTICLES = 0.8, 0.7, 0.5, 5


def before_and_after(seed):
    plan = plan_of("mocogan", seed)
    untrained = plan.protocol(plan, N)
    trained(plan, STEPS)
    return untrained, plan.protocol(plan, N)


@pytest.fixture(scope="module")
def reports():
    """(Before, after training) of each seed."""
    return [before_and_after(seed) for seed in SEEDS]


def test_there_are_articles_and_they_move(reports, figure):
    """Clips that hardly move keep their content."""
    for untrained, report in reports:
        figure("how far articles wander, over real clips", report["motion_extent"], f">= {EXTENT}")
        figure("the same before training, control", untrained["motion_extent"], f"< {EXTENT}")
        figure("articles present", report["articles_present"], f">= {ARTICLES}")
        figure("the same before training, control", untrained["articles_present"], f"< {ARTICLES}")
        figure("motions as asked for", report["label_accuracy"])
        assert report["articles_present"] >= ARTICLES > untrained["articles_present"]
        assert report["motion_extent"] >= EXTENT > untrained["motion_extent"]


def test_motion_stays_under_other_content(reports, figure):
    for _, report in reports:
        figure("same motion, other content: correlation", report["motion_correlation"], f">= {CORRELATION}")
        figure("other motion: correlation, control", report["motion_correlation_by_chance"], f"< {CORRELATION}")
        assert report["motion_correlation"] >= CORRELATION > report["motion_correlation_by_chance"]


def test_content_stays_under_other_motion(reports, figure):
    for _, report in reports:
        figure("same content, other motion: articles agree", report["content_agreement"], f">= {AGREEMENT}")
        assert report["content_agreement"] >= AGREEMENT


def test_content_does_not_agree_by_chance(reports, figure):
    for _, report in reports:
        figure("other content: articles agree, control", report["content_agreement_by_chance"], f"< {AGREEMENT}")
        assert report["content_agreement_by_chance"] < AGREEMENT
