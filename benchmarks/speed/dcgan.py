"""The training that is timed: DCGAN on 28x28 images, by `fit` and by a loop written for it alone."""

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from benchmarks.race import timed
from tfgan_suite import networks
from tfgan_suite.core import latents
from tfgan_suite.data import batches, from_arrays
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam
from tfgan_suite.variants import DCGAN

SHAPE, LATENT, WIDTH, BATCH = (28, 28, 1), 64, 32, 128


def stream(shape=SHAPE, batch=BATCH):
    """Endless batches of noise that is as large as 6,000 images."""
    return batches(from_arrays(np.random.default_rng(0).integers(0, 256, (6000, *shape), "uint8")), batch)


def pair(shape=SHAPE, width=WIDTH):
    keras.utils.set_random_seed(0)
    return networks.generator(shape, LATENT, width=width), networks.discriminator(shape, width=width)


def fitted(gan, data):
    """Trains with `fit` so many steps, timed."""
    gan.compile()
    return timed(lambda steps: gan.fit(data, steps_per_epoch=steps, shuffle=False, verbose=0))


def by_fit(policy="float32", shape=SHAPE, width=WIDTH, batch=BATCH):
    keras.config.set_dtype_policy(policy)
    gan = DCGAN(*pair(shape, width))
    keras.config.set_dtype_policy("float32")
    return fitted(gan, stream(shape, batch))


def by_hand():
    G, D = pair()
    g_adam, d_adam = adam(2e-4, 0.5, 0.999), adam(2e-4, 0.5, 0.999)
    g_weights, d_weights = G.trainable_variables, D.trainable_variables
    g_adam.build(g_weights)
    d_adam.build(d_weights)
    step = tf.Variable(0, dtype=tf.int64)

    @tf.function
    def train(x):
        z = latents.normal((BATCH, LATENT), tf.stack([tf.constant(7, tf.int64), step]))
        step.assign_add(1)
        with tf.GradientTape() as g_tape:
            fake = G(z, training=True)
            with tf.GradientTape() as d_tape:
                d_loss = bce(1, D(x, training=True)) + bce(0, D(ops.stop_gradient(fake), training=True))
            d_adam.apply(d_tape.gradient(d_loss, d_weights), d_weights)
            g_loss = bce(1, D(fake, training=True))
        g_adam.apply(g_tape.gradient(g_loss, g_weights), g_weights)
        return d_loss, g_loss

    data = stream()

    def run(steps):
        for x in data.take(steps):
            losses = train(x)
        [float(loss) for loss in losses]

    return timed(run)
