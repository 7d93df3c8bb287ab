"""Which remedies against mode collapse cover more of a thousand modes in the same computing time?

Unrolling (Metz et al. 2016, https://arxiv.org/abs/1611.02163, section 3.3.1, table 1, from which the task comes),
encoders (Che et al. 2016, https://arxiv.org/abs/1612.02136), several generators (Ghosh et al. 2017,
https://arxiv.org/abs/1704.02906), minibatch discrimination (Salimans et al. 2016, https://arxiv.org/abs/1606.03498) and
Wasserstein critics are each said to cover modes that the plain game misses. Measured on Fashion-MNIST stacked in three
channels, in place of digits: of 25,600 samples, how many of the 1,000 combinations occur, and the Kullback-Leibler
divergence of their shares from uniform. Every system has the same networks, width, minibatch and latents (but for what
its remedy adds or forbids) and the same processor time, counted from the end of its first step.

python -m benchmarks.claims.mode_coverage
"""

import time

import keras
import numpy as np
from tqdm import tqdm

from benchmarks.claims import style
from benchmarks.claims.command import command
from benchmarks.claims.table import Table
from benchmarks.claims.trainings import plan_of, uint8_samples
from tfgan_suite.metrics import StackedFashionClassifier

MODES = 1000
SHARED = {"data": "stacked_fashion_mnist", "batch_size": 64, "width": 32, "latent_dim": 64}
CONTENDERS = {
    "DCGAN": ("dcgan", {}),
    "minibatch discrimination": ("gan", {"minibatch_kernels": 100}),
    "unrolled, K = 5": ("unrolled", {"generator_rate": 2e-4, "discriminator_rate": 2e-4}),
    "MRGAN": ("mrgan", {}),
    "MAD-GAN, 4 generators": ("mad_gan", {}),
    "WGAN-GP": ("wgan_gp", {"n_critic": 5, "learning_rate": 1e-4, "beta_1": 0.5}),
}
REAL = "real images"


class Budget(keras.callbacks.Callback):
    """Ends a training that has spent its processor time, which counts from the end of the first step."""

    def __init__(self, seconds, bar):
        super().__init__()
        self.seconds = seconds
        self.bar = bar
        self.start = None

    def on_train_batch_end(self, batch, logs=None):
        now = time.process_time()
        if self.start is None:
            self.start = now
        spent = min(now - self.start, self.seconds)
        self.bar.update(spent - self.bar.n)
        self.model.stop_training = spent >= self.seconds


def train_for(name, plan, seconds):
    """Trains a plan for so much processor time."""
    with tqdm(total=seconds, desc=name, bar_format="{desc}: {bar} {n:.0f}/{total:.0f} s of a core") as bar:
        callbacks = [*plan.callbacks, Budget(seconds, bar)]
        plan.game.fit(plan.training_data(), steps_per_epoch=10**9, shuffle=False, verbose=0, callbacks=callbacks)


def modes_of(parts, classifier):
    """Counts [1000] of the modes that images are in, given as arrays uint8 [n, H, W, 3] one after the other."""
    return sum(np.bincount(classifier.probabilities(x).argmax(1), minlength=MODES) for x in parts)


def coverage(counts):
    """How many modes occur at all, and KL(share of each ‖ uniform) in nats."""
    share = counts[counts > 0] / counts.sum()
    return {"modes": np.sum(counts > 0), "kl_nats": (share * np.log(share * len(counts))).sum()}


def measure(*, seconds: float = 240.0, n: int = 25_600, seed: int = 0):
    """Modes of a thousand that six systems cover in the same computing time.

    Args:
        seconds: of one processor core, for the training of each system.
        n: samples whose modes are counted.
        seed: of all randomness.
    """
    table = Table()
    classifier = StackedFashionClassifier()
    for name, (system, settings) in CONTENDERS.items():
        plan = plan_of(system, seed, **SHARED, **settings)
        train_for(name, plan, seconds)
        steps = int(plan.game.optimizers["generator"].iterations.numpy())
        counts = modes_of(uint8_samples(plan.game, n), classifier)
        table.note(name, seconds, generator_steps=steps, **coverage(counts))
    real = plan.train["image"][:n]
    table.note(REAL, **coverage(modes_of((real[i : i + 2000] for i in range(0, n, 2000)), classifier)))
    return table


def draw(table):
    """Bars of modes and of divergences, the best on top."""
    names = sorted(table.series("generator_steps"), key=lambda name: table.last(name, "modes"))
    figure, axes = style.panels(1, 2, sharey=True)
    for ax, quantity, label in [
        (axes[0], "modes", f"modes that occur, of {MODES:,}"),
        (axes[1], "kl_nats", "KL of the modes' shares from uniform, nats"),
    ]:
        values = [table.last(name, quantity) for name in names]
        ax.barh(names, values, color=style.COLOURS[0], height=0.6)
        for row, value in enumerate(values):
            text = f"{value:.0f}" if value >= 100 else f"{value:.3g}"
            place = {"xytext": (4, 0), "textcoords": "offset points", "va": "center"}
            ax.annotate(text, (value, row), **place, bbox={"color": "white", "pad": 0.5})
        ax.axvline(table.last(REAL, quantity), color=style.GREY, linestyle="--", label=REAL)
        ax.set_xlabel(label)
        ax.margins(x=0.15)
        ax.grid(axis="y", visible=False)
    axes[0].set_yticks(
        range(len(names)), [f"{name}\n{table.last(name, 'generator_steps'):,.0f} generator steps" for name in names]
    )
    axes[1].legend(loc="upper right")
    return figure


if __name__ == "__main__":
    command(measure, draw)
