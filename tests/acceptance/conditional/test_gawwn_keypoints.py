"""GAWWN told key points (Reed et al. 2016) on placed Fashion-MNIST; bounds in docs/acceptance.md.

Settings were chosen on seed 10. Parts must be where they are asked for, and move with the points; what the completer
finds of two given parts must lie nearer to the true ones than their mean places do, and than what it finds of none. A
generator that is deaf to points fails.
"""

import numpy as np
import pytest
from keras import Model, ops

from tests.acceptance.conditional.test_gawwn import centres
from tests.acceptance.trainings import plan_of
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import to_uint8
from tfgan_suite.training.protocols.captioned.pointing import distances, pointing

SEEDS = (0, 1, 2)
STEPS, N, SIDE = 2000, 2000, 32
NEAR, LABEL, FAR, WITHIN = 0.6, 0.4, 8, 2
GIVEN = 2


def deaf_to_points(network, points):
    """The same network, told one set of points whatever it is told."""
    z, embedding, told = network.inputs
    always = 0.0 * told + ops.convert_to_tensor(points[None])
    return Model(network.inputs, network([z, embedding, always]))


def steps_of(network, game, test):
    """By how many pixels the centre of what is shown moves where its points move by eight, [n]."""
    x = test["keypoints"][..., 0]
    at_left = test.take(np.flatnonzero(x.max(1) <= 1 - FAR / SIDE)[:500])
    z, texts, points = game.latents_for(at_left["caption"], seed=2, keypoints=at_left["keypoints"])
    moved = points + np.array([FAR / SIDE, 0, 0], "float32")
    here, there = (centres(to_uint8(by_chunks(network, z, texts, where))) for where in (points, moved))
    return there - here


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_are_where_they_are_asked_for_and_others_are_found(seed, figure):
    plan = plan_of("gawwn_keypoints", seed)
    game, test = plan.game, plan.test.take(slice(N))
    game.fit(plan.training_data(), steps_per_epoch=STEPS, shuffle=False, verbose=0, callbacks=plan.callbacks)
    network, mean = game.products()["generator"], plan.train["keypoints"][:10_000].mean(0)
    control = deaf_to_points(network, mean)
    latents = game.latents_for(test["caption"], seed=1, keypoints=test["keypoints"])
    found, deaf = (pointing(to_uint8(by_chunks(each, *latents)), test) for each in (network, control))
    steps, still = (float(np.mean(steps_of(each, game, test))) for each in (network, control))
    some = test["keypoints"] * (np.arange(len(mean)) < GIVEN)[:, None]
    completed, drawn = (game.completed(test["caption"], seed=3, keypoints=points) for points in (some, None))
    apart = [float(distances(p, test["keypoints"])[:, GIVEN:].mean()) for p in (completed, drawn, mean[None])]
    figure("share of parts within a sixteenth", found["near"], f">= {NEAR}; deaf to points {deaf['near']:.2f}")
    figure("moved by, in pixels", steps, f"{FAR} +- {WITHIN}; deaf to points {still:.2f}")
    figure("article", found["label"], f">= {LABEL}")
    figure("completed parts lie apart by", apart[0], f"< {apart[2]:.3f} of mean places; of none given {apart[1]:.3f}")
    assert found["near"] >= NEAR > deaf["near"] and found["label"] >= LABEL
    assert abs(steps - FAR) <= WITHIN < abs(still - FAR)
    assert apart[0] < min(apart[1:])
