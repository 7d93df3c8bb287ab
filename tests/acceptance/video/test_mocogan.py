"""MoCoGAN (Tulyakov et al. 2017) on clips of Fashion-MNIST, batches of 32; bounds in docs/acceptance.md.

Two seeds, eight and a half minutes of one core each. Two kinds of control: where both codes are drawn anew, neither
content nor motion may agree so much; and before training, where both agree since all clips are alike, there must be
neither articles nor motion. Content is at its bound: rounding alone moves a seed by .05, so that other kernels may miss
it.

A generator that draws once and shifts what it drew keeps content and tracks by its build. What it has to learn is
articles, how far they wander, and the kind of motion that is asked for: one that does not hear the category fails by
that. The paper's generator, which draws each frame anew, has to learn all of it.
"""

from dataclasses import replace

import keras
import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.variants import MoCoGAN

SEEDS, STEPS, N = (0, 1), 2800, 500
AGREEMENT, CORRELATION, EXTENT, ARTICLES, MOTIONS = 0.8, 0.7, 0.5, 5, 0.4


def of_one_category(network):
    """A generator that takes every category for the first."""
    z, noise, label = network.inputs
    return keras.Model(network.inputs, network([z, noise, 0 * label]))


def opposed(plan):
    """The same plan with a game whose generator does not hear the category."""
    game = plan.game
    critics = game.image_discriminator, game.video_discriminator
    generator = of_one_category(game.served("generator"))
    return replace(plan, game=MoCoGAN(generator, *critics, num_classes=game.num_classes, frames=game.frames))


def measured(seed, **settings):
    """Reports before and after training, and of the trained generator when it does not hear the category."""
    plan = plan_of("mocogan", seed, **settings)
    untrained = plan.protocol(plan, N)
    trained(plan, STEPS)
    opponent = opposed(plan)
    return untrained, plan.protocol(plan, N), opponent.protocol(opponent, N)


@pytest.fixture(scope="module")
def reports():
    """(Before, after training, deaf to the category) of each seed."""
    return [measured(seed) for seed in SEEDS]


def test_there_are_articles_and_they_move(reports, figure):
    """Clips that hardly move keep their content."""
    for untrained, report, _ in reports:
        figure("how far articles wander, over real clips", report["motion_extent"], f">= {EXTENT}")
        figure("the same before training, control", untrained["motion_extent"], f"< {EXTENT}")
        figure("articles present", report["articles_present"], f">= {ARTICLES}")
        figure("the same before training, control", untrained["articles_present"], f"< {ARTICLES}")
        assert report["articles_present"] >= ARTICLES > untrained["articles_present"]
        assert report["motion_extent"] >= EXTENT > untrained["motion_extent"]


def test_they_move_as_asked(reports, figure):
    for _, report, deaf in reports:
        figure("motions as asked for", report["label_accuracy"], f">= {MOTIONS}")
        figure("the same of a generator that does not hear the category, control", deaf["label_accuracy"])
        assert report["label_accuracy"] >= MOTIONS > deaf["label_accuracy"]


def test_motion_stays_under_other_content(reports, figure):
    for _, report, _ in reports:
        figure("same motion, other content: correlation", report["motion_correlation"], f">= {CORRELATION}")
        figure("other motion: correlation, control", report["motion_correlation_by_chance"], f"< {CORRELATION}")
        assert report["motion_correlation"] >= CORRELATION > report["motion_correlation_by_chance"]


def test_content_stays_under_other_motion(reports, figure):
    for _, report, _ in reports:
        figure("same content, other motion: articles agree", report["content_agreement"], f">= {AGREEMENT}")
        assert report["content_agreement"] >= AGREEMENT


def test_content_does_not_agree_by_chance(reports, figure):
    for _, report, _ in reports:
        figure("other content: articles agree, control", report["content_agreement_by_chance"], f"< {AGREEMENT}")
        assert report["content_agreement_by_chance"] < AGREEMENT


@pytest.mark.xfail(strict=True, reason="measured .574 and .590 on seed 0")
def test_frames_drawn_anew_keep_content_and_motion(figure):
    """The paper's generator, section 3.1, which nothing but training tells to keep either."""
    _, report, _ = measured(SEEDS[0], draw="redrawn")
    figure("same content, other motion: articles agree, redrawn", report["content_agreement"], f">= {AGREEMENT}")
    figure("same motion, other content: correlation, redrawn", report["motion_correlation"], f">= {CORRELATION}")
    assert report["articles_present"] >= ARTICLES and report["motion_extent"] >= EXTENT
    assert report["content_agreement"] >= AGREEMENT and report["motion_correlation"] >= CORRELATION
