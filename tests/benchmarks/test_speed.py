"""The race of benchmarks/speed: who is timed, and how a ratio comes of it."""

import pytest

from benchmarks.race import race
from benchmarks.speed import PAGES
from benchmarks.speed.line import Line
from tests.thorough import thorough


def test_contenders_take_turns_and_the_warm_up_is_not_timed():
    trained = []

    def contender(name, seconds):
        def run(steps):
            trained.append((name, steps))
            return seconds * steps

        return run

    taken = race({"a": contender("a", 0.001), "b": contender("b", 0.002)}, rounds=2, steps=5, warm_up=3)
    assert trained == [("a", 3), ("b", 3), *[("a", 5), ("b", 5)] * 2]
    assert taken == {"a": pytest.approx([1, 1]), "b": pytest.approx([2, 2])}


def test_a_ratio_is_taken_within_each_round():
    """A machine that slows down in one round slows both sides."""
    line = Line("a", "b", ours=[1, 1, 30], theirs=[2, 2, 60], bound=0.6)
    assert line.ratio == 0.5
    assert str(line) == "| a | b | 1 | 2 | ms a step | 0.500 | 0.6 | 3 |"


@pytest.mark.parametrize("page", [thorough("loop"), "pipeline"])
def test_a_page_measures(page):
    from benchmarks.speed import measured

    lines = measured(page, rounds=1, steps=1)
    assert page in PAGES and all(line.ratio > 0 and len(line.ours) == 1 for line in lines)
