"""Every system: with two workers, in half precision, under XLA and in micro-batches. `make scale`, twelve minutes."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.training.workers import differences, train_apart
from tests.variants.cases import CASES, build, one_batch
from tests.variants.test_contract import largest_difference, sgd, stream, values
from tfgan_suite.core.precision import LossScale, computing_in

pytestmark = [pytest.mark.scale, pytest.mark.parametrize("case", CASES)]
LOCAL = {  # what these average, compare or update over the global batch, they do over a micro-batch
    "unrolled": "the gradient of the look-ahead",
    "augmented": "relativistic averages, LeCam's means",
    "clipped": "minibatch discrimination",
    "classified": "minibatch discrimination, LeCam's means",
    "multiplied": "the ratio of mode seeking",
    "feature_matching": "mean features",
    "ssl_gan": "mean features",
    "fisher": "the constraint's multiplier",
    "began": "k",
    "ebgan": "the pulling-away term",
    "seqgan": "the baseline of rewards",
    "cyclegan": "the pool of old fakes",
}


@pytest.fixture(scope="module")
def on_workers(tmp_path_factory):
    directory = tmp_path_factory.mktemp("workers")
    train_apart(CASES, directory, timeout=3600)
    return directory


def trained(case, precision="float32", optimizers=sgd, steps=2, **options):
    with computing_in(precision):
        game = build(CASES[case])
    game.compile(**options, **optimizers(game))
    history = game.fit(stream(one_batch(CASES[case])), steps_per_epoch=steps, verbose=0).history
    assert all(np.isfinite(losses).all() for losses in history.values())
    return game


def test_two_workers_equal_one_process(case, on_workers):
    apart, from_one, of_logs = differences(case, on_workers)
    print(f"{case}: weights {from_one:.1e}, logs {of_logs:.1e}")
    assert apart == 0 and from_one <= 1e-6 and of_logs <= 1e-5


@pytest.mark.parametrize("precision", ["bfloat16", "float16"])
def test_half_precision(case, precision):
    def scaled(game):
        return {player: LossScale(keras.optimizers.SGD(0.05)) for player in game.players}

    game = trained(case, precision, scaled if precision == "float16" else sgd, steps=8)  # some scales halve at first
    assert all(int(optimizer.iterations.numpy()) > 0 for optimizer in game.optimizers.values())


@pytest.fixture
def made_of_bits(monkeypatch):
    """XLA reads half of a seed and makes other floats of the same bits: here both programs draw the same numbers."""
    kept = tf.random.stateless_uniform

    def draw(shape, seed, *further, **named):
        return kept(shape, tf.cast(seed, tf.int64) % 2**31, *further, **named)

    def uniform(shape, seed, minval=0, maxval=None, dtype=tf.float32, **further):
        if dtype == tf.float64:
            return tf.cast(uniform(shape, seed), dtype)
        if dtype != tf.float32:
            return draw(shape, seed, minval, maxval, dtype, **further)
        bits = tf.bitwise.right_shift(draw(shape, seed, None, None, tf.uint32), tf.constant(8, tf.uint32))
        return minval + (tf.cast(bits, tf.float32) + 0.5) * 2**-24 * ((1 if maxval is None else maxval) - minval)

    def normal(shape, seed, mean=0.0, stddev=1.0, **further):
        return mean + stddev * tf.math.ndtri(uniform(shape, seed))

    monkeypatch.setattr(tf.random, "stateless_uniform", uniform)
    monkeypatch.setattr(tf.random, "stateless_normal", normal)


def test_xla(case, made_of_bits):
    assert largest_difference(values(trained(case).weights), values(trained(case, jit_compile=True).weights)) <= 1e-5


def test_micro_batches(case):
    whole, parts = trained(case), trained(case, accumulate=2)
    difference = largest_difference(owned(whole), owned(parts))
    print(f"{case}: {difference:.1e}")
    assert difference <= 1e-6 or case in LOCAL


def owned(game):
    return values(weight for player in game.players for weight in game.weights_of(player))
