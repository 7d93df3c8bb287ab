"""A Wasserstein critic's loss says how good the samples are; a discriminator's estimate of JS saturates.

Arjovsky et al. 2017, https://arxiv.org/abs/1701.07875, figures 1, 3 and 4. Two measurements:

- Fashion-MNIST: WGAN at the paper's bound and rate, and the same networks as a GAN by cross-entropy, both with five
  steps of the critic for each of the generator and with its head starts of a hundred. Along the training, C-FID beside
  what each critic estimates on held-out images: its gap, or log 2 - L_D / 2, the Jensen-Shannon divergence that it can
  show, at most log 2. Spearman's rank correlation of the two curves.
- N(0, 1) against N(d, 1): what both estimate after training on these fixed distributions, beside the exact JS.

python -m benchmarks.claims.loss_and_quality
"""

import math

import keras
import numpy as np
from scipy.stats import norm, spearmanr

from benchmarks.claims import style
from benchmarks.claims.command import command
from benchmarks.claims.table import Table
from benchmarks.claims.trainings import FashionScore, plan_of, train
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import Examples, load, to_float
from tfgan_suite.losses import NonSaturating, Wasserstein
from tfgan_suite.networks import point_discriminator
from tfgan_suite.optimizers import adam, rmsprop
from tfgan_suite.regularizers import Clipping
from tfgan_suite.training.plans.plan import Plan
from tfgan_suite.variants import ComposedGAN
from tfgan_suite.variants.objectives.composed import Stage

WGAN, GAN, EXACT = "WGAN", "GAN", "exact JS"
GAP, JS = "gap", "js_nats"
ESTIMATES = {WGAN: GAP, GAN: JS}
SETTINGS = {WGAN: {"clip": 0.01, "learning_rate": 5e-5, "beta_2": 0.999}, GAN: {}}
SHIFTS = (0.5, 1.0, 2.0, 4.0)
GRID = np.linspace(-10, 14, 4801)


def estimate(name, r, f):
    """What a critic says of the distance, by its scores of real examples and of fakes [n, 1]."""
    if name == WGAN:
        return float(r.mean() - f.mean())
    loss = NonSaturating().discriminator(r, f)
    return math.log(2) - float(loss) / 2


def bound_of(name, game, real, fake):
    """The estimate of a game's critic on examples [n, ...]."""
    return estimate(name, *(by_chunks(game.discriminator, x, size=500) for x in (real, fake)))


def shift_game(name, d, seed):
    """A critic before N(0, 1) and a fixed N(d, 1)."""
    keras.utils.set_random_seed(seed)
    shifted = keras.Sequential([keras.Input((1,), name="z"), keras.layers.Rescaling(1.0, d, name="point")])
    critic = point_discriminator(1, units=64)
    if name == WGAN:
        game = ComposedGAN(shifted, critic, objective=Wasserstein(), regularizers=[Clipping(0.05)], seed=seed)
        game.compile(discriminator=rmsprop(1e-3, 0.9))
    else:
        game = ComposedGAN(shifted, critic, seed=seed)
        game.compile(discriminator=adam(1e-3, 0.9, 0.999))
    game.stage = Stage.DISCRIMINATOR_ALONE
    return game


def exact_js(d):
    """JS of N(0, 1) and N(d, 1) in nats, by quadrature."""
    p, q = norm.pdf(GRID), norm.pdf(GRID, d)
    m = (p + q) / 2
    integrand = sum(a * np.log(np.where(a > 0, a, 1) / m) for a in (p, q)) / 2
    return float(np.trapezoid(integrand, GRID))


def measure_shift(table, steps, seed, shifts=SHIFTS):
    rng = np.random.default_rng(seed)
    real = Examples({"point": rng.normal(size=(100_000, 1)).astype("float32")}, "N(0, 1)")
    fresh = rng.normal(size=(50_000, 1)).astype("float32")
    for d in shifts:
        table.note(EXACT, d, js_nats=exact_js(d))
        for name, quantity in ESTIMATES.items():
            game = shift_game(name, d, seed)
            train(f"{name}, d = {d:g}", Plan(game, real, real, 256, epochs=1, fields=("point",)), steps)
            fake = game.sample(len(fresh), seed=1)
            table.note(f"{name}, shift", d, **{quantity: bound_of(name, game, fresh, fake)})


