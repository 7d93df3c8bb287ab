"""GAN-INT-CLS on captioned Fashion-MNIST, batches of 64: VARIANTS C5. Three seeds of about two minutes each."""

import numpy as np
import pytest

from tests.acceptance.trainings import plan_of
from tfgan_suite.chunks import by_chunks
from tfgan_suite.embeddings import bag_of_words

SEEDS = (0, 1, 2)
EARLY, STEPS = 200, 3000
BOUND = 0.7
SMOOTH = 0.5


def learned(plan, steps):
    """Trains to this many steps in all; the logs of what it did last."""
    done = int(plan.game.steps.numpy())
    data = plan.training_data(start=done)
    return {
        name: values[-1]
        for name, values in plan.game.fit(data, steps_per_epoch=steps - done, shuffle=False, verbose=0).history.items()
    }


def largest_step(game, embed, pairs=64, steps=10):
    """The largest of ten steps from one caption to another as a share of the whole way; .1 is as smooth as can be."""
    rng = np.random.default_rng(0)
    ends = [bag_of_words(rng.choice(game.captions, pairs), game.generator.inputs[1].shape[-1]) for _ in range(2)]
    z = np.array(game.prior((pairs, game.latent_dim), (1, 0)))
    path = np.stack([by_chunks(game.generator, z, embed(*ends, β)) for β in np.linspace(0, 1, steps + 1)])
    lengths = np.sqrt(((path[1:] - path[:-1]) ** 2).sum((2, 3, 4)))
    moved = lengths.sum(0) > 1e-3
    return float(np.mean(lengths.max(0)[moved] / lengths.sum(0)[moved]))


def between(a, b, β):
    return ((1 - β) * a + β * b).astype("float32")


def nearest(a, b, β):
    return a if β < 0.5 else b


@pytest.mark.xfail(strict=False, reason="seed 0 after 1,000 steps: article .43, shade .99, quadrant 1.00")
@pytest.mark.parametrize("seed", SEEDS)
def test_images_show_what_captions_say(seed, figure):
    plan = plan_of("text_to_image", seed)
    early = learned(plan, EARLY)
    scores = [early[f"score/{kind}"] for kind in ("matched", "mismatched", "fake")]
    for kind, score in zip(("matched", "mismatched", "fake"), scores, strict=True):
        figure(f"early score, {kind}", score, "matched > mismatched > fake")
    learned(plan, STEPS)
    report = plan.protocol(plan, 2000)
    for what in ("label", "shade", "quadrant"):
        figure(what, report[what], f">= {BOUND}")
    smooth, control = (largest_step(plan.game, embed) for embed in (between, nearest))
    figure("largest step between captions", smooth, f"<= {SMOOTH}; control {control:.2f}")
    assert scores[0] > scores[1] > scores[2]
    assert smooth <= SMOOTH < control
    assert min(report[what] for what in ("label", "shade", "quadrant")) >= BOUND


@pytest.mark.xfail(strict=False, reason="the control has not been measured")
def test_without_mismatched_pairs(figure):
    """The discriminator is never told that a real image may be wrong, so captions are learned later, if at all."""
    reports = []
    for mismatch in (0.5, 0.0):
        plan = plan_of("text_to_image", 0, mismatch=mismatch)
        early = learned(plan, EARLY)
        learned(plan, STEPS // 2)
        reports.append(plan.protocol(plan, 2000))
        figure(f"all three right, mismatch {mismatch}", reports[-1]["all"], "control lower")
        figure(f"early matched - mismatched, mismatch {mismatch}", early["score/matched"] - early["score/mismatched"])
    assert reports[0]["all"] > reports[1]["all"]
