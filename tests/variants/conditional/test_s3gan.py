"""S3GAN: labels that are known, found and never leaked; quarter turns; projected scores."""

import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from tests.variants.cases import CASES, build
from tests.variants.compositions import SMALL
from tests.variants.noise import SHAPE, images
from tfgan_suite import networks
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.running.train import build as build_plan
from tfgan_suite.training.systems.registry import find
from tfgan_suite.variants import S3GAN
from tfgan_suite.variants.conditional.s3gan import score, turned

N = 8
KNOWN = np.array([0, -1, 2, -1, 1, -1, -1, 0], "int32")


@pytest.fixture
def game():
    return build(CASES["s3gan"])


@pytest.fixture
def x():
    return images(np.random.default_rng(0), N)


def test_a_score_is_the_source_plus_the_projection_of_its_class():
    source, projections = np.array([[1.0], [2.0]]), np.array([[10.0, 20.0, 30.0], [40.0, 50.0, 60.0]])
    np.testing.assert_allclose(score((source, projections, None, None), np.array([2, 0])), [[31.0], [42.0]])


def test_a_label_that_is_known_stays_and_another_is_the_likeliest(game, x):
    said = game.discriminator(x)
    likeliest = np.argmax(said[2], -1)
    found = np.asarray(game.completed(tf.constant(KNOWN), said))
    np.testing.assert_array_equal(found, np.where(KNOWN < 0, likeliest, KNOWN))


def test_only_known_labels_cost_and_by_their_mean(game, x):
    said = game.discriminator(x)
    with StepContext(0, game.steps, 0, descends=True):
        cost, right = game.found(tf.constant(KNOWN), said)
    logits = np.asarray(said[2], "float64")[KNOWN >= 0]
    labels = KNOWN[KNOWN >= 0]
    expected = np.mean(np.log(np.exp(logits).sum(1)) - logits[np.arange(len(labels)), labels])
    assert float(cost) == pytest.approx(expected, rel=1e-5)
    assert float(right) == pytest.approx(np.mean(logits.argmax(1) == labels))


def test_a_batch_without_labels_costs_nothing(game, x):
    with StepContext(0, game.steps, 0, descends=True):
        cost, _ = game.found(tf.constant(np.full(N, -1, "int32")), game.discriminator(x))
    assert float(cost) == 0


def test_every_fourth_image_is_shown_in_its_four_orientations(x):
    shown = []

    def read(images):
        shown.append(np.asarray(images))
        logits = np.zeros((len(shown[0]), 4))
        logits[:2, 0] = 9  # the first orientation alone is told from the others
        return None, None, None, ops.convert_to_tensor(logits)

    cost, right = turned(read, tf.constant(x))
    expected = np.concatenate([np.rot90(x[::4], k, axes=(1, 2)) for k in range(4)])
    np.testing.assert_array_equal(shown[0], expected)
    undecided, sure = np.log(4), np.log(1 + 3 * np.exp(-9.0))
    assert float(cost) == pytest.approx((6 * undecided + 2 * sure) / 8, rel=1e-5)
    assert float(right) == pytest.approx(2 / 8)


def test_images_that_a_quarter_turn_changes_in_shape_are_refused():
    shape = (8, 16, 1)
    generator = networks.conditional_generator(shape, 3, 5, **SMALL)
    with pytest.raises(SuiteError, match="8x16: give a square size"):
        S3GAN(generator, networks.self_supervised_discriminator(shape, 3, **SMALL), num_classes=3)


def test_labels_that_are_hidden_are_nowhere_in_what_a_plan_trains_on(tmp_path):
    """Forty of a class, of which a quarter are told; the others' are gone, so that nothing can leak."""
    labels = np.repeat(np.arange(3, dtype="int32"), 40)
    pictures = np.random.default_rng(1).integers(0, 256, (len(labels), *SHAPE), "uint8")
    np.savez(tmp_path / "mine.npz", image=pictures, label=labels)
    options = {"seed": 0, "data": str(tmp_path / "mine.npz"), "width": 4, "epochs": 1, "batch_size": 8}
    plan = build_plan(find("s3gan"), {**options, "labelled": 0.3})
    told = plan.train["known_label"]
    assert plan.fields == ("image", "known_label")
    np.testing.assert_array_equal(plan.train["label"], told)
    counts = np.bincount(told[told >= 0], minlength=3)
    assert len(set(counts)) == 1 and 10 <= counts[0] < 15
    assert (plan.test["known_label"] >= 0).all(), "scores know all labels of held-out images"
    assert plan.game.frequencies == (1 / 3, 1 / 3, 1 / 3)
