import dataclasses

import numpy as np
import pytest
import tensorflow as tf
from keras.optimizers import SGD

from tests.variants.cases import CASES, build, one_batch
from tests.variants.test_contract import Recorder
from tfgan_suite.core.fitting import MEASURING
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.errors import SuiteError
from tfgan_suite.export.checks.probes import probes
from tfgan_suite.export.meanings import meaning
from tfgan_suite.export.signature import Signature
from tfgan_suite.training.recipes.conditional.infogan import values_of
from tfgan_suite.training.systems.registry import find
from tfgan_suite.variants import InfoGAN
from tfgan_suite.variants.conditional.infogan import SWEEP

BATCH = one_batch(CASES["infogan"], n=64)


class Spied(InfoGAN):
    """Keeps what the generator is given."""

    def in_training(self, *names):
        G, D = super().in_training(*names)
        self.__dict__.setdefault("seen", [])
        return [lambda inputs: self.seen.append([np.array(i) for i in inputs]) or G(inputs), D]


def trained(cls=InfoGAN, lam=1.0, optimizer=SGD):
    """A game after one step in which nobody moved."""
    game = build(CASES["infogan"])
    game = cls(game.generator, game.discriminator, lam=lam)
    game.compile(discriminator=optimizer(0.0), generator=optimizer(0.0), run_eagerly=True)
    game.train_on_batch(BATCH)
    return game


def test_each_step_has_noise_and_codes_of_its_own():
    steps = trained(Spied).seen
    assert len(steps) == 2
    for ours, theirs in zip(*steps, strict=True):
        assert (ours != theirs).any()
    for z, category, continuous in steps:
        assert set(category) == {0, 1, 2} and z.std() == pytest.approx(1, abs=0.1)
        assert -1 <= continuous.min() < -0.8 and 0.8 < continuous.max() <= 1


def test_information_is_subtracted_from_both_losses():
    with_it, without = ({m.name: float(m.result()) for m in trained(lam=lam).metrics} for lam in (2.0, 0.0))
    saved = sum(without[f"{player}_loss"] - with_it[f"{player}_loss"] for player in InfoGAN.players)
    nats = with_it["category_information"] + with_it["continuous_information"]
    assert nats != 0 and saved == pytest.approx(2.0 * 2 * nats, rel=1e-4)


def test_without_information_losses_are_those_of_a_gan():
    game = build(CASES["infogan"])
    game = InfoGAN(game.generator, game.discriminator, lam=0.0)
    game.compile()
    logs = game.test_on_batch(BATCH, return_dict=True)
    game.reset_metrics()
    x = tf.constant(BATCH)
    with StepContext(game.seed, game._measured, MEASURING, descends=False):
        inputs = [[*game.codes(x), game.noise(x)] for _ in game.players]
    refused, praised = (game.discriminator(game.generator([z, *c]))[0].numpy() for *c, z in inputs)
    real = game.discriminator(x)[0].numpy()
    expected = np.mean(np.logaddexp(0, -real)) + np.mean(np.logaddexp(0, refused))
    assert logs["discriminator_loss"] == pytest.approx(expected, rel=1e-6)
    assert logs["generator_loss"] == pytest.approx(np.mean(np.logaddexp(0, -praised)), rel=1e-6)


def slopes(lam):
    game = trained(lam=lam, optimizer=Recorder)
    names = [weight.path for weight in game.weights_of("discriminator")]
    return dict(zip(names, game.optimizers["discriminator"].seen, strict=True))


def test_the_posterior_is_the_discriminators_and_learns_from_the_information_alone():
    heads = [path for path in slopes(1.0) if path.startswith(("category/", "continuous/"))]
    assert len(heads) == 4
    learning, idle = slopes(1.0), slopes(0.0)
    assert all(np.abs(learning[head]).max() > 0 for head in heads)
    assert all(idle[head] is None or np.abs(idle[head]).max() == 0 for head in heads)


def test_samples_are_sweeps_of_one_code():
    game = build(CASES["infogan"])
    rows = game.sample(7, seed=3)
    assert rows.shape == (7, 8, 8 * SWEEP, 1)
    frames = rows.reshape(7, 8, SWEEP, 8, 1).swapaxes(1, 2)
    z = game.prior((7, 5), (3, 0))
    for row, code in [(1, 0), (4, 1)]:
        continuous = np.zeros((SWEEP, 2), "float32")
        continuous[:, code] = np.linspace(-1, 1, SWEEP)
        expected = game.generate(np.repeat(z[row : row + 1], SWEEP, 0), np.full(SWEEP, row % 3, "int32"), continuous)
        np.testing.assert_allclose(frames[row], expected, atol=1e-6)


