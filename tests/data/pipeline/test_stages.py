"""Streams that change at a training step can be entered anywhere."""

import numpy as np
import pytest

from tests.variants.cases import CASES, build
from tests.variants.noise import SHAPE
from tfgan_suite.data import Examples, batches, in_stages
from tfgan_suite.training.plans.plan import Plan

EASY, HARD = (Examples({"point": np.arange(10.0)[:, None] + first}, "numbers") for first in (0, 100))


def staged(start=0):
    streams = [lambda start, e=e: batches(e, 4, ("point",), seed=3, start=start) for e in (EASY, HARD, EASY)]
    return in_stages(streams, (3, 5), start)


def taken(data, n):
    return [np.array(batch) for batch in data.take(n)]


def test_each_stage_begins_at_its_step_with_its_own_first_batch():
    hard = [bool((batch >= 100).all()) for batch in taken(staged(), 8)]
    assert hard == [False] * 3 + [True] * 2 + [False] * 3
    first = taken(batches(HARD, 4, ("point",), seed=3), 2)
    for ours, theirs in zip(taken(staged(), 8)[3:5], first, strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("start", [1, 3, 4, 5, 7])
def test_entered_at_a_step_it_goes_on_as_if_it_had_been_read_from_the_beginning(start):
    for ours, theirs in zip(taken(staged(start), 9 - start), taken(staged(), 9)[start:], strict=True):
        np.testing.assert_array_equal(ours, theirs)


def trained(plan, steps):
    data = plan.training_data(start=int(plan.game.steps.numpy()))
    plan.game.fit(data, steps_per_epoch=steps, verbose=0, shuffle=False)
    return plan.game.generator.get_weights()


def plan_of_stages(seed=0):
    game = build(CASES["dcgan"], seed)
    game.compile()
    rng = np.random.default_rng(0)
    spans = ((0, 99), (150, 255))
    dark, bright = (Examples({"image": rng.integers(*span, (16, *SHAPE), "uint8")}, "noise") for span in spans)
    streams = [lambda start, e=e: batches(e, 8, seed=1, start=start) for e in (dark, bright)]
    return Plan(game, bright, bright, 8, 1, stream=lambda plan, start: in_stages(streams, (2,), start))


@pytest.mark.long
def test_a_plan_whose_data_depend_on_the_step_is_resumed_exactly(tmp_path):
    whole = trained(plan_of_stages(), 4)
    for cut in (1, 3):
        first, again = plan_of_stages(), plan_of_stages(seed=1)
        trained(first, cut)
        first.game.save(tmp_path / "game.keras")
        again.restore(tmp_path / "game.keras")
        for ours, theirs in zip(trained(again, 4 - cut), whole, strict=True):
            np.testing.assert_array_equal(ours, theirs)
        assert int(again.game.steps) == 4


def test_boundaries_that_do_not_rise_are_refused():
    with pytest.raises(ValueError, match="rising boundaries"):
        in_stages([EASY, HARD, EASY], (5, 5))
