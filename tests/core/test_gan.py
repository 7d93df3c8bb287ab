import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch
from tfgan_suite import Game
from tfgan_suite.core import latents
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.losses import bce
from tfgan_suite.variants import DCGAN


def clock(step):
    return tf.Variable(step, dtype="int64")


def drawn(seed=0, step=0, stream=0, rows=4, count=1):
    context = StepContext(seed, clock(step), stream, descends=True)
    return [context.draw(latents.normal, rows, (3,)).numpy() for _ in range(count)]


def test_draws_differ_by_seed_step_stream_and_order_and_repeat_otherwise():
    (base,) = drawn()
    np.testing.assert_array_equal(base, drawn()[0])
    for other in (drawn(seed=1)[0], drawn(step=1)[0], drawn(stream=1)[0], drawn(count=2)[1]):
        assert np.abs(other - base).max() > 0.1


def test_each_replica_draws_its_own_rows_of_what_one_replica_draws(two_replicas):
    counter = clock(3)

    def draw():
        return StepContext(0, counter, 0, True).draw(latents.normal, 2, (3,))

    halves = two_replicas.experimental_local_results(tf.function(lambda: two_replicas.run(draw))())
    np.testing.assert_array_equal(np.concatenate(halves), drawn(step=3)[0])
    assert not np.array_equal(*halves)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_dealing_loses_nothing_and_is_the_same_on_any_number_of_replicas(count):
    game = build(CASES["dcgan"])
    batch = tf.range(12)
    dealt = game.deal(batch, count)
    assert sorted(np.concatenate(dealt)) == list(range(12))
    halves = [game.deal(half, count) for half in (batch[:6], batch[6:])]
    for whole, parts in zip(dealt, zip(*halves, strict=True), strict=True):
        np.testing.assert_array_equal(whole, np.concatenate(parts))


def test_a_batch_that_cannot_be_dealt_is_refused():
    with pytest.raises(ValueError, match="10 cannot be dealt into 3"):
        build(CASES["dcgan"]).deal(tf.range(10), 3)


class Careless(DCGAN):
    def train_step(self, x):
        with self.turn("generator"):
            pass


def test_a_turn_without_loss_is_refused():
    case = CASES["dcgan"]
    parent = build(case)
    game = Careless(parent.generator, parent.discriminator)
    game.compile(run_eagerly=True)
    with pytest.raises(ValueError, match="generator's turn ended without a loss"):
        game.train_on_batch(one_batch(case))


class Alternating(DCGAN):
    """The discriminator moves at odd steps only."""

    def train_step(self, x):
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator, self.turn("discriminator") as discriminator:
            f = D(G(self.noise(x)))
            generator.loss, discriminator.loss = bce(1, f), bce(1, D(x)) + bce(0, f)
            discriminator.due = self.steps % 2 == 1


def alternated(steps, steps_per_execution=1):
    """The discriminator's weights and its Adam's state after so many steps."""
    case = CASES["dcgan"]
    parent = build(case)
    game = Alternating(parent.generator, parent.discriminator)
    game.compile(steps_per_execution=steps_per_execution)
    game.fit(tf.data.Dataset.from_tensors(one_batch(case)).repeat(), steps_per_epoch=steps, verbose=0)
    return [v.numpy() for v in (*game.discriminator.variables, *game.optimizers["discriminator"].variables)]


def test_a_turn_that_is_not_due_leaves_its_player_and_optimizer_alone():
    one, two, three = alternated(1), alternated(2), alternated(3)
    before = [v.numpy() for v in build(CASES["dcgan"]).discriminator.variables]
    for a, b in zip(before, one, strict=False):
        np.testing.assert_array_equal(a, b)
    for a, b in zip(two, three, strict=True):
        np.testing.assert_array_equal(a, b)
    assert any((a != b).any() for a, b in zip(one, two, strict=True))


@pytest.mark.parametrize("steps_per_execution", [1, 3])
def test_replicas_sit_out_together(steps_per_execution, two_replicas):
    with two_replicas.scope():
        shared = alternated(6, steps_per_execution)
    for a, b in zip(alternated(6), shared, strict=True):
        np.testing.assert_allclose(a, b, atol=1e-6)


def test_an_optimizer_for_a_stranger_is_refused():
    with pytest.raises(ValueError, match="No player is called critic; players: discriminator, generator"):
        build(CASES["dcgan"]).compile(critic="adam")


def test_one_optimizer_for_two_players_is_refused():
    shared, game = keras.optimizers.SGD(0.1), build(CASES["dcgan"])
    with pytest.raises(ValueError, match="give each player its own"):
        game.compile(generator=shared, discriminator=shared)
    game.compile(generator="sgd", discriminator="sgd")


def test_a_box_is_not_called_directly():
    with pytest.raises(RuntimeError, match="runs inside fit"):
        build(CASES["dcgan"]).train_step(one_batch(CASES["dcgan"]))


def test_players_left_out_get_the_papers_optimizer():
    game = build(CASES["wgan_gp"])
    game.compile(critic=keras.optimizers.SGD(0.5))
    assert float(game.optimizers["critic"].learning_rate) == 0.5
    adam = game.optimizers["generator"]
    assert (adam.beta_1, adam.beta_2, adam.epsilon) == (0.5, 0.9, 1e-8)
    assert float(adam.learning_rate) == pytest.approx(1e-4)


def test_predict_is_the_generator():
    game = build(CASES["dcgan"])
    game.compile()
    z = np.random.default_rng(0).normal(size=(5, 5)).astype("float32")
    np.testing.assert_allclose(game.predict(z, verbose=0), game.generator(z), atol=1e-6)


def test_samples_repeat_with_the_seed_and_do_not_depend_on_the_training_step():
    case = CASES["cgan"]
    game = build(case)
    game.compile()
    first = game.sample(7, seed=3)
    game.steps.assign(100)
    np.testing.assert_array_equal(first, game.sample(7, seed=3))
    assert np.abs(first - game.sample(7, seed=4)).max() > 0
    np.testing.assert_array_equal(game.sample_labels(7), [0, 1, 2, 0, 1, 2, 0])


def test_a_users_own_variant_is_saved_and_loaded(tmp_path):
    class Halved(Game):
        players = {"only": ("network",)}

        def __init__(self, network, *, rate=0.5, **kwargs):
            super().__init__(**kwargs)
            self.network = network
            self.rate = rate

        def train_step(self, x):
            (f,) = self.in_training("network")
            with self.turn("only") as only:
                only.loss = self.rate * keras.ops.mean(f(x) ** 2)

        def products(self):
            return {"network": self.network}

    game = Halved(keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)]), rate=0.25)
    game.compile(only=keras.optimizers.SGD(0.1))
    loss = game.train_on_batch(np.ones((4, 2), "float32"), return_dict=True)["only_loss"]
    game.save(tmp_path / "own.keras")
    again = keras.models.load_model(tmp_path / "own.keras")
    assert again.rate == 0.25 and int(again.steps) == 1
    assert again.train_on_batch(np.ones((4, 2), "float32"), return_dict=True)["only_loss"] < loss
