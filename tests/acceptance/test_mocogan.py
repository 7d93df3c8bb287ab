"""MoCoGAN on clips of Fashion-MNIST, batches of 32: VARIANTS G2. One seed, since a run takes over two minutes."""

import pytest

from tests.acceptance.trainings import plan_of, trained

STEPS = 2800
AGREEMENT, CORRELATION, EXTENT, ARTICLES = 0.8, 0.7, 0.5, 5


@pytest.mark.parametrize("seed", [0])
def test_content_stays_and_motion_stays(seed, figure):
    """Two kinds of control. Where both codes are drawn anew, neither content nor motion may agree so much. And before
    training, where both agree since nothing can be told apart, there must be neither articles nor motion.
    """
    plan = plan_of("mocogan", seed)
    untrained = plan.protocol(plan, 500)
    trained(plan, STEPS)
    report = plan.protocol(plan, 500)
    figure("same content, other motion: articles agree", report["content_agreement"], f">= {AGREEMENT}")
    figure("other content: articles agree, control", report["content_agreement_by_chance"], f"< {AGREEMENT}")
    figure("same motion, other content: correlation", report["motion_correlation"], f">= {CORRELATION}")
    figure("other motion: correlation, control", report["motion_correlation_by_chance"], f"< {CORRELATION}")
    figure("how far articles wander, over real clips", report["motion_extent"], f">= {EXTENT}")
    figure("the same before training, control", untrained["motion_extent"], f"< {EXTENT}")
    figure("articles present", report["articles_present"], f">= {ARTICLES}")
    figure("the same before training, control", untrained["articles_present"], f"< {ARTICLES}")
    figure("motions as asked for", report["label_accuracy"])
    assert report["articles_present"] >= ARTICLES > untrained["articles_present"]
    assert report["motion_extent"] >= EXTENT > untrained["motion_extent"], "clips that hardly move keep their content"
    assert report["content_agreement"] >= AGREEMENT > report["content_agreement_by_chance"]
    assert report["motion_correlation"] >= CORRELATION > report["motion_correlation_by_chance"]
