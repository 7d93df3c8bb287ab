"""`fit` against a hand-written loop: same networks, batches, optimizers and order of updates, interleaved in one run.

python -m benchmarks.fit_against_loop [--rounds 20] [--steps 50]
"""

import argparse
import statistics
import time

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_suite import latents, networks
from tfgan_suite.data import batches, from_arrays
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam
from tfgan_suite.variants import DCGAN

SHAPE, LATENT, BATCH = (28, 28, 1), 64, 128


def pair():
    keras.utils.set_random_seed(0)
    return networks.generator(SHAPE, LATENT, width=32), networks.discriminator(SHAPE, width=32)


def by_fit():
    gan = DCGAN(*pair())
    gan.compile()

    def run(data, steps):
        gan.fit(data, steps_per_epoch=steps, shuffle=False, verbose=0)

    return run


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

    def run(data, steps):
        for x in data.take(steps):
            losses = train(x)
        [float(loss) for loss in losses]

    return run


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--steps", type=int, default=50)
    options = parser.parse_args()
    images = np.random.default_rng(0).integers(0, 256, (6000, *SHAPE), "uint8")
    data = batches(from_arrays(images), BATCH)
    contenders = {"fit": by_fit(), "hand-written loop": by_hand()}
    times = {name: [] for name in contenders}
    for run in contenders.values():
        run(data, 10)
    for _ in range(options.rounds):
        for name, run in contenders.items():
            start = time.perf_counter()
            run(data, options.steps)
            times[name].append((time.perf_counter() - start) / options.steps * 1e3)
    for name, taken in times.items():
        print(f"{name:20} median {statistics.median(taken):6.2f} ms a step ({min(taken):.2f} to {max(taken):.2f})")
    ratios = [a / b for a, b in zip(*times.values(), strict=True)]
    print(f"{'fit / loop':20} median {statistics.median(ratios):.3f} of {len(ratios)} interleaved rounds")


if __name__ == "__main__":
    main()
