"""What is shared is one weight, before and after saving, and nobody sees pairs."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch, outspoken
from tfgan_suite import load_game
from tfgan_suite.core.fitting import MEASURING
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import ImageConv2D
from tfgan_suite.networks import coupled_discriminators, coupled_generators, no_norm

CASE = CASES["cogan"]
SHAPE = (16, 16, 1)


def both(network, *inputs):
    return [np.array(output) for output in network(*inputs, training=False)]


def which_outputs_move(network, inputs, weight):
    """Per output, whether it changes when this weight does."""
    before = both(network, inputs)
    weight.assign_add(0.1 * tf.sign(weight.value) + 0.1)
    return [not np.array_equal(a, b) for a, b in zip(before, both(network, inputs), strict=True)]


def reaches(network, inputs):
    return [
        which_outputs_move(network, inputs, weight) for weight in network.trainable_weights if "kernel" in weight.path
    ]


def z():
    return tf.random.stateless_normal((4, 5), (0, 0))


def images():
    return list(tf.random.stateless_normal((2, 4, *SHAPE), (0, 1)))


@pytest.mark.parametrize("again", [False, True], ids=["built", "loaded"])
def test_first_generator_and_last_discriminator_layers_are_one_weight_for_both(again, tmp_path):
    game = build(CASE)
    if again:
        game.compile()
        game.train_on_batch(*one_batch(CASE))
        game.save(tmp_path / "game.keras")
        saved, game = game, load_game(tmp_path / "game.keras")
        for network in ("generator", "discriminator"):
            ours, theirs = getattr(saved, network), getattr(game, network)
            assert len(ours.trainable_weights) == len(theirs.trainable_weights)
            assert sum(w.shape.num_elements() for w in ours.weights) == theirs.count_params()
    both_move, only_a, only_b = [True, True], [True, False], [False, True]
    assert reaches(game.generator, z()) == [both_move, both_move, both_move, only_a, only_b]
    found = reaches(game.discriminator, images())
    assert sorted(found) == sorted([only_a, only_b, both_move, both_move])


def test_shared_layers_are_the_same_objects():
    game = build(CASE)
    used_twice = [layer for layer in game.discriminator.layers if len(layer._inbound_nodes) == 2 and layer.weights]
    assert [type(layer) for layer in used_twice] == [ImageConv2D, keras.layers.Dense]


def test_nothing_is_shared_where_nothing_shall_be():
    G, D = (
        coupled_generators(SHAPE, 5, shared=0, width=4, norm=no_norm),
        coupled_discriminators(SHAPE, shared=0, width=4, norm=no_norm),
    )
    for found in (reaches(G, z()), reaches(D, images())):
        assert sorted(found) == [[False, True]] * 3 + [[True, False]] * 3


def test_generators_may_end_at_full_size():
    """As CoGAN's do: all upsampling is shared, and each image is one convolution away from the same features."""
    network = coupled_generators(SHAPE, 5, width=4, rendering=3)
    a, b = (layer for layer in network.layers if type(layer) is keras.layers.Conv2D)
    assert a.input is b.input and a.input.shape == (None, *SHAPE[:2], 4)
    with pytest.raises(SuiteError, match="from 0 to 3 can"):
        coupled_generators(SHAPE, 5, rendering=3, shared=4)


@pytest.mark.parametrize("builder", [coupled_generators, coupled_discriminators])
@pytest.mark.parametrize("shared", [-1, 3])
def test_the_last_generator_and_first_discriminator_layers_cannot_be_shared(builder, shared):
    with pytest.raises(SuiteError, match="from 0 to 2 can, for each keeps one of its own"):
        builder(SHAPE, shared=shared)


def test_domains_never_share_statistics():
    """A norm that both domains went through would mix them; every one here is called once."""
    networks = coupled_discriminators(SHAPE, width=4), coupled_generators(SHAPE, 5, width=4)
    for network in networks:
        norms = [layer for layer in network.layers if isinstance(layer, keras.layers.BatchNormalization)]
        assert norms and all(len(layer._inbound_nodes) == 1 for layer in norms)


def test_the_box_is_blind_to_who_stands_beside_whom():
    """Another partner for each image changes no loss, so there is nothing that pairs could teach."""
    first, second = build(CASE), build(CASE)
    source, target = one_batch(CASE)
    for game in (first, second):
        game.compile(**{player: keras.optimizers.SGD(0.1) for player in game.players})
    logs = first.train_on_batch(source, target), second.train_on_batch(source, target[::-1])
    np.testing.assert_allclose(*logs, rtol=1e-5)
    for a, b in zip(first.discriminator.get_weights(), second.discriminator.get_weights(), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-6)


def test_losses_are_those_of_the_paper():
    game = outspoken(CASE)
    game.compile()
    source, target = one_batch(CASE)
    logs = game.test_on_batch(source, target, return_dict=True)
    game.reset_metrics()
    with StepContext(game.seed, game._measured, MEASURING, descends=False):
        fakes = game.generator(game.noise(tf.constant(source)))
    r, f = both(game.discriminator, [source, target]), both(game.discriminator, fakes)
    refused = sum(np.mean(np.logaddexp(0, -a)) for a in r) + sum(np.mean(np.logaddexp(0, b)) for b in f)
    assert logs["discriminator_loss"] == pytest.approx(refused, rel=1e-6)
    assert logs["generator_loss"] == pytest.approx(sum(np.mean(np.logaddexp(0, -b)) for b in f), rel=1e-6)


def test_samples_are_both_images_of_one_latent_side_by_side():
    game = build(CASE)
    a, b = game.pairs(3, seed=5)
    sample = game.sample(3, seed=5)
    assert sample.shape == (3, 16, 32, 1)
    np.testing.assert_array_equal(sample[:, :, :16], a)
    np.testing.assert_array_equal(sample[:, :, 16:], b)
    assert game.products()["generator"].output_names == ["image_a", "image_b"]
