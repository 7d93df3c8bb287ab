import keras
import numpy as np

from tfgan_suite import networks
from tfgan_suite.export import export_network
from tfgan_suite.networks.sequences.policies import choose
from tfgan_suite.networks.sequences.soft import likeliest
from tfgan_suite.networks.sequences.writing import hashed


def test_hashed_numbers_look_uniform_and_independent():
    u = np.array(hashed(np.arange(-50_000, 50_000, dtype="int32"), 6))
    assert u.min() >= 0 and u.max() < 1
    assert np.abs(np.sort(u.ravel()) - np.linspace(0, 1, u.size)).max() < 2e-3
    assert np.abs(np.corrcoef(u.T) - np.eye(6)).max() < 0.015
    assert abs(np.corrcoef(u[:-1].ravel(), u[1:].ravel())[0, 1]) < 0.015
    pairs = np.histogram2d(u[:, 0], u[:, 1], bins=10, range=[[0, 1]] * 2)[0]
    assert np.sum((pairs - 1000) ** 2 / 1000) < 160


def test_one_row_does_not_depend_on_the_others():
    seeds = np.array([5, 7, 2**31 - 1, -(2**31)], "int32")
    np.testing.assert_array_equal(hashed(seeds, 4)[1:2], hashed(seeds[1:2], 4))


def test_they_are_the_same_where_constants_have_sixteen_bits(tmp_path):
    seed = keras.Input((), dtype="int32", name="seed")
    network = keras.Model(seed, keras.layers.Identity(name="code")(hashed(seed, 4)))
    names = {"output_names": ("code",), "num_classes": 1000}
    (check,) = export_network(network, tmp_path, ["litert-float16"], **names)
    assert check.max_difference == 0


def test_tokens_are_chosen_by_the_distribution_function():
    logits = np.log(np.array([[0.2, 0.5, 0.3]], "float32")).repeat(4, 0)
    u = np.array([[0.0], [0.19], [0.21], [0.9999999]], "float32")
    np.testing.assert_array_equal(choose(logits, u), [0, 0, 1, 2])


def test_soft_sequences_sum_to_one_and_are_read_by_their_likeliest_tokens():
    generator = networks.soft_generator(7, 5, 3, width=6, blocks=2)
    z = np.random.default_rng(0).normal(size=(40, 3)).astype("float32")
    soft, tokens = np.array(generator(z)), np.array(likeliest(generator)(z))
    np.testing.assert_allclose(soft.sum(-1), 1, atol=1e-5)
    np.testing.assert_array_equal(tokens, soft.argmax(-1))
    assert tokens.dtype == "int32" and len(np.unique(tokens, axis=0)) > 1
    assert np.array(networks.soft_critic(7, 5, width=6, blocks=2)(soft)).shape == (40, 1)
