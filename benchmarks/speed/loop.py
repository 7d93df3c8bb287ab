"""`fit` against a hand-written loop: same networks, batches, optimizers and order of updates."""

from benchmarks.race import race
from benchmarks.speed.dcgan import by_fit, by_hand
from benchmarks.speed.line import Line


def lines(rounds, steps):
    taken = race({"fit": by_fit(), "loop": by_hand()}, rounds, steps)
    return [Line("`fit`, DCGAN", "a `tf.function` loop for this game alone", *taken.values(), bound=1.0)]
