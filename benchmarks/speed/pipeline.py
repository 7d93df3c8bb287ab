"""Batches alone, read as fast as they come, against training steps on them."""

from benchmarks.race import race, timed
from benchmarks.speed.dcgan import BATCH, by_fit, stream
from benchmarks.speed.line import Line

EPOCH = 60_000 // BATCH


def read_alone():
    """Reads an epoch of Fashion-MNIST's size for any number of steps, since beginning to read costs some 30 ms."""
    data = stream()

    def read(count):
        for _ in data.take(count):
            pass

    timed_read = timed(read)
    return lambda steps: steps * timed_read(EPOCH) / EPOCH


def lines(rounds, steps):
    taken = race({"pipeline": read_alone(), "fit": by_fit()}, rounds, steps)
    return [Line("a batch from the input pipeline alone", "a step on it", *taken.values(), bound=1 / 20)]
