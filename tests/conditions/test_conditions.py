"""What conditions tell, and what an auxiliary classifier pays, on functions whose answers are known."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch
from tests.variants.compositions import SMALL
from tests.variants.noise import SHAPE
from tfgan_suite import conditions, layers, networks, regularizers
from tfgan_suite.conditions import AuxiliaryClassifier, Label, Vector, frequencies_of
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.errors import SuiteError
from tfgan_suite.regularizers import DiscriminatorInputs, GeneratorInputs
from tfgan_suite.variants import CGAN, ComposedGAN, FeatureMatchingGAN

RARE = (0.9, 0.0, 0.1)


def drawn(game, condition, y, rows=4000):
    with StepContext(0, game.steps, 0, descends=True):
        return np.asarray(condition.drawn(game, tf.zeros((rows, 1)), y))


def test_labels_of_fakes_are_as_frequent_as_in_training():
    game = build(CASES["concatenated"])
    labels = drawn(game, Label(3, RARE), None)
    np.testing.assert_allclose(frequencies_of(labels, 3), RARE, atol=0.02)
    assert labels.dtype == "int32" and not (labels == 1).any()


def test_those_of_samples_come_in_turn_as_often_as_in_training():
    np.testing.assert_array_equal(Label(3).labels(7), [0, 1, 2, 0, 1, 2, 0])
    labels = Label(3, RARE).labels(1000)
    assert frequencies_of(labels, 3) == pytest.approx(RARE, abs=1e-3)
    assert 1 in Label(20, (0.95, 0.05, *[0.0] * 18)).labels(20)


def test_cgan_follows_them_too_and_keeps_them(tmp_path):
    parts = networks.conditional_generator(SHAPE, 3, 5, **SMALL), networks.concat_discriminator(SHAPE, 3, **SMALL)
    game = CGAN(*parts, num_classes=3, frequencies=RARE)
    game.compile()
    game.save(tmp_path / "game.keras")
    again = keras.models.load_model(tmp_path / "game.keras")
    assert again.frequencies == RARE
    with StepContext(0, again.steps, 0, descends=True):
        labels = np.asarray(again.labels(tf.zeros((2000, 1))))
    np.testing.assert_allclose(frequencies_of(labels, 3), RARE, atol=0.03)
    assert frequencies_of(again.sample_labels(100), 3) == pytest.approx(RARE, abs=0.01)


def test_frequencies_that_are_none_are_refused():
    with pytest.raises(ValueError, match="sum to 1"):
        Label(3, (0.5, 0.5, 0.5))


def test_vectors_of_fakes_are_those_of_reals_as_frequent_as_they_are():
    y = tf.constant([[0.0, 1.0]] * 3 + [[1.0, 1.0]])
    vectors = drawn(build(CASES["multiplied"]), Vector(2, [[0, 1]]), y)
    assert set(map(tuple, vectors)) == {(0.0, 1.0), (1.0, 1.0)}
    assert vectors[:, 0].mean() == pytest.approx(0.25, abs=0.03)


def test_samples_get_the_conditions_of_held_out_examples():
    game = build(CASES["concatenated"])
    told = np.array([2, 2, 1], "int32")
    z = game.prior((3, 5), (4, 0))
    np.testing.assert_allclose(
        game.generate(*game.latents(3, seed=4, told=told)), game.generator([z, tf.constant(told)]), atol=1e-6
    )
    with pytest.raises(SuiteError, match="no label 3"):
        game.sample(1, label=3)
    with pytest.raises(SuiteError, match="knows no labels"):
        build(CASES["steep"]).sample(1, label=0)


def surprise(labels, logits):
    logits = np.asarray(logits, "float64")
    return np.mean(np.log(np.exp(logits).sum(1)) - logits[np.arange(len(labels)), labels])


@pytest.mark.parametrize("fakes", [True, False])
def test_an_auxiliary_classifier_costs_both_players_what_it_reads_wrong(fakes):
    rule = AuxiliaryClassifier(Label(3), weight=2.0, fakes=fakes)
    y, c = np.array([0, 1]), np.array([2, 2])
    read = [np.random.default_rng(k).normal(size=(2, 3)).astype("float32") for k in range(2)]
    inputs = DiscriminatorInputs(None, None, None, None, None, None, None, y, c, *read)
    cost = surprise(y, read[0]) + fakes * surprise(c, read[1])
    assert float(rule.discriminator_loss(inputs)) == pytest.approx(2 * cost, rel=1e-5)
    scorer = conditions.Scorer(lambda v: (v, read[1]))
    cost = surprise(c, read[1])
    assert float(rule.generator_loss(GeneratorInputs(None, None, 0, scorer, c=c))) == pytest.approx(2 * cost, rel=1e-5)


def test_attributes_are_read_by_their_logits_and_numbers_by_their_distance():
    told, reading = tf.constant([[1.0, 0.0]]), tf.constant([[2.0, 3.0]])
    logits = (np.log1p(np.exp(-2.0)) + np.log1p(np.exp(3.0))) / 2
    assert float(Vector(2, [[0, 1]]).reading_loss(told, reading)) == pytest.approx(logits, rel=1e-5)
    assert float(Vector(2, [[0, 1]], binary=False).reading_loss(told, reading)) == pytest.approx(5.0)


class Bound(regularizers.Regularizer):
    """Keeps what it is given."""

    def penalty(self, inputs):
        self.given = inputs
        return tf.zeros(())


def test_regularizers_see_scores_of_reals_with_their_labels_and_of_fakes_with_theirs():
    rule, case = Bound(1.0), CASES["projected"]
    game = build(case)
    game = ComposedGAN(game.generator, game.discriminator, condition=game.condition, regularizers=[rule])
    game.compile(run_eagerly=True)
    x, y = one_batch(case)
    D = game.discriminator
    game.train_on_batch(x, y)
    seen, half = rule.given, tf.constant(0.5 * x)
    assert seen.y is not seen.c and (np.asarray(seen.y) != np.asarray(seen.c)).any()
    np.testing.assert_allclose(seen.D(half), D([half, tf.constant(y)]), atol=1e-6)
    np.testing.assert_allclose(seen.D_fake(half), D([half, seen.c]), atol=1e-6)


def test_matched_features_are_told_the_condition():
    parts = build(CASES["concatenated"])
    game = FeatureMatchingGAN(parts.generator, parts.discriminator, condition=Label(3))
    x, y = one_batch(CASES["concatenated"])

    def distance(c):
        with StepContext(0, game.steps, 0, descends=True):
            return float(game.generator_loss(GeneratorInputs(None, None, x, None, x, y=y, c=c)))

    assert distance(y) == pytest.approx(0, abs=1e-9) and distance((y + 1) % 3) > 1e-9


@pytest.mark.parametrize(
    "build", [networks.conditional_generator, networks.hadamard_generator, networks.normalized_generator]
)
def test_a_generator_makes_other_images_of_other_conditions(build):
    G = build((16, 16, 1), Label(3), 5, width=4)
    z = tf.ones((2, 5))
    images = np.asarray(G([z, tf.constant([0, 1])], training=True))
    assert images.shape == (2, 16, 16, 1) and np.abs(images[0] - images[1]).max() > 1e-4


@pytest.mark.parametrize(
    "build", [networks.concat_discriminator, networks.hadamard_discriminator, networks.projection_discriminator]
)
def test_a_discriminator_scores_by_attributes_too(build):
    D = build(SHAPE, Vector(2, [[0, 1]]), **SMALL)
    x = tf.random.stateless_normal((1, *SHAPE), (0, 1))
    assert [tensor.name for tensor in D.inputs] == ["image", "attributes"]
    scores = [float(D([x, tf.constant([told])])[0, 0]) for told in ([1.0, 0.0], [0.0, 1.0])]
    assert abs(scores[0] - scores[1]) > 1e-7


def test_conditional_normalization_scales_and_shifts_by_class():
    layer = layers.ConditionalNormalization(networks.plain_batch_norm())
    h = np.random.default_rng(0).normal(3, 2, (64, 4, 4, 2)).astype("float32")
    v = np.eye(2, dtype="float32")[np.arange(64) % 2]
    layer.build([h.shape, v.shape])
    layer.gain.assign([[0.0, 0.0], [2.0, 1.0]])
    layer.shift.assign([[0.0, 0.0], [5.0, -1.0]])
    normal = (h - h.mean((0, 1, 2))) / np.sqrt(h.var((0, 1, 2)) + 1e-5)
    out = np.asarray(layer([h, v], training=True))
    np.testing.assert_allclose(out[::2], normal[::2], atol=1e-4)
    np.testing.assert_allclose(out[1::2], normal[1::2] * [3.0, 2.0] + [5.0, -1.0], atol=1e-4)


def test_a_generator_normalized_by_what_it_is_told_is_loaded_as_it_was_saved(tmp_path):
    G = networks.normalized_generator(SHAPE, Label(3), 5, width=4)
    told = [tf.ones((2, 5)), tf.constant([0, 1])]
    G(told, training=True)
    G.save(tmp_path / "G.keras")
    again = keras.saving.load_model(tmp_path / "G.keras")
    np.testing.assert_array_equal(again(told), G(told))
