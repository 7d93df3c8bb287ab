"""Spectral normalization costs a step little, penalties of slopes much.

Miyato et al. 2018, https://arxiv.org/abs/1802.05957, section 3 and figure 10: one power iteration a step is cheap, a
gradient penalty asks for another round of forward and backward propagation. Measured is the time of a training step of
one game (64 images of Fashion-MNIST, one discriminator step, one generator step) that differs in nothing but its rule
for the discriminator, in rounds that interleave all four; the ratio to the plain game is taken within each round.

python -m benchmarks.claims.step_costs
"""

import numpy as np

from benchmarks.claims import style
from benchmarks.claims.command import command
from benchmarks.claims.table import Table
from benchmarks.claims.trainings import plan_of
from benchmarks.race import race, timed

PLAIN = "plain"
CONTENDERS = {
    PLAIN: {},
    "spectral norm": {"critic_norm": "spectral"},
    "gradient penalty": {"gradient_penalty": 10.0},
    "R1": {"r1": 10.0},
}


def runner(settings, width, seed):
    """A function that trains so many steps and returns the seconds they took."""
    plan = plan_of("gan", seed, **{"critic_norm": "none", "width": width, **settings})

    def run(steps):
        plan.game.fit(plan.training_data(), steps_per_epoch=steps, shuffle=False, verbose=0)

    return timed(run)


def measure(*, rounds: int = 12, steps: int = 20, width: int = 32, seed: int = 0):
    """Time of a step with spectral normalization, gradient penalty and R1, as ratios to none of them.

    Args:
        rounds: in each of which every game trains.
        steps: of each game in a round.
        width: channels of the networks' finest level.
        seed: of the games.
    """
    table = Table()
    taken = race({name: runner(settings, width, seed) for name, settings in CONTENDERS.items()}, rounds, steps, 3)
    for number, costs in enumerate(zip(*taken.values(), strict=True)):
        plain = costs[list(taken).index(PLAIN)]
        for name, ms in zip(taken, costs, strict=True):
            table.note(name, number, ms_a_step=ms, ratio=ms / plain)
    return table


def draw(table):
    """Bars of the median ratio, whiskers from the least to the largest, and the median time of a step."""
    figure, ax = style.panels(1, 1)
    figure.set_figwidth(6)
    for row, name in enumerate(CONTENDERS):
        ratios = table.curve(name, "ratio")[1]
        median, ms = np.median(ratios), np.median(table.curve(name, "ms_a_step")[1])
        whiskers = [[median - ratios.min()], [ratios.max() - median]]
        ax.barh(row, median, height=0.6, color=style.COLOURS[0], xerr=whiskers, error_kw={"capsize": 3})
        text, end = f"{median:.2f} ({ms:.0f} ms)", (ratios.max(), row)
        ax.annotate(text, end, xytext=(6, 0), textcoords="offset points", va="center")
    ax.set_yticks(range(len(CONTENDERS)), CONTENDERS)
    ax.invert_yaxis()
    ax.grid(axis="y", visible=False)
    ax.margins(x=0.25)
    ax.set_xlabel("time of a training step, ratio to plain (median of interleaved rounds)")
    return figure


if __name__ == "__main__":
    command(measure, draw)
