"""Losses of half-precision tensors are those of the same numbers in float32, where nothing overflows."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite import losses

r, f = np.float32([[300.0], [-250.0], [2.0], [0.5]]), np.float32([[-400.0], [260.0], [1.0], [-3.0]])
wide = np.random.default_rng(0).normal(size=(4, 3000)).astype("float32") * 8
maps = np.random.default_rng(1).uniform(0, 1, (2, 300, 300, 1)).astype("float32")
LOSSES = {
    "bce": (losses.bce, (0.9, r)),
    "least squares, discriminator": (losses.LeastSquares().discriminator, (r, f)),
    "least squares, generator": (losses.LeastSquares().generator, (f,)),
    "hinge": (losses.Hinge().discriminator, (r, f)),
    "hinge, generator": (losses.Hinge().generator, (f,)),
    "wasserstein": (losses.Wasserstein().discriminator, (r, f)),
    "f-divergence": (losses.FGAN(losses.Pearson()).discriminator, (r, f)),
    "relativistic": (losses.Relativistic(losses.LeastSquares()).discriminator, (r, f)),
    "relativistic average": (losses.RelativisticAverage().generator, (f, r)),
    "cross-entropy": (losses.cross_entropy, (np.int32([0, 1, 2, 3]), wide)),
    "variational": (losses.unit_normal_cost, (wide, -wide)),
    "prior": (losses.normal_kl, (wide, wide / 8)),
    "pulling away": (losses.pulling_away, (wide,)),
    "dice": (losses.soft_dice, (maps, maps)),
}


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
@pytest.mark.parametrize("name", LOSSES)
def test_half_precision_is_computed_in_float32(name, dtype):
    loss, arguments = LOSSES[name]
    half = [tf.cast(a, dtype) if getattr(a, "dtype", None) == np.float32 else a for a in arguments]
    same = [tf.cast(a, "float32") if getattr(a, "dtype", None) == dtype else a for a in half]
    value = loss(*half)
    assert value.dtype == tf.float32
    assert float(value) == pytest.approx(float(loss(*same)), rel=1e-6) and np.isfinite(float(value))
