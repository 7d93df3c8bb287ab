"""Two answers: the loss of each is of its own question."""

from functools import partial

import numpy as np
import pytest
from keras import ops

from tests.variants.cases import CASES, build, one_batch
from tfgan_suite.core.fitting import MEASURING
from tfgan_suite.core.step_context import StepContext


def softplus(x):
    return np.logaddexp(0, x)


def outputs(network, *inputs):
    return [np.array(out) for out in network([ops.convert_to_tensor(x) for x in inputs])]


def test_losses_are_cross_entropies_of_either_question():
    game = build(CASES["two_answers"])
    x, t = one_batch(CASES["two_answers"])
    game.compile()
    logs = game.test_on_batch(x, t, return_dict=True)
    game.reset_metrics()
    (x, x_other), (t, t_other) = ((a[0::2], a[1::2]) for a in (x, t))
    with StepContext(game.seed, game._measured, MEASURING, descends=False):
        z = game.noise(ops.convert_to_tensor(x))
    D, fake = partial(outputs, game.discriminator), np.array(game.generator([z, ops.convert_to_tensor(t)]))
    (r, own), (_, other), (f, shown) = D(x, t), D(x_other, t), D(fake, t)
    differs = (t != t_other).any(1, keepdims=True)
    refused = np.mean(softplus(-own)) + 0.5 * np.mean(differs * softplus(other))
    assert logs["discriminator_loss"] == pytest.approx(np.mean(softplus(-r)) + np.mean(softplus(f)) + refused, rel=1e-5)
    assert logs["generator_loss"] == pytest.approx(np.mean(softplus(-f)) + np.mean(softplus(-shown)), rel=1e-5)
