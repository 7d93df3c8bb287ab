"""A clipped critic underuses its capacity and its weights end at the bounds; one with a gradient penalty does neither.

Gulrajani et al. 2017, https://arxiv.org/abs/1704.00028, figures 1 and 2. As there, the distributions are fixed: eight
Gaussians against the same points with unit Gaussian noise added; both critics have three dense ReLU layers. Measured
are the critic's values on the plane, its weights, the norm of its gradient between real points and fakes, and how much
of the distance W1 it shows: its gap over its steepest slope, which is W1 for the best critic and less for any other.

python -m benchmarks.claims.penalty_or_clipping
"""

import keras
import numpy as np
import tensorflow as tf
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from benchmarks.claims import style
from benchmarks.claims.command import command
from benchmarks.claims.table import Table
from benchmarks.claims.trainings import train
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import load
from tfgan_suite.losses import Wasserstein
from tfgan_suite.losses.gradient import gradient_norm
from tfgan_suite.networks import point_discriminator
from tfgan_suite.optimizers import adam, rmsprop
from tfgan_suite.regularizers import Clipping, InterpolatedGradientPenalty
from tfgan_suite.training.plans.plan import Plan
from tfgan_suite.variants import ComposedGAN
from tfgan_suite.variants.objectives.composed import Stage

CLIP = 0.01
CLIPPED, PENALIZED = f"weights clipped to ±{CLIP}", "gradient penalty"
RULES = {
    CLIPPED: (lambda: Clipping(CLIP), lambda: rmsprop(5e-4, 0.9)),
    PENALIZED: (lambda: InterpolatedGradientPenalty(10.0), lambda: adam(5e-4, 0.5, 0.9)),
}
SIDE = np.linspace(-4, 4, 33, dtype="float32")
PLANE = np.stack(np.meshgrid(SIDE, SIDE), -1).reshape(-1, 2)
SLOPES = np.linspace(-6, 2, 61)


def blurred_ring(shape, seed):
    """The ring's centres with unit Gaussian noise, [n, 2], as if they were latents."""
    first, second = tf.unstack(tf.random.experimental.stateless_split(seed, 2))
    angle = tf.cast(tf.random.stateless_uniform(shape[:1], first, 0, 8, tf.int32), tf.float32) * (np.pi / 4)
    return 2 * tf.stack([tf.cos(angle), tf.sin(angle)], 1) + tf.random.stateless_normal(shape, second)


def game_of(name, units, seed):
    """A critic before fixed distributions: its generator passes on what it is given."""
    keras.utils.set_random_seed(seed)
    rule, optimizer = RULES[name]
    passing = keras.Sequential([keras.Input((2,), name="z"), keras.layers.Identity(name="point")])
    critic = point_discriminator(units=units, depth=3)
    game = ComposedGAN(passing, critic, objective=Wasserstein(), regularizers=[rule()], prior=blurred_ring, seed=seed)
    game.compile(discriminator=optimizer())
    game.stage = Stage.DISCRIMINATOR_ALONE
    return game


def weights(critic):
    """All weights but the biases, one after the other."""
    return np.concatenate([w.numpy().ravel() for w in critic.trainable_variables if len(w.shape) == 2])


def distance(real, fake, n=1000):
    """W1 of the first n points of either kind, by the best assignment; biased upwards."""
    costs = cdist(real[:n], fake[:n])
    return costs[linear_sum_assignment(costs)].mean()


def note_critic(table, name, critic, real, fake):
    """Values on the plane, and histograms of weights and of log10 slopes between real points and fakes."""
    values = by_chunks(critic, PLANE, size=1000).reshape(len(SIDE), len(SIDE))
    for y, row in zip(SIDE, values, strict=True):
        table.note_curve(name, f"value at y = {y:g}", SIDE, row)
    w = weights(critic)
    bound = np.abs(w).max()
    shares, edges = np.histogram(w, np.linspace(-bound, bound, 42))
    table.note_curve(name, "weights", _middle(edges), shares / len(w))
    mix = np.random.default_rng(0).uniform(size=(len(real), 1)).astype("float32")
    slopes = np.asarray(gradient_norm(critic, mix * real + (1 - mix) * fake))
    shares, _ = np.histogram(np.log10(slopes), SLOPES)
    table.note_curve(name, "log10_slopes", _middle(SLOPES), shares / len(slopes))
    gap = float(by_chunks(critic, real, size=1000).mean() - by_chunks(critic, fake, size=1000).mean())
    steepest = max(slopes.max(), np.max(gradient_norm(critic, PLANE)))
    at_bound = np.mean(np.abs(w) > 0.99 * bound)
    table.note(name, gap=gap, median_slope=np.median(slopes), w1_shown=gap / steepest, share_at_bound=at_bound)


def measure(*, steps: int = 6000, units: int = 128, seed: int = 0):
    """Critics of the eight Gaussians, with clipped weights and with a gradient penalty.

    Args:
        steps: of either critic, 256 points of each kind a step.
        units: of its three hidden layers.
        seed: of all randomness.
    """
    table = Table()
    points, ring = load("ring"), load("ring", "test")["point"][:5000]
    for name in RULES:
        game = game_of(name, units, seed)
        train(name, Plan(game, points, points, 256, epochs=1, fields=("point",)), steps)
        fake = game.sample(len(ring), seed=1)
        note_critic(table, name, game.discriminator, ring, fake)
    table.note("points", w1=distance(ring, fake))
    return table


def draw(table):
    """A row for each critic: level sets, weights, slopes."""
    figure, axes = style.panels(2, 3, height=3.2)
    ring = 2 * np.stack([np.cos(np.arange(8) * np.pi / 4), np.sin(np.arange(8) * np.pi / 4)])
    for row, name in zip(axes, RULES, strict=True):
        values = np.stack([table.curve(name, f"value at y = {y:g}")[1] for y in SIDE])
        row[0].contour(SIDE, SIDE, values, levels=14, linewidths=1.2, cmap="viridis")
        row[0].plot(*ring, "o", color=style.COLOURS[1], markersize=4)
        row[0].set(title=name, xlabel="x", ylabel="y", aspect="equal")
        for ax, quantity, label in [
            (row[1], "weights", "weight"),
            (row[2], "log10_slopes", "log₁₀ of the gradient's norm between real and fake"),
        ]:
            places, shares = table.curve(name, quantity)
            ax.bar(places, shares, width=places[1] - places[0], color=style.COLOURS[0])
            ax.set(xlabel=label, ylabel="share", title="")
        row[1].set_title(f"{table.last(name, 'share_at_bound'):.0%} at the largest size")
        shown = table.last(name, "w1_shown") / table.last("points", "w1")
        row[2].set_title(f"gap / steepest slope: {shown:.0%} of W1")
    return figure


def _middle(edges):
    return (edges[1:] + edges[:-1]) / 2


if __name__ == "__main__":
    command(measure, draw)
