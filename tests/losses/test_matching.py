"""Feature matching against a loop: logits count for nothing, scales alike, real images are constants."""

import numpy as np
import tensorflow as tf

from tfgan_suite.losses import feature_matching


def answers(seed):
    rng = np.random.default_rng(seed)
    sizes = [[(2, 3, 3, 1), (2, 6, 6, 2), (2, 3, 3, 4)], [(2, 1, 1, 1), (2, 3, 3, 2), (2, 2, 2, 4)]]
    return [[tf.constant(rng.normal(size=size), "float32") for size in scale] for scale in sizes]


def test_it_is_the_mean_over_scales_of_sums_over_layers():
    real, made = answers(0), answers(1)
    due = np.mean(
        [
            sum(np.abs(np.array(r) - m).mean() for r, m in zip(*two, strict=True))
            for two in (
                (real[0][1:], made[0][1:]),
                (real[1][1:], made[1][1:]),
            )
        ]
    )
    np.testing.assert_allclose(feature_matching(real, made), due, rtol=1e-5)
    made[0][0] = made[0][0] + 5.0
    np.testing.assert_allclose(feature_matching(real, made), due, rtol=1e-5)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch([real[0][1], made[0][1]])
        loss = feature_matching(real, made)
    assert tape.gradient(loss, real[0][1]) is None
    assert np.abs(tape.gradient(loss, made[0][1])).max() > 0