def measure_images(table, steps, every, n, width, seed):
    test = load("fashion_mnist", "test")
    score, held_out = FashionScore(test, n), to_float(test["image"][:n])
    shared = {"n_critic": 5, "critic_norm": "none", "head_start": True, "width": width}
    for name in ESTIMATES:
        plan = plan_of(name.lower(), seed, **shared, **SETTINGS[name])
        game = plan.game

        def look(name=name, game=game):
            value = bound_of(name, game, held_out, game.sample(n, seed=2))
            moves = int(game.optimizers["generator"].iterations.numpy())
            table.note(name, moves, **{ESTIMATES[name]: value, "c_fid": score(game)})

        train(name, plan, steps, every, look)
        table.note(name, **correlations(table, name))


def correlations(table, name):
    """Spearman's ρ of estimate and C-FID over all measurements, and over the later half of them."""
    told, quality = (table.curve(name, quantity)[1] for quantity in (ESTIMATES[name], "c_fid"))
    later = len(told) // 2
    return {
        "rank_correlation": spearmanr(told, quality).statistic,
        "rank_correlation_later_half": spearmanr(told[later:], quality[later:]).statistic,
    }


def measure(
    *,
    steps: int = 1200,
    every: int = 100,
    n: int = 2000,
    width: int = 32,
    shift_steps: int = 1500,
    seed: int = 0,
):
    """WGAN's gap and a GAN's estimate of JS against C-FID, and on two Gaussians a known distance apart.

    Args:
        steps: training steps on images, those included in which the generator waits.
        every: steps between two measurements.
        n: samples and held-out images of C-FID and of the estimates.
        width: channels of the networks' finest level.
        shift_steps: steps of a critic on two Gaussians.
        seed: of all randomness.
    """
    table = Table()
    measure_shift(table, shift_steps, seed)
    measure_images(table, steps, every, n, width, seed)
    return table


def draw(table):
    """Either estimate beside C-FID over the training, and both over the shift."""
    figure, axes = style.panels(1, 3)
    labels = {WGAN: "critic's gap, held-out images", GAN: "JS estimate, nats, held-out images"}
    for ax, name in zip(axes, ESTIMATES, strict=False):
        ax.plot(*table.curve(name, ESTIMATES[name]), color=style.COLOURS[0])
        ax.set(title=f"{name}: ρ = {table.last(name, 'rank_correlation'):.2f}", xlabel="generator steps")
        ax.set_ylabel(labels[name], color=style.COLOURS[0])
        ax.set_ylim(bottom=0)
        beside = ax.twinx()
        beside.plot(*table.curve(name, "c_fid"), color=style.COLOURS[1], linestyle="--")
        beside.set_ylabel("C-FID", color=style.COLOURS[1])
        beside.set_ylim(bottom=0)
        beside.grid(visible=False)
    axes[1].axhline(math.log(2), color=style.GREY, linestyle=":")
    axes[1].annotate("log 2", (0, math.log(2)), xytext=(4, -13), textcoords="offset points", color=style.GREY)
    shift = axes[2]
    shift.plot(*table.curve(f"{WGAN}, shift", GAP), "o-", color=style.COLOURS[2], label="critic's gap, |w| ≤ .05")
    shift.plot(*table.curve(f"{GAN}, shift", JS), "s-", color=style.COLOURS[3], label="JS estimate, nats")
    shift.plot(*table.curve(EXACT, JS), ":", color=style.GREY, label="exact JS, nats")
    shift.axhline(math.log(2), color=style.GREY, linestyle=":")
    shift.set(title="N(0, 1) against N(d, 1)", xlabel="shift d", ylabel="estimate", ylim=(0, None))
    shift.legend()
    return figure


if __name__ == "__main__":
    command(measure, draw)
