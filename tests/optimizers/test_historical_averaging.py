"""Historical averaging (Salimans et al. 2016, section 3.3): comes to rest on the game x y, plain descent does not."""

import keras
import numpy as np
import tensorflow as tf

from tfgan_suite.optimizers import HistoricalAveraging


def radius_after(steps, **average):
    x, y = keras.Variable(1.0), keras.Variable(1.0)
    players = [keras.optimizers.SGD(0.1) for _ in range(2)]
    if average:
        players = [HistoricalAveraging(optimizer, **average) for optimizer in players]
    for player, weight in zip(players, (x, y), strict=True):
        player.build([weight])

    @tf.function
    def descend():
        for _ in tf.range(steps):
            slopes = y + 0.0, -x
            for player, weight, slope in zip(players, (x, y), slopes, strict=True):
                player.apply([tf.convert_to_tensor(slope)], [weight])

    descend()
    return float(np.hypot(x.numpy(), y.numpy()))


def test_the_bilinear_game():
    assert radius_after(200) > 2
    assert radius_after(4000, weight=1.0) < 0.5


def test_it_survives_saving():
    optimizer = HistoricalAveraging(keras.optimizers.Adam(0.1, beta_1=0.5), weight=2.0)
    again = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(optimizer))
    assert again.get_config() == optimizer.get_config() and again.inner.beta_1 == 0.5


def test_its_optimizer_may_be_anyones():
    class Slow(keras.optimizers.SGD):
        pass

    saved = keras.saving.serialize_keras_object(HistoricalAveraging(Slow(0.1)))
    again = HistoricalAveraging.from_config(saved["config"], custom_objects={"Slow": Slow})
    assert isinstance(again.inner, Slow)
