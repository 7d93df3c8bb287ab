from functools import partial

import numpy as np
import pytest

from tests.variants.cases import CASES, build, one_batch
from tests.variants.test_contract import stream
from tfgan_suite.callbacks import HeadStart, Stages
from tfgan_suite.errors import SuiteError


def critic_steps_before_each_of_the_generator(schedule, steps, usual=5):
    """How many critic steps precede the first, second, ... step of the generator."""
    counts, since = [], 0
    for step in range(steps):
        since += usual
        if not schedule.waits(step):
            counts.append(since)
            since = 0
    return counts


def test_a_hundred_for_the_first_25_and_every_500th():
    counts = critic_steps_before_each_of_the_generator(HeadStart(), 3000)
    for g, count in enumerate(counts[:1100]):
        assert count == (100 if g < 25 or g % 500 == 0 else 5), g


def test_the_generator_waits_and_then_trains():
    case = CASES["clipped"]
    game = build(case)
    game.compile()
    schedule = HeadStart(first=1, every=3, rounds=3)
    game.fit(stream(one_batch(case)), steps_per_epoch=8, verbose=0, callbacks=[schedule])
    moves = sum(not schedule.waits(step) for step in range(8))
    assert int(game.optimizers["generator"].iterations) == moves < 8
    assert int(game.optimizers["discriminator"].iterations) == 8 and game.stage == 0


def test_two_halves_equal_one_training():
    """The schedule follows the game's own steps, so a training that was interrupted goes on in it."""
    case = CASES["clipped"]
    games = build(case), build(case)
    for game, parts in zip(games, ([6], [2, 4]), strict=True):
        game.compile()
        for steps in parts:
            game.fit(stream(one_batch(case)), steps_per_epoch=steps, verbose=0, callbacks=[HeadStart(1, 3, 3)])
    for a, b in zip(games[0].variables, games[1].variables, strict=True):
        np.testing.assert_array_equal(a.numpy(), b.numpy())


def test_several_steps_in_one_call_are_refused():
    """All of them would be the generator's, or none."""
    case = CASES["clipped"]
    game = build(case)
    game.compile(steps_per_execution=4)
    with pytest.raises(SuiteError, match="steps_per_execution=1"):
        game.fit(stream(one_batch(case)), steps_per_epoch=8, verbose=0, callbacks=[HeadStart(1, 3, 3)])


@pytest.mark.parametrize(("boundary", "refused"), [(6, True), (8, False)])
def test_a_stage_begins_with_a_call_of_several_steps_or_not_at_all(boundary, refused):
    case = CASES["clipped"]
    game = build(case)
    game.compile(steps_per_execution=4)
    fit = partial(game.fit, stream(one_batch(case)), steps_per_epoch=12, verbose=0, callbacks=[Stages([boundary])])
    if refused:
        with pytest.raises(SuiteError, match="begins at step 6, inside a call of 4 steps"):
            fit()
    else:
        fit()
        assert game.stage == 1 and int(game.optimizers["generator"].iterations) == 8
