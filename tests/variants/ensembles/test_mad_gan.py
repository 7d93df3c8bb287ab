"""Who is told apart from whom, and that every source counts alike."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build
from tests.variants.noise import SHAPE
from tfgan_suite.losses import similarity_hinge
from tfgan_suite.networks import image_generators, no_norm, one_of, point_discriminator, point_generators
from tfgan_suite.variants import MADGAN

CASE = CASES["mad_gan"]


def scores_game(count=3, batch=4, **options):
    """Points are logits: fakes and discriminator do nothing, so that losses can be written down."""
    z = keras.Input((count + 1,), name="z")
    heads = [keras.layers.Reshape((1, count + 1))(keras.layers.Dense(count + 1)(z)) for _ in range(count)]
    G = keras.Model(z, keras.layers.Concatenate(axis=1, name="point")(heads), name="generator")
    point = keras.Input((count + 1,), name="point")
    D = keras.Model(point, keras.layers.Dense(count + 1, kernel_initializer="identity")(point), name="discriminator")
    game = MADGAN(G, D, **options)
    game.compile(**{player: keras.optimizers.SGD(0.0) for player in game.players}, run_eagerly=True)
    return game, np.random.default_rng(0).normal(size=(batch, count + 1)).astype("float32")


def log_softmax(x):
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def test_the_discriminator_names_every_source_and_each_counts_alike():
    game, x = scores_game()
    all_fakes = []
    by_source = game.by_source
    game.by_source = lambda fakes: all_fakes.append(fakes.numpy()) or by_source(fakes)
    logs = game.train_on_batch(x, return_dict=True)
    (fakes,) = all_fakes
    real = -log_softmax(x)[:, 3].mean()
    told_apart = sum(-log_softmax(fakes[:, i])[:, i].mean() for i in range(3))
    assert logs["discriminator_loss"] == pytest.approx(real + told_apart, rel=1e-5)
    assert logs["generator_loss"] == pytest.approx(
        sum(-log_softmax(fakes[:, i])[:, 3].mean() for i in range(3)), rel=1e-5
    )


def test_examples_keep_the_name_of_their_generator():
    game, _ = scores_game()
    fakes = tf.reshape(tf.range(24.0), (2, 3, 4))
    fake, source = game.by_source(fakes)
    for example, name in zip(fake.numpy(), source.numpy(), strict=True):
        assert any(np.array_equal(example, fakes[b, name]) for b in range(2))
    np.testing.assert_array_equal(source, [0, 1, 2, 0, 1, 2])


def test_one_discriminator_knows_all_generators():
    game = build(CASE)
    assert game.count == 3
    assert game.discriminator.output_shape == (None, 4)
    assert game.players["discriminator"] == ("discriminator",)


@pytest.mark.parametrize(
    "fakes", [lambda: image_generators((16, 16, 1), 3, 5, width=4, norm=no_norm), lambda: point_generators(3)]
)
def test_generators_share_their_first_layers_and_own_their_last(fakes):
    keras.utils.set_random_seed(0)
    fakes = fakes()
    z = tf.random.stateless_normal((4, fakes.inputs[0].shape[-1]), (0, 0))
    before = fakes(z).numpy()
    assert not np.allclose(before[:, 0], before[:, 1])
    own, shared = fakes.trainable_weights[-1], fakes.trainable_weights[0]
    own.assign_add(tf.ones_like(own))
    moved = [
        not np.array_equal(a, b) for a, b in zip(before.swapaxes(0, 1), fakes(z).numpy().swapaxes(0, 1), strict=True)
    ]
    assert moved == [False, False, True]
    before = fakes(z).numpy()
    shared.assign_add(tf.ones_like(shared))
    after = fakes(z).numpy()
    assert all(not np.array_equal(before[:, i], after[:, i]) for i in range(3))


def test_the_index_chooses_the_generator():
    fakes = build(CASE).generator
    z = tf.random.stateless_normal((6, 5), (0, 0))
    index = tf.constant([0, 1, 2, 2, 1, 0])
    chosen = one_of(fakes)([z, index])
    np.testing.assert_allclose(chosen, tf.gather(fakes(z), index, batch_dims=1), atol=1e-6)


def test_samples_come_from_all_generators_in_turn_or_from_one():
    game = build(CASE)
    z = game.prior((7, 5), (4, 0))
    of_all = game.generator(z).numpy()
    in_turn = game.sample(7, seed=4)
    assert in_turn.shape == (7, *SHAPE)
    np.testing.assert_allclose(in_turn, of_all[np.arange(7), np.arange(7) % 3], atol=1e-6)
    np.testing.assert_allclose(game.sample(7, seed=4, index=1), of_all[:, 1], atol=1e-6)
    np.testing.assert_array_equal(game.groups(7), np.arange(7) % 3)


def test_the_hinge_charges_only_who_is_alike_and_not_more_real():
    x, y = np.float32([1, 0]), np.float32([0, 1])
    even = np.zeros((2, 3), "float32")
    assert float(similarity_hinge(np.stack([[x, x]]), even)) == pytest.approx(1.0, abs=1e-6)
    assert float(similarity_hinge(np.stack([[x, y]]), even)) == pytest.approx(0.0, abs=1e-6)
    assert float(similarity_hinge(np.stack([[x, -x]]), even)) == 0.0
    sure = np.float32([[0, 0, 30], [0, 0, -30]])  # p_real 1 and 0: the first pays nothing, the second 0 + 1 + 1
    assert float(similarity_hinge(np.stack([[x, x]]), sure)) == pytest.approx(1.0, abs=1e-6)


def hinges(fakes, scores, others):
    """The hinge of each generator by its formula, [B, N]; `others` are fakes and scores that it is compared with."""
    unit, unit_others = (x / np.linalg.norm(x, axis=-1, keepdims=True) for x in (fakes, others[0]))
    real, real_others = (np.exp(log_softmax(s))[..., -1] for s in (scores, others[1]))
    count = fakes.shape[1]
    terms = []
    for i in range(count):
        rest = [j for j in range(count) if j != i]
        alike = np.mean([(unit[:, i] * unit_others[:, j]).sum(-1) for j in rest], axis=0)
        terms.append(np.maximum(real_others[:, rest].mean(1) + alike - real[:, i], 0))
    return np.stack(terms, axis=1)


def slopes(function, x, step=1e-5):
    """The gradient of a function of one array, by central differences."""
    out = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[place] += step
        behind[place] -= step
        out[place] = (function(ahead) - function(behind)) / (2 * step)
    return out


def test_each_generator_descends_its_own_hinge_and_takes_the_others_for_constants():
    rng = np.random.default_rng(0)
    fakes, scores = rng.normal(size=(2, 3, 4)) + 1, rng.normal(size=(2, 3, 4))
    assert (hinges(fakes, scores, (fakes, scores)) > 0.05).sum() == 5
    watched = [tf.constant(fakes, tf.float32), tf.constant(scores.reshape(6, 4), tf.float32)]
    with tf.GradientTape() as tape:
        tape.watch(watched)
        loss = similarity_hinge(*watched)
    of_fakes, of_scores = tape.gradient(loss, watched)
    others = (fakes, scores)
    assert float(loss) == pytest.approx(hinges(fakes, scores, others).mean(), rel=1e-5)
    np.testing.assert_allclose(of_fakes, slopes(lambda x: hinges(x, scores, others).mean(), fakes), atol=1e-5)
    expected = slopes(lambda x: hinges(fakes, x, others).mean(), scores)
    np.testing.assert_allclose(of_scores, expected.reshape(6, 4), atol=1e-5)


def test_sim_adds_its_hinge_and_nothing_to_the_discriminator():
    plain, x = scores_game(sim=0.0)
    paid, _ = scores_game(sim=2.0)
    paid.set_weights(plain.get_weights())
    without, with_sim = (game.train_on_batch(x, return_dict=True) for game in (plain, paid))
    assert with_sim["discriminator_loss"] == without["discriminator_loss"]
    assert with_sim["generator_loss"] > without["generator_loss"]


def test_points_too():
    game = MADGAN(point_generators(8, latent_dim=4), point_discriminator(outputs=9))
    game.compile()
    game.train_on_batch(np.zeros((4, 2), "float32"))
    assert game.sample(16).shape == (16, 2)
    assert game.products()["generator"].output_names == ["point"]
