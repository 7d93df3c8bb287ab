"""GAN-INT-CLS (Reed et al. 2016) on captioned Fashion-MNIST, batches of 64; bounds in docs/acceptance.md.

One seed of six minutes, two controls of one. A generator that gives each caption one image, whatever z is, shows all
that captions say and fails by how far apart the images of one caption lie.
"""

import numpy as np

from tests.acceptance.opponents import deaf
from tests.acceptance.trainings import plan_of
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import to_float
from tfgan_suite.networks.text.embeddings import bag_of_words

SEED = 1
EARLY, CONTROL, STEPS = 50, 500, 2200
BOUND = 0.7
SMOOTH = 0.5
SPREAD = 0.2


def learned(plan, steps):
    """Trains to this many steps in all; the logs of what it did last."""
    done = int(plan.game.steps.numpy())
    data = plan.training_data(start=done)
    span = {"steps_per_epoch": steps - done, "shuffle": False, "verbose": 0, "callbacks": plan.callbacks}
    return {name: values[-1] for name, values in plan.game.fit(data, **span).history.items()}


def largest_step(game, embed, pairs=64, steps=10):
    """The largest of ten steps from one caption to another as a share of the whole way; .1 is as smooth as can be."""
    rng = np.random.default_rng(0)
    ends = [bag_of_words(rng.choice(game.captions, pairs), game.generator.inputs[1].shape[-1]) for _ in range(2)]
    z = np.array(game.prior((pairs, game.latent_dim), (1, 0)))
    path = np.stack([by_chunks(game.served("generator"), z, embed(*ends, β)) for β in np.linspace(0, 1, steps + 1)])
    lengths = np.sqrt(((path[1:] - path[:-1]) ** 2).sum((2, 3, 4)))
    moved = lengths.sum(0) > 1e-3
    return float(np.mean(lengths.max(0)[moved] / lengths.sum(0)[moved]))


def spread(game, network, test, versions=8):
    """How far from their mean the images of one caption lie, over how far real ones do; the mean of 20 captions."""
    captions = np.unique(test["caption"])[::4]
    texts = np.repeat(bag_of_words(captions, network.inputs[1].shape[-1]), versions, axis=0)
    made = by_chunks(network, np.array(game.prior((len(texts), game.latent_dim), (1, 0))), texts)
    real = [to_float(test["image"][test["caption"] == caption]) for caption in captions]
    return np.mean([_deviation(x) for x in np.split(made, len(captions))]) / np.mean([_deviation(x) for x in real])


def _deviation(images):
    return np.sqrt(images.var(0).sum())


def between(a, b, β):
    return ((1 - β) * a + β * b).astype("float32")


def nearest(a, b, β):
    return a if β < 0.5 else b


def test_scores_are_in_order_early_on(figure):
    early = learned(plan_of("text_to_image", SEED), EARLY)
    scores = [early[f"score/{kind}"] for kind in ("matched", "mismatched", "fake")]
    for kind, score in zip(("matched", "mismatched", "fake"), scores, strict=True):
        figure(f"early score, {kind}", score, "matched > mismatched > fake")
    assert scores[0] > scores[1] > scores[2]


def test_images_show_what_captions_say(figure):
    plan = plan_of("text_to_image", SEED)
    learned(plan, STEPS)
    report = plan.protocol(plan, 2000)
    for what in ("label", "shade", "quadrant"):
        figure(what, report[what], f">= {BOUND}")
    smooth, control = (largest_step(plan.game, embed) for embed in (between, nearest))
    figure("largest step between captions", smooth, f"<= {SMOOTH}; control {control:.2f}")
    network = plan.game.served("generator")
    apart, deafened = (spread(plan.game, each, plan.test) for each in (network, deaf(network)))
    figure("images of one caption lie apart, over real ones", apart, f">= {SPREAD}; control {deafened:.2f}")
    assert smooth <= SMOOTH < control
    assert apart >= SPREAD > deafened
    assert min(report[what] for what in ("label", "shade", "quadrant")) >= BOUND


def test_without_mismatched_pairs_captions_are_learned_later(figure):
    reports = []
    for mismatch in (0.5, 0.0):
        plan = plan_of("text_to_image", SEED, mismatch=mismatch)
        learned(plan, CONTROL)
        reports.append(plan.protocol(plan, 2000))
        figure(f"all three right, mismatch {mismatch}", reports[-1]["all"], "control lower")
    assert reports[0]["all"] > reports[1]["all"]
