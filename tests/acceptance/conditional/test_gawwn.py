"""GAWWN (Reed et al. 2016) on placed Fashion-MNIST, 800 steps of 64; bounds in docs/acceptance.md.

Settings were chosen on seed 10. What is shown must lie in its box, and move with it: by eight pixels where the box
does, with the same latents and caption. A generator that is deaf to boxes fails.
"""

import numpy as np
import pytest
from keras import Model, ops

from tests.acceptance.trainings import plan_of
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import to_uint8
from tfgan_suite.training.protocols.captioned.placing import placing

SEEDS = (0, 1)
STEPS, N, SIDE = 800, 2000, 32
IOU, LABEL, FAR, NEAR = 0.5, 0.5, 8, 2


def deaf_to_boxes(network):
    """The same network, told the middle of the image whatever it is told."""
    z, embedding, box = network.inputs
    middle = 0.0 * box + ops.convert_to_tensor([[0.25, 0.25, 0.5, 0.5]])
    return Model(network.inputs, network([z, embedding, middle]))


def steps_of(network, game, test):
    """By how many pixels the centre of what is shown moves where its box moves by eight, [n]."""
    at_left = test.take(np.flatnonzero(test["box"][:, 0] + test["box"][:, 2] <= 1 - FAR / SIDE)[:500])
    z, texts, boxes = game.latents_for(at_left["caption"], seed=2, boxes=at_left["box"])
    moved = boxes + np.array([FAR / SIDE, 0, 0, 0], "float32")
    here, there = (centres(to_uint8(by_chunks(network, z, texts, where))) for where in (boxes, moved))
    return there - here


def centres(images):
    """Of what is bright, the mean column, [n]."""
    weights = images[..., 0].astype(float) + 1e-6
    return (weights * np.arange(SIDE)).sum((1, 2)) / weights.sum((1, 2))


@pytest.mark.parametrize("seed", SEEDS)
def test_captions_are_true_in_their_boxes_and_move_with_them(seed, figure):
    plan = plan_of("gawwn", seed)
    game, test = plan.game, plan.test.take(slice(N))
    game.fit(plan.training_data(), steps_per_epoch=STEPS, shuffle=False, verbose=0, callbacks=plan.callbacks)
    network = game.products()["generator"]
    latents = game.latents_for(test["caption"], seed=1, boxes=test["box"])
    found, deaf = (placing(to_uint8(by_chunks(each, *latents)), test) for each in (network, deaf_to_boxes(network)))
    steps, still = steps_of(network, game, test), steps_of(deaf_to_boxes(network), game, test)
    figure("overlap with the box", found["overlap"], f">= {IOU}; deaf to boxes {deaf['overlap']:.2f}")
    figure("moved by, in pixels", float(np.mean(steps)), f"{FAR} +- {NEAR}; deaf to boxes {np.mean(still):.2f}")
    figure("share of images that move so far", float(np.mean(np.abs(steps - FAR) <= NEAR)))
    for what in ("label", "shade"):
        figure(what, found[what], f">= {LABEL}")
    assert found["overlap"] >= IOU > deaf["overlap"]
    assert abs(np.mean(steps) - FAR) <= NEAR < abs(np.mean(still) - FAR)
    assert min(found["label"], found["shade"]) >= LABEL
