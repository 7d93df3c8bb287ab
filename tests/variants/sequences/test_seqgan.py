import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from tests.variants.cases import CASES, build, one_batch
from tests.variants.test_contract import Recorder, stream
from tfgan_suite import load_game
from tfgan_suite.callbacks import Stages
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.networks import complete, log_probabilities
from tfgan_suite.variants import SeqGAN
from tfgan_suite.variants.sequences.seqgan import Stage

CASE = CASES["seqgan"]


@pytest.fixture
def game():
    return build(CASE)


def numbers(rows, length=4, seed=0):
    return np.random.default_rng(seed).uniform(size=(rows, length)).astype("float32")


@pytest.mark.parametrize("kept", [0, 1, 3, 4])
def test_completions_keep_their_prefix_and_draw_the_rest(game, kept):
    given = one_batch(CASE, n=200)
    completed = complete(game.generator, numbers(200), given, kept).numpy()
    np.testing.assert_array_equal(completed[:, :kept], given[:, :kept])
    assert (completed[:, kept:] != given[:, kept:]).any() == (kept < 4)


def test_completions_go_on_from_their_prefix_and_not_from_what_they_would_have_written(game):
    game.generator.set_weights([3 * w for w in game.generator.get_weights()])
    given = one_batch(CASE, n=1)
    u = numbers(20_000)
    completed = complete(game.generator, u, np.repeat(given, len(u), 0), 3).numpy()
    frequency = np.bincount(completed[:, 3], minlength=6) / len(u)
    sequences = np.repeat(given, 6, 0)
    sequences[:, 3] = range(6)
    np.testing.assert_allclose(frequency, np.exp(log_probabilities(game.generator, sequences)[:, 3]), atol=0.015)


def test_probabilities_of_all_sequences_sum_to_one(game):
    every = np.stack(np.meshgrid(*[np.arange(6)] * 4), -1).reshape(-1, 4).astype("int32")
    total = np.exp(log_probabilities(game.generator, every).numpy().sum(1).astype("float64")).sum()
    assert total == pytest.approx(1.0, abs=1e-4)


def fond_of_doubles():
    """Tokens -> the logit of .75 for sequences that end in twice the same, and of .25 for all others."""
    tokens = keras.Input((4,), dtype="int32", name="tokens")
    logit = ops.where(ops.equal(tokens[:, 3:], tokens[:, 2:3]), np.float32(np.log(3)), np.float32(-np.log(3)))
    return keras.Model(tokens, logit)


def test_a_prefix_is_worth_the_mean_verdict_on_its_completions_and_the_whole_what_it_is_worth():
    """Eq. 4, for a policy that chooses freely, and for one that only ever writes 4."""
    game = build(CASE)
    game = SeqGAN(game.generator, fond_of_doubles(), vocabulary="abcdef", length=4, rollouts=400)
    y = tf.constant([[0, 1, 2, 2], [5, 5, 4, 1]])

    def rewards():
        with StepContext(game.seed, game.steps, 0, descends=True):
            return game.rewards(y).numpy()

    free = rewards()
    np.testing.assert_allclose(free[:, :3], 0.25 + 0.5 / 6, atol=0.05)
    np.testing.assert_allclose(free[:, 3], [0.75, 0.25], atol=1e-6)
    game.rollout.get_layer("logits").bias.assign([0, 0, 0, 0, 50, 0])
    np.testing.assert_allclose(rewards(), [[0.75, 0.75, 0.25, 0.75], [0.75, 0.75, 0.75, 0.25]], atol=1e-6)


class Scripted(SeqGAN):
    """Rewards the first token, whatever it costs."""

    def rewards(self, y):
        return tf.cast(y == 0, tf.float32)


def test_the_policy_gradient_raises_what_is_rewarded():
    keras.utils.set_random_seed(0)
    game = build(CASE)
    scripted = Scripted(game.generator, game.discriminator, vocabulary="abcdef", length=4, d_steps=1, rollouts=1)
    scripted.compile(generator=keras.optimizers.Adam(0.05))
    share = [np.mean(scripted.tokens(500) == 0)]
    scripted.fit(stream(one_batch(CASE, n=64)), steps_per_epoch=20, verbose=0)
    share.append(np.mean(scripted.tokens(500) == 0))
    assert share[1] > 0.5 > 2 * share[0]


def test_the_policy_gradient_is_that_of_the_expected_reward():
    """Of sequences of one token, over which the expectation is a sum of six."""
    worth = tf.constant([0.9, 0.1, 0.4, 0.0, 0.7, 0.2])

    class Paid(SeqGAN):
        def rewards(self, y):
            return tf.gather(worth, y)

    made = build(CASE)
    made.generator.set_weights([3 * w for w in made.generator.get_weights()])
    game = Paid(made.generator, made.discriminator, vocabulary="abcdef", length=1, d_steps=1, rollouts=1)
    game.stage = Stage.REINFORCEMENT
    game.discriminate = lambda x: None
    game.compile(generator=Recorder(0.0), run_eagerly=True)
    game.train_on_batch(np.zeros((20_000, 1), "int32"))
    weights = [w.value for w in game.weights_of("generator")]
    with tf.GradientTape() as tape:
        chances = tf.exp(log_probabilities(game.generator, np.arange(6, dtype="int32")[:, None]))[:, 0]
        expected = -tf.reduce_sum(chances * worth)
    exact = [tf.convert_to_tensor(g) for g in tape.gradient(expected, weights)]
    ours, theirs = (np.concatenate([np.ravel(g) for g in side]) for side in (game.optimizers["generator"].seen, exact))
    assert np.linalg.norm(ours - theirs) < 0.05 * np.linalg.norm(theirs)


