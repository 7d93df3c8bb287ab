import json
import time
import types

import keras
import numpy as np
import pytest

from tests.callbacks.trainings import fit
from tests.variants.cases import CASES, build, one_batch
from tfgan_suite.callbacks import Stopwatch
from tfgan_suite.errors import SuiteError


@pytest.fixture
def game():
    game = build(CASES["dcgan"])
    game.compile()
    return game


def test_costs_add_up_over_interruptions(game, tmp_path):
    file = tmp_path / "costs.json"
    for part in (1, 2):
        fit(game, one_batch(CASES["dcgan"]), Stopwatch(file), steps=3)
        costs = json.loads(file.read_text())
        assert costs["steps"] == 2 * part, "all but the first step of each part"
    assert costs["seconds"] > 0 and 0 < costs["step_ms"] < 1e3 * costs["seconds"]
    assert 100 < costs["peak_mb"] < 100_000
    assert costs["parameters"] == {
        name: sum(np.prod(w.shape) for w in getattr(game, name).weights) for name in ("generator", "discriminator")
    }


def test_a_long_training_keeps_its_last_thousand_steps(tmp_path):
    watch = Stopwatch(tmp_path / "costs.json")
    watch.set_model(types.SimpleNamespace(stop_training=False))
    for batch in range(3000):
        watch.on_train_batch_begin(batch)
        watch.on_train_batch_end(batch)
    assert watch.steps == 2999 and len(watch.durations) == 1000


def test_time_ends_a_training_and_stays_up(game, tmp_path):
    watch = Stopwatch(tmp_path / "costs.json", minutes=1e-9)
    fit(game, one_batch(CASES["dcgan"]), watch, steps=50, epochs=4)
    assert game.steps.numpy() == 2 and watch.is_up, "one step to compile and one on the clock"
    assert Stopwatch(watch.file, minutes=1e-9).is_up and not Stopwatch(watch.file, minutes=10).is_up


@pytest.mark.parametrize("clock", ["wall", "cores"])
def test_only_the_clock_on_the_wall_counts_what_others_take(game, tmp_path, clock):
    others = keras.callbacks.LambdaCallback(on_train_batch_begin=lambda batch, logs: time.sleep(0.5))
    watch = Stopwatch(tmp_path / "costs.json", clock=clock)
    fit(game, one_batch(CASES["dcgan"]), watch, others, steps=4)
    costs = json.loads(watch.file.read_text())
    assert costs["clock"] == clock
    assert (costs["seconds"] > 1.5) == (clock == "wall") and costs["seconds"] > 0


@pytest.mark.thorough
def test_clocks_do_not_add_up(game, tmp_path):
    fit(game, one_batch(CASES["dcgan"]), Stopwatch(tmp_path / "costs.json", clock="cores"), steps=2)
    with pytest.raises(SuiteError, match="counts by the clock 'cores'"):
        Stopwatch(tmp_path / "costs.json")


def test_no_time_is_refused(tmp_path):
    with pytest.raises(SuiteError, match="leaves nothing to do"):
        Stopwatch(tmp_path / "costs.json", minutes=0)
