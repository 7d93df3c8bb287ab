"""Objectives and regularizers on Fashion-MNIST, 2,000 generator steps each; bounds in docs/acceptance.md.

Each system has batches of its own size. WGAN has WGAN-GP's bound and 551 steps more, for which its generator waits. A
run takes one to five minutes on one core. The control is a generator that does not learn.
"""

import pytest
from keras.optimizers import SGD

from tests.acceptance.trainings import plan_of, scores, trained

STEPS, WAITING = 2000, {"wgan": 551}
BOUNDS = {
    "gan": 25,
    "dragan": 30,
    "ebgan": 40,
    "lsgan": 25,
    "sngan": 25,
    "r1_gan": 25,
    "ragan": 25,
    "cr_gan": 25,
    "lecam_gan": 25,
    "diffaugment": 25,
    "ada": 25,
    "top_k_gan": 25,
    "f_gan": 25,
    "improved_gan": 25,
    "fisher_gan": 25,
    "mrgan": 25,
    "mdgan": 25,
    "wgan": 36,
}
SEEDS = {"fisher_gan": (0, 1, 2)}


@pytest.mark.parametrize(("name", "seed"), [(name, seed) for name in BOUNDS for seed in SEEDS.get(name, (0,))])
def test_images_come_near(name, seed, figure):
    plan = plan_of(name, seed)
    report = scores(trained(plan, STEPS + WAITING.get(name, 0)), plan.test)
    figure("C-FID", report["fid"], f"<= {BOUNDS[name]}")
    figure("classes", report["classes_present"], "10")
    assert report["fid"] <= BOUNDS[name] and report["classes_present"] == 10


@pytest.mark.parametrize("name", ["gan", "ebgan"])
def test_a_generator_that_does_not_learn(name, figure):
    plan = plan_of(name, 0)
    plan.game.compile(generator=SGD(0.0))
    report = scores(trained(plan, 50), plan.test)
    figure("C-FID, control", report["fid"], f"> {BOUNDS[name]}")
    assert report["fid"] > 2 * BOUNDS[name]
