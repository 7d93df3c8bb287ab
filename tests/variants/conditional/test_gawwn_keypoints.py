"""GAWWN told key points: what players are told, what the completer keeps, what samples are asked for."""

import numpy as np
import pytest
from keras import ops

from tests.variants.cases import CASES, build, one_batch
from tests.variants.conditional.test_gawwn import answer, softplus
from tfgan_suite.core.fitting import MEASURING
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.errors import SuiteError

NAME = "gawwn_keypoints"


def test_losses_are_those_of_the_matching_aware_game_with_points():
    game = build(CASES[NAME])
    batch = one_batch(CASES[NAME])
    game.compile()
    logs = game.test_on_batch(batch, return_dict=True)
    game.reset_metrics()
    (x, t, k), (x_other, t_other, k_other) = ([part[n::2] for part in batch] for n in (0, 1))
    with StepContext(game.seed, game._measured, MEASURING, descends=False):
        z = np.array(game.noise(ops.convert_to_tensor(x)))
    fake = answer(game.generator, z, t, k)
    r, w, f = (answer(game.discriminator, *each) for each in ((x, t, k), (x_other, t, k_other), (fake, t, k)))
    differs = (t != t_other).any(1, keepdims=True)
    refused = 0.5 * np.mean(differs * softplus(w)) + 0.5 * np.mean(softplus(f))
    assert logs["discriminator_loss"] == pytest.approx(np.mean(softplus(-r)) + refused, rel=1e-5)
    assert logs["generator_loss"] == pytest.approx(np.mean(softplus(-f)), rel=1e-5)


def test_points_that_are_given_stay_and_others_are_found_within_the_image():
    game = build(CASES[NAME])
    asked = np.repeat(game.points_of({"b": (0.25, 0.75)})[None], 6, axis=0)
    points = game.completed(["a", "b", "c"] * 2, keypoints=asked)
    np.testing.assert_array_equal(points[:, 1], np.tile([0.25, 0.75, 1], (6, 1)).astype("float32"))
    places, seen = points[:, [0, 2], :2], points[:, [0, 2], 2]
    assert set(np.unique(seen)) <= {0, 1} and seen.any()
    assert ((places[seen == 1] > 0) & (places[seen == 1] < 1)).all() and not places[seen == 0].any()


def test_neither_game_touches_the_networks_of_the_other():
    game = build(CASES[NAME])
    game.compile()
    before = [np.array(weight) for weight in game.completer.trainable_weights]
    game.discriminator.trainable = False
    assert {player: list(networks) for player, networks in game.players.items()}["completer"] == ["completer"]
    game.train_on_batch(one_batch(CASES[NAME]))
    assert any((old != np.array(new)).any() for old, new in zip(before, game.completer.trainable_weights, strict=True))


@pytest.mark.parametrize("network", ["generator", "discriminator"])
def test_other_points_are_another_answer(network):
    game = build(CASES[NAME])
    x, t, k = one_batch(CASES[NAME])
    first = np.random.default_rng(0).normal(size=(len(t), 5)).astype("float32") if network == "generator" else x
    answers = [answer(getattr(game, network), first, t, where) for where in (k, k[::-1].copy())]
    assert np.abs(answers[0] - answers[1]).max() > 1e-6


def test_samples_have_the_points_that_are_asked_for():
    game = build(CASES[NAME])
    own, asked = game.sample(2, caption="a boot"), game.sample(2, caption="a boot", keypoints={"a": (0.9, 0.1)})
    assert own.shape == asked.shape and (own != asked).any()


@pytest.mark.parametrize(
    ("places", "says"), [({"z": (0, 0)}, "some of a, b, c"), ({"a": (0, 2)}, "not within the image")]
)
def test_parts_that_are_none_are_one_line(places, says):
    with pytest.raises(SuiteError, match=says):
        build(CASES[NAME]).sample(1, keypoints=places)
