import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch
from tfgan_suite.core.fitting import MEASURING
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.losses import bce, cross_entropy, real_logit
from tfgan_suite.training.running.train import build as build_plan
from tfgan_suite.training.systems.registry import find

CASE = CASES["ssl_gan"]


def test_real_is_the_sum_over_the_classes_of_a_softmax_with_a_zero_logit():
    logits = np.random.default_rng(0).normal(0, 2, (50, 4)).astype("float32")
    p = tf.nn.softmax(np.pad(logits, ((0, 0), (0, 1)))).numpy()
    np.testing.assert_allclose(tf.sigmoid(real_logit(logits)), p[:, :4].sum(1), rtol=1e-5)
    np.testing.assert_allclose(bce(0, real_logit(logits)), -np.log(p[:, 4]).mean(), rtol=1e-5)


@pytest.mark.parametrize("size", [-1000.0, 1000.0])
@pytest.mark.parametrize("target", [0, 1])
def test_sure_classifiers_keep_finite_losses_and_gradients(size, target):
    logits = tf.constant([[size, size / 2, 0.5 * size]])
    with tf.GradientTape() as tape:
        tape.watch(logits)
        loss = bce(target, real_logit(logits))
    gradient = tape.gradient(loss, logits).numpy()
    assert np.isfinite(loss) and np.isfinite(gradient).all()
    if target == (size < 0):
        assert abs(gradient.sum()) == pytest.approx(1.0)


def test_cross_entropy_of_even_logits():
    assert float(cross_entropy(np.array([0, 3], "int32"), tf.zeros((2, 5)))) == pytest.approx(np.log(5), rel=1e-6)


def test_losses_are_those_of_the_paper():
    game = build(CASE)
    game.compile()
    x, y, u = one_batch(CASE)
    logs = game.test_on_batch((x, y, u), return_dict=True)
    game.reset_metrics()
    with StepContext(game.seed, game._measured, MEASURING, descends=False):
        fake = game.generator(game.draw(game.prior, tf.constant(u), game.generator.inputs[0].shape[1:]))
        blurred = [game.blurred(tf.constant(seen)) for seen in (x, u, fake)]
    (_, l_x, _), (f_u, l_u, _), (f_f, l_f, _) = (game.classifier(seen) for seen in blurred)
    right = tf.gather(tf.nn.log_softmax(l_x), y, batch_dims=1)
    Z_u, Z_f = (np.log(np.exp(logits).sum(1)) for logits in (l_u, l_f))
    unlabelled = 0.5 * np.mean(-Z_u + np.logaddexp(0, Z_u)) + 0.5 * np.mean(np.logaddexp(0, Z_f))
    assert logs["discriminator_loss"] == pytest.approx(unlabelled - np.mean(right), rel=1e-6)
    apart = f_u.numpy().mean(axis=0) - f_f.numpy().mean(axis=0)
    assert logs["generator_loss"] == pytest.approx(np.mean(apart**2), rel=1e-4)


def test_without_the_unsupervised_weight_only_labelled_examples_count():
    games = [build(CASE) for _ in range(2)]
    x, y, u = one_batch(CASE)
    for game, seen in zip(games, (u, u[::-1] * 0.5), strict=True):
        game.unsupervised = 0.0
        game.compile(discriminator=keras.optimizers.SGD(0.1), generator=keras.optimizers.SGD(0.0))
        game.train_on_batch(x, y, seen)
    for one, other in zip(*(game.classifier.weights for game in games), strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_generator_matches_features_and_nothing_else():
    game = build(CASE)
    game.compile()

    def measured():
        data = tf.data.Dataset.from_tensors(one_batch(CASE))
        return game.evaluate(data, verbose=0, return_dict=True)["generator_loss"]

    def multiply(layer, factor):
        layer = game.classifier.get_layer(layer)
        layer.set_weights([factor * w for w in layer.get_weights()])

    before = measured()
    multiply("logits", 7)
    assert measured() == before > 0
    multiply("features", 0)
    assert measured() == 0


def test_samples_show_each_image_over_its_probabilities():
    game = build(CASE)
    batch = one_batch(CASE)
    pictures = game.sample(5, inputs=batch)
    assert pictures.shape == (5, 12, 8, 1)
    np.testing.assert_array_equal(pictures[:, :8], batch[2][:5])
    bars = (pictures[:, 8, [0, 4, 7], 0] + 1) / 2
    np.testing.assert_allclose(bars, game.probabilities(batch[2][:5]), atol=1e-6)


def test_what_is_averaged_is_what_is_served():
    plan = build_plan(find("ssl_gan"), {"average": 0.9, "seed": 0})
    assert set(plan.game.averages) == {"classifier", "generator"}
    product = plan.game.products()["classifier"]
    before = [w.numpy() for w in product.weights]
    for weight in plan.game.classifier.weights:
        weight.assign(weight + 1)
    for ours, theirs in zip(before, product.weights, strict=True):
        np.testing.assert_array_equal(ours, theirs)
