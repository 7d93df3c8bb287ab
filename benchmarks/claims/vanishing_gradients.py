"""Least squares pull a fake where cross-entropy's gradient has vanished.

Mao et al. 2016, https://arxiv.org/abs/1611.04076, figure 1: cross-entropy says nothing to fakes far on the right side
of the boundary. Arjovsky and Bottou 2017, https://arxiv.org/abs/1701.04862, figure 2: with the saturating loss the
generator's gradient dies as its discriminator is trained ahead. Measured are

- exactly, by the suite's own losses: the gradient of the generator's loss with respect to a fake's score;
- in a training, as Arjovsky and Bottou do: a generator stands still after some hundred steps of training, a fresh
  discriminator of each kind is trained alone, and the norm of the gradient that reaches the generator is taken on the
  way.

python -m benchmarks.claims.vanishing_gradients
"""

import numpy as np
import tensorflow as tf

from benchmarks.claims import style
from benchmarks.claims.command import command
from benchmarks.claims.table import Table
from benchmarks.claims.trainings import plan_of, train
from tfgan_suite.core import latents
from tfgan_suite.losses import LeastSquares, Minimax, NonSaturating
from tfgan_suite.variants.objectives.composed import Stage

LOSSES = {
    "cross-entropy, saturating": Minimax(),
    "cross-entropy, non-saturating": NonSaturating(),
    "least squares": LeastSquares(),
}
OBJECTIVES = {"non_saturating": list(LOSSES)[:2], "least_squares": list(LOSSES)[2:]}
SCORES = np.linspace(-8, 8, 81, dtype="float32")
Z = 512


def slopes(objective, scores):
    """|∂L_G / ∂D(G(z))| of one fake, at each of the scores [n]."""
    f = tf.Variable(scores)
    with tf.GradientTape() as tape:
        loss = tf.add_n([objective.generator(f[i : i + 1]) for i in range(len(scores))])
    return np.abs(tape.gradient(loss, f))


def reaching(game, objective):
    """‖∂L_G / ∂θ_G‖ over all of the generator's weights, networks in inference mode, and the mean score of fakes."""
    G, D = game.generator, game.discriminator
    z = latents.normal((Z, game.latent_dim), (1, 0))
    with tf.GradientTape() as tape:
        scores = D(G(z, training=False), training=False)
        loss = objective.generator(scores)
    gradients = tape.gradient(loss, [w.value for w in G.trainable_variables])
    return float(tf.linalg.global_norm(gradients)), float(tf.reduce_mean(scores))


def measure(*, trained: int = 500, ahead: int = 300, every: int = 20, width: int = 32, seed: int = 0):
    """Gradients that reach a generator from cross-entropy and from least squares.

    Args:
        trained: steps of both players before the generator stands still.
        ahead: steps of each fresh discriminator alone.
        every: steps between two measurements.
        width: channels of the networks' finest level.
        seed: of all randomness.
    """
    table = Table()
    for name, objective in LOSSES.items():
        table.note_curve(name, "slope", SCORES, slopes(objective, SCORES))
    player = plan_of("gan", seed, critic_norm="none", width=width)
    train("both players", player, trained)
    for objective, names in OBJECTIVES.items():
        plan = plan_of("gan", seed + 1, objective=objective, critic_norm="none", width=width)
        game = plan.game
        game.generator.set_weights(player.game.generator.get_weights())
        game.stage = Stage.DISCRIMINATOR_ALONE

        def look(names=names, game=game):
            for name in names:
                norm, score = reaching(game, LOSSES[name])
                table.note(name, int(game.steps.numpy()), gradient_norm=norm, fake_score=score)

        look()
        train(f"{objective} discriminator alone", plan, ahead, every, look)
    return table


def draw(table):
    """The exact slopes, and the norms over the discriminator's steps."""
    figure, (exact, reached) = style.panels(1, 2)
    for (name, marker), colour in zip(zip(LOSSES, "os^", strict=True), style.COLOURS, strict=False):
        exact.plot(*table.curve(name, "slope"), color=colour, label=name)
        reached.plot(*table.curve(name, "gradient_norm"), marker=marker, markersize=4, color=colour, label=name)
    exact.set(title="exact", xlabel="score of a fake, D(G(z)) before any sigmoid", ylabel="|∂ loss of G / ∂ score|")
    exact.set(ylim=(0, 4))
    figure.legend(*exact.get_legend_handles_labels(), loc="outside lower center", ncols=3)
    reached.set(title="a discriminator trained ahead", xlabel="steps of the discriminator alone", yscale="log")
    reached.set_ylabel("‖∂ loss of G / ∂ weights of G‖")
    return figure


if __name__ == "__main__":
    command(measure, draw)
