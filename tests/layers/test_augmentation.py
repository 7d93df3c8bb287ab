import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite import networks
from tfgan_suite.layers import AdaptiveAugment, DiffAugment
from tfgan_suite.variants import ComposedGAN

SHAPE = (16, 12, 3)


def dealer(seed):
    """A new stateless seed for each draw."""
    count = iter(range(1000))
    return lambda distribution, like, shape=(): distribution((like.shape[0], *shape), (seed, next(count)))


def images(n=64):
    return tf.constant(np.random.default_rng(0).uniform(-1, 1, (n, *SHAPE)), tf.float32)


def test_colour_keeps_the_pattern():
    """Grey images come out as affine functions of themselves."""
    grey = tf.repeat(images()[..., :1], 3, axis=3)
    out = DiffAugment("color")(grey, dealer(0)).numpy()
    for before, after in zip(grey.numpy(), out, strict=True):
        slope, offset = np.polyfit(before.ravel(), after.ravel(), 1)
        np.testing.assert_allclose(slope * before + offset, after, atol=1e-4)
        assert 0.5 <= slope <= 1.5


def test_translation_moves_by_whole_pixels_and_fills_with_zero():
    x = images()
    out = DiffAugment("translation")(x, dealer(0)).numpy()
    moves = set()
    for before, after in zip(x.numpy(), out, strict=True):
        padded = np.pad(before, [(2, 2), (2, 2), (0, 0)])
        found = [(i, j) for i in range(5) for j in range(5) if np.array_equal(padded[i : i + 16, j : j + 12], after)]
        assert len(found) == 1
        moves.add(found[0])
    assert len(moves) > 10 and {i for i, _ in moves} == set(range(5))


def test_cutout_removes_a_quarter_or_less_at_the_edge():
    out = DiffAugment("cutout")(images(256), dealer(0)).numpy()
    holes = (out == 0).all(axis=3).mean(axis=(1, 2))
    assert holes.max() == pytest.approx(0.25) and 0 < holes.min() < 0.2


def test_gradients_pass_to_the_images():
    x = tf.Variable(images(4))
    with tf.GradientTape() as tape:
        out = tf.reduce_sum(DiffAugment()(x, dealer(0)) ** 2)
    assert np.abs(tape.gradient(out, x)).max() > 0


def test_a_strange_policy_is_refused():
    with pytest.raises(ValueError, match="holds noise"):
        DiffAugment("color,noise")


@pytest.mark.parametrize(("p", "changed"), [(0.0, 0.0), (1.0, 1.0)])
def test_adaptive_changes_as_often_as_p_says(p, changed):
    augment, x = AdaptiveAugment(), images()
    augment.p.assign(p)
    out = augment(x, dealer(0)).numpy()
    assert (np.abs(out - x.numpy()).max(axis=(1, 2, 3)) > 0).mean() == changed


@pytest.mark.parametrize("p", [0.3, 0.8, 1.0])
def test_adaptive_mirrors_with_half_of_p_so_that_mirrored_images_are_never_the_rule(p):
    """E T(x) = (1 - p/2) x + p/2 mirror(x): i ~ U{0, 1} turns are made with probability p."""
    augment, x = AdaptiveAugment(policy="translation", share=0.0), tf.repeat(images(1), 4096, axis=0)
    augment.p.assign(p)
    out = augment(x, dealer(0)).numpy()
    turned = (out == x.numpy()[:, :, ::-1]).all(axis=(1, 2, 3))
    assert turned.mean() == pytest.approx(p / 2, abs=0.03)
    np.testing.assert_array_equal(out[~turned], x.numpy()[~turned])


def test_p_rises_while_the_discriminator_is_sure_and_falls_when_it_is_not():
    augment = AdaptiveAugment(images=100)
    game = ComposedGAN(networks.generator((8, 8, 1), 3, width=4), networks.discriminator((8, 8, 1), width=4))
    trace = []
    for scores in ([1.0] * 10, [1.0] * 10, [-1.0] * 10):
        with_play(game, lambda scores=scores: augment.after(game, tf.constant(scores)))
        trace.append(float(augment.p.numpy()))
    np.testing.assert_allclose(trace, [0.1, 0.2, 0.1], atol=1e-6)


def with_play(game, act):
    from tfgan_suite.core.step_context import StepContext

    with StepContext(0, game.steps, 0, descends=True):
        act()
