"""Fisher GAN (Mroueh and Sercu 2017): on N(0, 1) against N(1, 1) the gap is the Fisher IPM, in units of Ω = 1."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.networks import point_discriminator
from tfgan_suite.variants import FisherGAN


def frozen_shift():
    """z -> z + 1, which does not learn."""
    z = keras.Input((1,), name="z")
    network = keras.Model(z, keras.layers.Dense(1, name="point")(z))
    network.set_weights([np.ones((1, 1)), np.ones(1)])
    return network


class WrongSign(FisherGAN):
    """The control: its multiplier goes the other way."""

    def assign_state(self, variable, value):
        super().assign_state(variable, 2 * variable - value if variable is self.lam else value)


def learned(kind, epochs=2):
    """Ω and the gap in the last epoch, of a critic that learns against a generator that does not."""
    keras.utils.set_random_seed(0)
    critic = point_discriminator(1, name="critic", units=32, activation="tanh")
    game = kind(frozen_shift(), critic, rho=0.01)
    game.compile(generator=keras.optimizers.SGD(0.0), critic=keras.optimizers.Adam(2e-3))
    points = np.random.default_rng(0).normal(size=(750 * epochs, 1024, 1)).astype("float32")
    data = tf.data.Dataset.from_tensor_slices(points)
    history = game.fit(data, epochs=epochs, steps_per_epoch=750, verbose=0).history
    return history["omega"][-1], history["gap"][-1]


@pytest.mark.long
def test_the_multiplier_holds_omega_and_the_gap_is_the_metric():
    omega, gap = learned(FisherGAN)
    assert 0.9 < omega < 1.1
    assert abs(gap - 0.903) < 0.05


@pytest.mark.thorough
def test_a_multiplier_of_the_wrong_sign_holds_nothing():
    omega, gap = learned(WrongSign, epochs=1)
    assert not 0.9 < omega < 1.1
    assert abs(gap - 0.903) > 0.05


def test_omega_is_of_both_distributions():
    critic = point_discriminator(1, name="critic", units=4)
    game = FisherGAN(frozen_shift(), critic, prior=lambda shape, seed: tf.ones(shape))
    game.compile()
    x = np.full((8, 1), 0.5, "float32")
    r, f = (float(critic(v)[0, 0]) for v in (x, x + 1.5))
    omega = game.test_on_batch(x, return_dict=True)["omega"]
    assert float(omega) == pytest.approx((r**2 + f**2) / 2, rel=1e-4)
    assert abs(r - f) > 1e-2


def test_the_multiplier_rises_while_omega_is_too_large():
    """λ <- λ - ρ (1 - Ω), by hand for one step."""
    critic = point_discriminator(1, name="critic", units=4)
    critic.set_weights([w + 5.0 for w in critic.get_weights()])
    game = FisherGAN(frozen_shift(), critic, rho=0.1)
    game.compile(**{player: keras.optimizers.SGD(0.0) for player in game.players})
    logs = game.train_on_batch(np.ones((8, 1), "float32"), return_dict=True)
    assert logs["omega"] > 1
    assert float(game.lam.numpy()) == np.float32(0.1) * np.float32(logs["omega"] - 1)