def test_samples_of_one_category():
    game = build(CASES["infogan"])
    np.testing.assert_allclose(game.sample(3, label=2)[2], game.sample(3)[2], atol=1e-6)
    assert np.abs(game.sample(3, label=2)[1] - game.sample(3)[1]).max() > 1e-4
    with pytest.raises(SuiteError, match="knows 0 to 2"):
        game.sample(3, label=3)


def test_the_exported_encoder_is_the_posterior():
    game = build(CASES["infogan"])
    encoder = game.products()["encoder"]
    assert encoder.output_names == ["probabilities", "continuous"]
    probabilities, means = game.read(BATCH)
    _, logits, expected = game.discriminator(BATCH)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-5)
    np.testing.assert_array_equal(probabilities.argmax(axis=1), np.argmax(logits, axis=1))
    np.testing.assert_allclose(means, expected, atol=1e-6)


def test_random_images_come_with_their_codes():
    game = build(CASES["infogan"])
    images, (category, continuous) = game.random(300, seed=1)
    assert images.shape == (300, 8, 8, 1) and continuous.shape == (300, 2)
    assert np.bincount(category).min() > 70 and np.abs(continuous).max() <= 1
    assert (images == game.random(300, seed=1)[0]).all() and (images != game.random(300, seed=2)[0]).any()


TWO = CASES["infogan_of_two_categories"]
CODES = {"category": ("0", "1", "2"), "category_2": ("0", "1")}


def test_of_two_categorical_codes_each_is_drawn_and_read_for_itself():
    game = build(TWO)
    assert game.categories == [3, 2] and game.num_classes == 3
    assert [tensor.name for tensor in game.generator.inputs] == ["z", "category", "category_2", "continuous"]
    assert game.products()["encoder"].output_names == ["probabilities", "probabilities_2", "continuous"]
    images, (first, second, continuous) = game.random(600, seed=1)
    table = np.zeros((3, 2))
    np.add.at(table, (first, second), 1)
    assert images.shape == (600, 8, 8, 1) and continuous.shape == (600, 2) and table.min() > 70
    *posteriors, means = game.read(images)
    assert [p.shape for p in posteriors] == [(600, 3), (600, 2)] and means.shape == (600, 2)
    told = [game.generate(np.zeros((2, 5)), *codes, np.zeros((2, 2))) for codes in ([[0, 1], [0, 0]], [[0, 0], [0, 1]])]
    assert all(np.abs(np.diff(each, axis=0)).max() > 1e-5 for each in told), "the generator hears both"


def test_information_of_two_categorical_codes_adds_up():
    game = build(TWO)
    game.compile(run_eagerly=True)
    logits = [np.log([[0.5, 0.25, 0.25]]), np.log([[0.1, 0.9]]), np.zeros((1, 2))]
    codes = np.array([0], "int32"), np.array([1], "int32"), np.zeros((1, 2), "float32")
    tracked = {}
    game.track = tracked.__setitem__
    game.information(codes, [tf.constant(each, "float32") for each in logits])
    expected = np.log(3) + np.log(0.5) + np.log(2) + np.log(0.9)
    assert float(tracked["category_information"]) == pytest.approx(expected, rel=1e-5)


def test_samples_go_through_the_first_categorical_code_first():
    game = build(TWO)
    rows = game.sample(7, seed=3)
    assert rows.shape == (7, 8, 8 * SWEEP, 1)
    frames = rows.reshape(7, 8, SWEEP, 8, 1).swapaxes(1, 2)
    z = game.prior((7, 5), (3, 0))
    for row, first, second, code in [(1, 1, 0, 0), (5, 2, 1, 0), (6, 0, 0, 1)]:
        continuous = np.zeros((SWEEP, 2), "float32")
        continuous[:, code] = np.linspace(-1, 1, SWEEP)
        codes = [np.full(SWEEP, value, "int32") for value in (first, second)]
        expected = game.generate(np.repeat(z[row : row + 1], SWEEP, 0), *codes, continuous)
        np.testing.assert_allclose(frames[row], expected, atol=1e-6)


def test_codes_of_the_command_line_are_one_number_or_several():
    system = find("infogan")
    for said, values in ({}, [10]), ({"categories": 7}, [7]), ({"categories": "10,4"}, [10, 4]):
        assert values_of(system.checked(said)["categories"]) == values
    for wrong in ("10,0", "10,", "ten", "-1", "2.5"):
        with pytest.raises(SuiteError, match=f"--categories {wrong}: give a positive whole number, or several"):
            values_of(wrong)
    with pytest.raises(SuiteError, match="--categories 0: give a positive whole number"):
        system.checked({"categories": 0})


def test_probes_of_two_categorical_codes_are_values_that_there_are():
    game = build(TWO)
    names = {name: dataclasses.replace(meaning(name), names=of) for name, of in CODES.items()}
    (probe,) = probes(Signature(game.generator, num_classes=3, meanings=names), (6,))
    assert probe["category"].tolist() == [0, 1, 2] * 2 and probe["category_2"].tolist() == [0, 1] * 3
