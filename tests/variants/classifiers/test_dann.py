import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch
from tfgan_suite import networks
from tfgan_suite.layers import GradientReversal
from tfgan_suite.optimizers import Annealed
from tfgan_suite.variants.classifiers.dann import ramp

CASE = CASES["dann"]


@pytest.mark.parametrize("lam", [0.0, 0.3, 1.0, 2.5])
def test_reversal_is_the_identity_forward_and_minus_lambda_backward(lam):
    x = tf.constant(np.random.default_rng(0).normal(size=(4, 3)).astype("float32"))
    upstream = tf.constant(np.random.default_rng(1).normal(size=(4, 3)).astype("float32"))
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = GradientReversal()(x, lam=lam)
    np.testing.assert_array_equal(y, x)
    np.testing.assert_array_equal(tape.gradient(y, x, output_gradients=upstream), -np.float32(lam) * upstream)


def test_lambda_rises_from_0_to_nearly_1():
    assert float(ramp(0.0)) == 0 and float(ramp(0.1)) == pytest.approx(0.46212, abs=1e-5)
    assert float(ramp(1.0)) == pytest.approx(0.99991, abs=1e-5) == float(ramp(5.0))


def test_the_learning_rate_falls_as_in_the_paper():
    rate = Annealed(0.01, 1000)
    assert float(rate(0)) == pytest.approx(0.01)
    assert float(rate(500)) == pytest.approx(0.01 / 6**0.75)
    assert float(rate(1000)) == pytest.approx(0.01 / 11**0.75) == float(rate(2000))


def moved(lam, step=10):
    """What one step at `step` adds to the weights of each network."""
    game = build(CASE)
    game.lam = lam
    game.compile(classifier=keras.optimizers.SGD(1.0))
    game.steps.assign(step)
    networks_ = (game.classifier, game.domain)
    before = [[w.numpy() for w in network.weights] for network in networks_]
    game.train_on_batch(*one_batch(CASE))
    return [
        [w.numpy() - b for w, b in zip(n.weights, bs, strict=True)] for n, bs in zip(networks_, before, strict=True)
    ]


def test_lambda_bends_the_features_and_not_the_domain_classifier():
    without, with_, twice = moved(0.0), moved(1.0), moved(2.0)
    for a, b in zip(without[1], with_[1], strict=True):
        np.testing.assert_array_equal(a, b)
    for none, once, double in zip(without[0][:4], with_[0][:4], twice[0][:4], strict=True):
        np.testing.assert_allclose(double - none, 2 * (once - none), atol=1e-5)
    assert any(np.abs(a - b).max() > 1e-4 for a, b in zip(without[0][:4], with_[0][:4], strict=True))


def test_the_step_decides_lambda():
    at_start, later = moved(1.0, step=0), moved(1.0, step=10)
    for a, b in zip(at_start[0], moved(0.0)[0], strict=True):
        np.testing.assert_array_equal(a, b)
    assert any(np.abs(a - b).max() > 1e-4 for a, b in zip(at_start[0], later[0], strict=True))


def test_what_is_exported_holds_no_reversal_and_no_domain_classifier():
    game = build(CASE)
    product = game.products()["classifier"]
    names = {type(layer) for layer in product._flatten_layers()}
    assert GradientReversal not in names and game.domain not in list(product._flatten_layers())
    assert product.output_names == ["probabilities"]


def test_target_labels_do_not_reach_the_training():
    from tfgan_suite.data import load

    assert "target_label" not in load("moons_35", "train").fields
    assert "target_label" in load("moons_35", "test").fields


def test_no_batch_statistics_tell_the_domains_apart():
    layers = networks.feature_classifier((8, 8, 1), 3, units=4, width=4).layers
    assert not any(isinstance(layer, keras.layers.BatchNormalization) for layer in layers)


def test_both_domains_weigh_in_full_as_in_equation_9():
    game = build(CASE)
    for weight in game.domain.weights:
        weight.assign(0.0 * weight)
    game.compile(classifier=keras.optimizers.SGD(0.0))
    logs = game.train_on_batch(*one_batch(CASE), return_dict=True)
    assert float(logs["domain_loss"]) == pytest.approx(2 * np.log(2), rel=1e-5)
