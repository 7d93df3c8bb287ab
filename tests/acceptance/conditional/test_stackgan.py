"""StackGAN (Zhang et al. 2016) on captioned Fashion-MNIST, batches of 64; bounds in docs/acceptance.md.

Sketches of 16x16 in 1,500 steps, images of 32x32 in as many more. Settings were chosen on seed 10. What stage II is
worth is judged on the articles in either picture, by the classifier of garments: its images against bicubically
enlarged sketches, and against those of a refiner that was never trained.
"""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.acceptance.trainings import plan_of
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import to_uint8
from tfgan_suite.data.tasks.captioned_fashion import shown
from tfgan_suite.metrics import evaluate_images, fashion_classifier

SEEDS = (0, 1)
STEPS, N = 3000, 2000
GAIN, MATCHING = 0.8, 0.5


def c_fid(images, test):
    """Of the articles that pictures in [-1, 1] show."""
    articles, real = (shown(pictures)[0] for pictures in (to_uint8(images), test["image"][: len(images)]))
    return evaluate_images(articles, real, fashion_classifier(), n=len(images))["fid"]


def enlarged(sketches, side=32):
    return np.clip(np.asarray(tf.image.resize(sketches, (side, side), "bicubic")), -1, 1)


def spread(conditioner, texts):
    """The mean standard deviation of what is drawn of captions."""
    return float(np.exp(np.split(np.array(conditioner(texts)), 2, axis=1)[1] / 2).mean())


def learned(plan, steps, part=STEPS):
    """Trains to so many steps of a training of `part`."""
    data = plan.training_data(start=int(plan.game.steps.numpy()))
    span = {"steps_per_epoch": steps - int(plan.game.steps.numpy()), "shuffle": False, "verbose": 0}
    history = plan.game.fit(data, **span, callbacks=plan.callbacks).history
    return {name: values[-1] for name, values in history.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_stage_two_is_worth_more_than_enlarging_sketches(seed, figure):
    plan = plan_of("stackgan", seed, epochs=1, steps_per_epoch=STEPS)
    game, test = plan.game, plan.test.take(slice(N))
    learned(plan, STEPS // 2)
    still = [np.array(w) for name in ("conditioner", "generator", "discriminator") for w in getattr(game, name).weights]
    z, texts = game.latents_for(test["caption"], seed=1)
    sketches = by_chunks(game.products()["sketch"], z, texts)
    untrained = c_fid(by_chunks(refined(game), z, texts), test)
    logs = learned(plan, STEPS)
    moved = [np.array(w) for name in ("conditioner", "generator", "discriminator") for w in getattr(game, name).weights]
    assert all(np.array_equal(a, b) for a, b in zip(still, moved, strict=True)), "stage I stands still"
    images = by_chunks(game.products()["generator"], z, texts)
    reached, bicubic = c_fid(images, test), c_fid(enlarged(by_chunks(game.products()["sketch"], z, texts)), test)
    report = plan.protocol(plan, N)
    figure("C-FID of articles", reached, f"<= {GAIN} of bicubic {bicubic:.2f}; untrained {untrained:.1f}")
    figure("C-FID of articles, bicubic in the middle", c_fid(enlarged(sketches), test))
    for what in ("label", "shade", "quadrant"):
        figure(what, report[what], f">= {MATCHING}")
    figure("distance of laws", logs["law"], "> 0")
    figure("standard deviation of draws", spread(game.conditioner, texts), "> .1")
    assert reached <= GAIN * bicubic < untrained
    assert min(report[what] for what in ("label", "shade", "quadrant")) >= MATCHING and report["distinct"] > 0.99
    assert logs["law"] > 0.01 and spread(game.conditioner, texts) > 0.1


def refined(game):
    """The product as stage II would have it, before it has begun."""
    game.stage = 1
    product = game.products()["generator"]
    game.stage = 0
    assert isinstance(product, keras.Model)
    return product
