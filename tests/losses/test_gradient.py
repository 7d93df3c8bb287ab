"""The gradient penalty's mathematics on critics whose gradients are known."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.losses import gradient_norm, gradient_penalty

SHAPE = (4, 4, 2)


def pixels(seed, batch=6):
    return np.random.default_rng(seed).normal(size=(batch, *SHAPE)).astype("float32")


def shares(seed, batch=6):
    return np.random.default_rng(seed).uniform(size=(batch, 1, 1, 1)).astype("float32")


def quadratic(x):
    """½‖x‖² has gradient x."""
    return tf.reduce_sum(x**2, axis=(1, 2, 3))[:, None] / 2


def norms(x):
    return np.linalg.norm(x.reshape(len(x), -1), axis=1)


def smooth_critic():
    keras.utils.set_random_seed(1)
    hidden = keras.layers.Conv2D(5, 3, activation="tanh")
    return keras.Sequential([keras.Input(SHAPE), hidden, keras.layers.Flatten(), keras.layers.Dense(1)])


def test_norm_is_taken_per_example_over_all_other_axes():
    x = pixels(0)
    np.testing.assert_allclose(gradient_norm(quadratic, x), norms(x), rtol=1e-5)
    assert gradient_norm(lambda x: quadratic(x)[:, 0], x).shape == (6,)


def test_penalty_is_that_of_equation_3():
    real, fake, mix = pixels(0), pixels(1), shares(2)
    between = norms(mix * real + (1 - mix) * fake)
    assert float(gradient_penalty(quadratic, real, fake, mix)) == pytest.approx(np.mean((between - 1) ** 2), rel=1e-5)
    assert float(gradient_penalty(quadratic, real, fake, mix, target=0.0)) == pytest.approx(
        np.mean(between**2), rel=1e-5
    )
    ends_swapped = np.mean((norms(mix * fake + (1 - mix) * real) - 1) ** 2)
    assert ends_swapped != pytest.approx(np.mean((between - 1) ** 2), rel=1e-2)


@pytest.mark.parametrize("shape", [(6,), (6, 1), (6, 1, 1, 1)])
def test_mix_may_have_any_shape(shape):
    real, fake, mix = pixels(0), pixels(1), shares(2)
    expected = float(gradient_penalty(quadratic, real, fake, mix))
    assert float(gradient_penalty(quadratic, real, fake, mix.reshape(shape))) == pytest.approx(expected, rel=1e-6)


def test_each_example_has_its_own_mix():
    real, fake, mix = pixels(0), pixels(1), shares(2)
    own = float(gradient_penalty(quadratic, real, fake, mix))
    shared = float(gradient_penalty(quadratic, real, fake, np.full_like(mix, mix[0])))
    assert abs(own - shared) > 1e-2
    with pytest.raises((ValueError, tf.errors.InvalidArgumentError)):
        gradient_penalty(quadratic, real, fake, mix[:1])
    with pytest.raises((ValueError, tf.errors.InvalidArgumentError)):
        gradient_penalty(quadratic, real, fake, np.resize(mix, real.shape))


def test_tiled_rows_do_not_change_the_penalty():
    real, fake, mix = pixels(0, 2), pixels(1, 2), shares(2, 2)
    critic = smooth_critic()

    def norm_over_the_batch(real, fake, mix):
        x = tf.constant(mix * real + (1 - mix) * fake)
        with tf.GradientTape() as tape:
            tape.watch(x)
            score = critic(x)
        return float((tf.norm(tape.gradient(score, x)) - 1) ** 2)

    tiled = [np.concatenate([part] * 8) for part in (real, fake, mix)]
    assert float(gradient_penalty(critic, *tiled)) == pytest.approx(
        float(gradient_penalty(critic, real, fake, mix)), rel=1e-5
    )
    assert float(norm_over_the_batch(*tiled)) != pytest.approx(norm_over_the_batch(real, fake, mix), rel=1e-2)


@pytest.mark.parametrize("critic", [lambda x: 0 * quadratic(x), lambda x: tf.ones([6, 1])])
def test_zero_gradient_gives_no_nan(critic):
    x = tf.constant(pixels(0))
    scale = tf.Variable(0.0)
    with tf.GradientTape() as tape:
        loss = gradient_penalty(lambda x: scale * quadratic(x) + critic(x), x, x, shares(2))
    assert float(loss) == pytest.approx(1, abs=1e-4)
    assert np.isfinite(tape.gradient(loss, scale))


@pytest.mark.parametrize("traced", [False, True])
@pytest.mark.parametrize("watch", [True, False], ids=["watches all", "watches one"])
def test_second_order_gradient_equals_central_differences(watch, traced):
    real, fake, mix = pixels(0), pixels(1), shares(2)
    critic = smooth_critic()
    kernel = critic.layers[0].kernel

    def gradient():
        with tf.GradientTape(watch_accessed_variables=watch) as tape:
            tape.watch(kernel.value)
            loss = gradient_penalty(critic, real, fake, mix)
        return tape.gradient(loss, kernel.value)

    found = (tf.function(gradient) if traced else gradient)().numpy()
    start = kernel.numpy()
    direction = np.random.default_rng(3).normal(size=start.shape).astype("float32")
    sides = []
    for step in (1e-3, -1e-3):
        kernel.assign(start + step * direction)
        sides.append(float(gradient_penalty(critic, real, fake, mix)))
    assert np.sum(found * direction) == pytest.approx((sides[0] - sides[1]) / 2e-3, rel=5e-3)
    assert np.abs(found).max() > 1e-3


@pytest.mark.parametrize("policy", ["mixed_float16", "mixed_bfloat16"])
def test_float32_under_mixed_precision(policy):
    scale = 300.0

    class Half(keras.layers.Layer):
        def call(self, x):
            return keras.ops.sum(x * scale, axis=(1, 2, 3))

    critic = Half(dtype=policy)
    penalty = gradient_penalty(critic, pixels(0), pixels(1), shares(2))
    assert penalty.dtype == tf.float32
    assert float(penalty) == pytest.approx((scale * np.sqrt(32) - 1) ** 2, rel=1e-2)
    assert scale**2 * 32 > float(np.finfo("float16").max)
