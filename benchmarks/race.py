"""Rounds in which all contenders run in turn, so that what slows the machine slows all of them."""

import time

from tqdm import tqdm


def race(contenders, rounds, steps, warm_up=10):
    """{name: [ms a step of each round]}.

    Args:
        contenders: name -> function that trains so many steps and returns the seconds they took.
        rounds: in each of which every contender trains.
        steps: of each contender in a round.
        warm_up: steps of each before the first round.
    """
    for run in contenders.values():
        run(warm_up)
    taken = {name: [] for name in contenders}
    for _ in tqdm(range(rounds), desc=" / ".join(contenders), leave=False):
        for name, run in contenders.items():
            taken[name].append(run(steps) / steps * 1e3)
    return taken


def timed(run):
    """`run(steps)` that returns how many seconds it took."""

    def clocked(steps):
        start = time.perf_counter()
        run(steps)
        return time.perf_counter() - start

    return clocked
