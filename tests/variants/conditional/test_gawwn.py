"""GAWWN: both players are told the box, and samples are drawn in those that are asked for."""

import numpy as np
import pytest
from keras import ops

from tests.variants.cases import CASES, build, one_batch
from tfgan_suite.core.fitting import MEASURING
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.errors import SuiteError


def answer(network, *inputs):
    return np.array(network([ops.convert_to_tensor(x) for x in inputs]))


def softplus(x):
    return np.logaddexp(0, x)


def test_losses_are_those_of_the_matching_aware_game_with_boxes():
    game = build(CASES["gawwn"])
    batch = one_batch(CASES["gawwn"])
    game.compile()
    logs = game.test_on_batch(batch, return_dict=True)
    game.reset_metrics()
    (x, t, box), (x_other, t_other, box_other) = ([part[k::2] for part in batch] for k in (0, 1))
    with StepContext(game.seed, game._measured, MEASURING, descends=False):
        z = np.array(game.noise(ops.convert_to_tensor(x)))
    fake = answer(game.generator, z, t, box)
    r, w, f = (answer(game.discriminator, *each) for each in ((x, t, box), (x_other, t, box_other), (fake, t, box)))
    differs = (t != t_other).any(1, keepdims=True)
    refused = 0.5 * np.mean(differs * softplus(w)) + 0.5 * np.mean(softplus(f))
    assert logs["discriminator_loss"] == pytest.approx(np.mean(softplus(-r)) + refused, rel=1e-5)
    assert logs["generator_loss"] == pytest.approx(np.mean(softplus(-f)), rel=1e-5)


@pytest.mark.parametrize("network", ["generator", "discriminator"])
def test_another_box_is_another_answer(network):
    game = build(CASES["gawwn"])
    x, t, box = one_batch(CASES["gawwn"])
    first = np.random.default_rng(0).normal(size=(len(t), 5)).astype("float32") if network == "generator" else x
    answers = [answer(getattr(game, network), first, t, where) for where in (box, box[::-1].copy())]
    assert np.abs(answers[0] - answers[1]).max() > 1e-6


def test_samples_have_the_boxes_in_turn_or_the_one_that_is_given():
    game = build(CASES["gawwn"])
    *_, boxes = game.latents_for(["a", "b", "c"])
    np.testing.assert_allclose(boxes, [game.boxes[0], game.boxes[1], game.boxes[0]])
    own, given = game.sample(2, caption="a boot"), game.sample(2, caption="a boot", box=(0.5, 0.5, 0.25, 0.25))
    assert own.shape == given.shape and (own != given).any()


@pytest.mark.parametrize("box", [(0.5, 0.5, 0.75, 0.25), (0, 0, 0, 1), (-0.1, 0, 0.5, 0.5), (0, 0, 1)])
def test_boxes_beyond_the_image_are_one_line(box):
    with pytest.raises(SuiteError, match="is no box within the image"):
        build(CASES["gawwn"]).sample(1, box=box)
