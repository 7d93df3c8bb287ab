"""What tensorflow-addons answers. Run by `make oracle` in an environment of its own: TensorFlow 2.15.1 and
tensorflow-addons 0.23.0, which cannot be imported beside Keras 3.

    python tests/oracle/addons.py answers.npz
"""

import sys

import numpy as np
import questions as q
import tensorflow as tf
import tensorflow_addons as tfa


def normalized(layer):
    layer.build(q.images().shape)
    layer.gamma.assign(q.scale()[0])
    layer.beta.assign(q.scale()[1])
    return layer(q.images())


def weight_normalized():
    layer = tf.keras.layers.Dense(5)
    wrapped = tfa.layers.WeightNormalization(layer, data_init=False)
    wrapped(q.vectors())
    wrapped.v.assign(q.kernel())
    wrapped.g.assign(np.arange(1.0, 6.0))
    return wrapped(q.vectors())


def spectral():
    """The layer's own kernel after many training calls, and the raw kernel over it: σ."""
    layer = tf.keras.layers.Dense(5, use_bias=False)
    wrapped = tfa.layers.SpectralNormalization(layer, power_iterations=100)
    wrapped(q.vectors())
    layer.kernel.assign(q.kernel())
    wrapped(q.vectors(), training=True)
    return np.mean(q.kernel() / layer.kernel.numpy()), layer.kernel.numpy()


def averaged():
    variable = tf.Variable(np.zeros(3, "float32"))
    optimizer = tfa.optimizers.MovingAverage(
        tf.keras.optimizers.legacy.SGD(1.0), average_decay=0.9, dynamic_decay=False
    )
    for value in q.trail():
        optimizer.apply_gradients([(variable - value, variable)])
    optimizer.assign_average_vars([variable])
    return variable


sigma, kernel = spectral()
y, p = q.targets()
answers = {
    "instance_norm": normalized(tfa.layers.InstanceNormalization(epsilon=1e-3)),
    "group_norm": normalized(tfa.layers.GroupNormalization(groups=3, epsilon=1e-3)),
    "weight_norm": weight_normalized(),
    "sigma": sigma,
    "spectral_kernel": kernel,
    "moving_average": averaged(),
    "focal": tfa.losses.SigmoidFocalCrossEntropy(alpha=0.25, gamma=2.0, reduction="none")(y, p),
    "rotate": tfa.image.rotate(q.colours(), 0.3, interpolation="bilinear"),
    "translate": tfa.image.translate(q.colours(), [1.5, -2.25], interpolation="bilinear"),
    "blur": tfa.image.gaussian_filter2d(q.colours(), filter_shape=5, sigma=1.2, padding="CONSTANT"),
    "warp": tfa.image.dense_image_warp(q.colours(), q.flow()),
}
np.savez(sys.argv[1], **{name: np.asarray(value) for name, value in answers.items()})
print("answers:", sys.argv[1])