def test_equal_rewards_move_nobody():
    class Even(SeqGAN):
        def rewards(self, y):
            return tf.fill(tf.shape(y), 0.9)

    game = build(CASE)
    even = Even(game.generator, game.discriminator, vocabulary="abcdef", length=4, d_steps=1, rollouts=1)
    even.compile(generator=Recorder(0.0), discriminator=keras.optimizers.SGD(0.0), run_eagerly=True)
    even.train_on_batch(one_batch(CASE))
    assert max(np.abs(g).max() for g in even.optimizers["generator"].seen) < 1e-6


def test_no_gradient_flows_through_the_rewards():
    """A reward that depends on the generator's weights gives the same gradient as its value alone."""
    seen = []
    for detached in (True, False):

        class Tempting(SeqGAN):
            def rewards(self, y, detached=detached):
                found = log_probabilities(self.generator, y)
                return tf.constant(found.numpy()) if detached else found

        game = build(CASE)
        tempting = Tempting(game.generator, game.discriminator, vocabulary="abcdef", length=4, d_steps=1, rollouts=1)
        tempting.compile(generator=Recorder(0.0), discriminator=keras.optimizers.SGD(0.0), run_eagerly=True)
        tempting.train_on_batch(one_batch(CASE))
        seen.append(tempting.optimizers["generator"].seen)
    for value, whole in zip(*seen, strict=True):
        np.testing.assert_array_equal(value, whole)


@pytest.mark.long
def test_stages_teach_one_player_after_the_other_and_resume(tmp_path):
    game = build(CASE)
    game.compile()
    before = game.generator.get_weights(), game.discriminator.get_weights()
    led = {"callbacks": [Stages([2, 4])], "shuffle": False, "verbose": 0}
    game.fit(stream(one_batch(CASE)), steps_per_epoch=2, **led)
    assert game.stage == Stage.IMITATION
    assert (game.generator.get_weights()[0] != before[0][0]).any()
    np.testing.assert_array_equal(game.discriminator.get_weights()[0], before[1][0])
    game.save(tmp_path / "game.keras")
    taught = game.generator.get_weights()
    for g in (game, load_game(tmp_path / "game.keras")):
        g.fit(stream(one_batch(CASE)), steps_per_epoch=2, **led)
        assert g.stage == Stage.DISCRIMINATION
        np.testing.assert_array_equal(g.generator.get_weights()[0], taught[0])
        g.fit(stream(one_batch(CASE)), steps_per_epoch=3, **led)
        assert g.stage == Stage.REINFORCEMENT
        if g is game:
            ours = [v.numpy() for v in game.variables]
    for one, other in zip(ours, g.variables, strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_adversarial_stage_begins_with_a_new_optimizer_and_no_lag():
    game = build(CASE)
    game.compile()
    game.fit(stream(one_batch(CASE)), steps_per_epoch=2, callbacks=[Stages([2])], shuffle=False, verbose=0)
    optimizer = game.optimizers["generator"]
    assert int(optimizer.iterations) > 0
    game.on_stage_begin(Stage.REINFORCEMENT)
    assert int(optimizer.iterations) == 0 and float(optimizer.learning_rate) == pytest.approx(1e-2)
    for lagged, weight in zip(game.rollout.weights, game.generator.weights, strict=True):
        np.testing.assert_array_equal(lagged, weight)


@pytest.mark.long
def test_the_rollout_policy_lags():
    game = build(CASE)
    game.compile(generator=keras.optimizers.SGD(1.0))
    old = game.rollout.get_weights()
    game.train_on_batch(one_batch(CASE))
    for lagged, before, weight in zip(game.rollout.get_weights(), old, game.generator.get_weights(), strict=True):
        np.testing.assert_allclose(lagged, 0.8 * before + 0.2 * weight, atol=1e-6)


def test_samples_are_strings_that_follow_from_their_seed(game):
    strings = game.sample(5, seed=3)
    assert all(len(s) == 4 and set(s) <= set("abcdef") for s in strings)
    assert strings == game.sample(5, seed=3) != game.sample(5, seed=4)
    assert len(set(game.sample(50, temperature=0.0))) == 1


def test_measuring_tells_the_likelihood_of_held_out_sequences_in_every_stage_and_rolls_nothing_out():
    class Unasked(SeqGAN):
        def rewards(self, y):
            raise AssertionError("a rollout while measuring")

    game = build(CASE)
    unasked = Unasked(game.generator, game.discriminator, vocabulary="abcdef", length=4, d_steps=1, rollouts=1)
    unasked.compile()
    x = one_batch(CASE)
    for unasked.stage in (Stage.IMITATION, Stage.DISCRIMINATION, Stage.REINFORCEMENT):
        unasked.make_test_function(force=True)
        loss = unasked.evaluate(tf.data.Dataset.from_tensors(x), verbose=0, return_dict=True)["generator_loss"]
        assert loss == pytest.approx(-log_probabilities(game.generator, x).numpy().mean(), rel=1e-5)
