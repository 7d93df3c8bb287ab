"""Gradient norms of a critic with respect to its inputs, and penalties of them.

In float32 whatever the precision of the critic, differentiable twice, and inside any outer `tf.GradientTape`.
No random number is drawn here: the game deals `mix`, so that a run can resume bit for bit.
"""

from collections.abc import Callable

import tensorflow as tf

from tfgan_suite.aliases import Tensor

_UNDER_ROOT = 1e-12


def gradient_norm(critic: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """Euclidean norm of the gradient of each example's score with respect to that example.

    Args:
        critic: callable from a batch of examples to scores [B] or [B, 1]; no score may depend on another
            example (no batch normalization).
        x: [B, ...] examples.

    Returns:
        [B] norms over all axes but the batch, float32. A zero gradient gives 1e-6 and finite second
        derivatives.
    """
    x = tf.cast(x, tf.float32)
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(x)
        scores = critic(x)
    slope = tape.gradient(scores, x, unconnected_gradients=tf.UnconnectedGradients.ZERO)
    return tf.sqrt(tf.reduce_sum(slope**2, axis=range(1, slope.shape.rank)) + _UNDER_ROOT)


def gradient_penalty(
    critic: Callable[[Tensor], Tensor], real: Tensor, fake: Tensor, mix: Tensor, target: float = 1.0
) -> Tensor:
    """Mean squared distance of `gradient_norm` from `target`, between real and fake examples.

    Gulrajani et al. 2017, equation 3 without its weight λ, https://arxiv.org/abs/1704.00028:
    E (‖∇D(x̂)‖₂ - target)² at x̂ = mix · real + (1 - mix) · fake.

    Args:
        critic: callable from a batch of examples to scores [B] or [B, 1], without batch normalization.
        real: [B, ...] real examples.
        fake: [B, ...] fakes of the same shape.
        mix: B numbers from U(0, 1), one for each example, of any shape such as [B], [B, 1] or [B, 1, 1, 1].
        target: the norm that costs nothing.

    Returns:
        A float32 scalar, the mean over the local batch.

    Raises:
        tf.errors.InvalidArgumentError: if `mix` does not hold one number for each example (ValueError where
            the sizes are known beforehand).
    """
    real, fake, mix = (tf.cast(tensor, tf.float32) for tensor in (real, fake, mix))
    mix = tf.reshape(mix, (tf.shape(real)[0],) + (1,) * (real.shape.rank - 1))
    x = mix * real + (1 - mix) * fake
    return tf.reduce_mean((gradient_norm(critic, x) - target) ** 2)


def r1(critic: Callable[[Tensor], Tensor], real: Tensor) -> Tensor:
    """Mean squared `gradient_norm` at real examples.

    Mescheder et al. 2018, equation 9 without its weight γ/2, https://arxiv.org/abs/1801.04406: E ‖∇D(x)‖².

    Args:
        critic: callable from a batch of examples to scores [B] or [B, 1].
        real: [B, ...] real examples.

    Returns:
        A float32 scalar, the mean over the local batch.
    """
    return tf.reduce_mean(gradient_norm(critic, real) ** 2)
