"""WGAN-GP's critic on two fixed unit Gaussians d apart: norm 1 + d/2λ and gap d(1 + d/2λ), not 1 and d.

On a line the penalty also lets a critic rest on the wrong side, with slope 1 - d/2λ uphill to the fakes, and half of
all random starts end there. The critic here starts as -x plus a network.
"""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.thorough import thorough
from tfgan_suite.losses import Wasserstein, gradient_norm, gradient_penalty

SHIFT, STEPS, BATCH = 2.0, 1200, 512


def norm_over_the_batch(critic, real, fake, mix):
    norms = gradient_norm(critic, mix * real + (1 - mix) * fake)
    return (tf.norm(norms) - 1) ** 2


def trained_critic(lam, penalty, seed=0):
    """Gap and mean gradient norm, on fresh samples, of a critic trained to near its optimum."""
    keras.utils.set_random_seed(seed)
    draw = tf.random.Generator.from_seed(seed)
    x = keras.Input((1,))
    h = keras.layers.Dense(64, "softplus")(keras.layers.Dense(64, "softplus")(x))
    critic = keras.Model(x, keras.layers.Dense(1)(h) - x)
    schedule = keras.optimizers.schedules.CosineDecay(3e-3, STEPS)
    optimizer = keras.optimizers.Adam(schedule, beta_1=0.5, beta_2=0.9)
    optimizer.build(critic.trainable_variables)

    def deal(size):
        return draw.normal([size, 1]), SHIFT + draw.normal([size, 1]), draw.uniform([size, 1])

    @tf.function
    def step():
        real, fake, mix = deal(BATCH)
        with tf.GradientTape() as tape:
            gap = Wasserstein().discriminator(critic(real), critic(fake))
            loss = gap + lam * penalty(critic, real, fake, mix)
        optimizer.apply(tape.gradient(loss, critic.trainable_variables), critic.trainable_variables)

    for _ in range(STEPS):
        step()
    real, fake, mix = deal(200_000)
    norms = gradient_norm(critic, mix * real + (1 - mix) * fake)
    return -float(Wasserstein().discriminator(critic(real), critic(fake))), float(np.mean(norms))


@pytest.mark.long
def test_gap_and_norm_overshoot_by_the_closed_form():
    gap, steepness = trained_critic(10.0, gradient_penalty)
    assert gap == pytest.approx(2.20, abs=0.06)
    assert steepness == pytest.approx(1.10, abs=0.03)


@pytest.mark.long
@pytest.mark.parametrize(
    "lam, penalty",
    [
        pytest.param(0.0, gradient_penalty, id="no penalty"),
        thorough(100.0, gradient_penalty, name="ten times the penalty"),
        thorough(10.0, norm_over_the_batch, name="one norm for the batch"),
    ],
)
def test_the_closed_form_tells_other_penalties_apart(lam, penalty):
    gap, steepness = trained_critic(lam, penalty)
    assert abs(gap - 2.20) > 0.06
    assert abs(steepness - 1.10) > 0.03
