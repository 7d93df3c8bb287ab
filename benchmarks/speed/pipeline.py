"""Batches alone, read as fast as they come, against training steps on them."""

from benchmarks.race import race, timed
from benchmarks.speed.dcgan import by_fit, stream
from benchmarks.speed.line import Line


def read_alone():
    data = stream()

    def run(steps):
        for _ in data.take(steps):
            pass

    return timed(run)


def lines(rounds, steps):
    taken = race({"pipeline": read_alone(), "fit": by_fit()}, rounds, steps)
    return [Line("a batch from the input pipeline alone", "a step on it", *taken.values(), bound=1 / 20)]
