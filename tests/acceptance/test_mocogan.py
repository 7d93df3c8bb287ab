"""MoCoGAN on clips of Fashion-MNIST, batches of 12: VARIANTS G2. One seed, since a run takes over two minutes."""

import pytest

from tests.acceptance.trainings import plan_of, trained

STEPS = 1400
AGREEMENT, CORRELATION, EXTENT = 0.8, 0.7, 0.5


@pytest.mark.xfail(strict=True, reason="measured on seed 0: content .374 (by chance .296), motion .698, 6 articles")
@pytest.mark.parametrize("seed", [0])
def test_content_stays_and_motion_stays(seed, figure):
    """The controls are in the report: where both codes are drawn anew, neither content nor motion may agree so much."""
    plan = plan_of("mocogan", seed)
    trained(plan, STEPS)
    report = plan.protocol(plan, 500)
    figure("same content, other motion: articles agree", report["content_agreement"], f">= {AGREEMENT}")
    figure("other content: articles agree, control", report["content_agreement_by_chance"], f"< {AGREEMENT}")
    figure("same motion, other content: correlation", report["motion_correlation"], f">= {CORRELATION}")
    figure("other motion: correlation, control", report["motion_correlation_by_chance"], f"< {CORRELATION}")
    figure("how far articles wander, over real clips", report["motion_extent"], f">= {EXTENT}")
    figure("motions as asked for", report["label_accuracy"])
    figure("articles present", report["articles_present"])
    assert report["articles_present"] >= 5
    assert report["motion_extent"] >= EXTENT, "clips that hardly move keep their content at no cost"
    assert report["content_agreement"] >= AGREEMENT > report["content_agreement_by_chance"]
    assert report["motion_correlation"] >= CORRELATION > report["motion_correlation_by_chance"]
