import math

import keras

from tests.callbacks.trainings import fit
from tfgan_suite import load_game
from tfgan_suite.callbacks import Evaluate
from tfgan_suite.callbacks.evaluation import numbers


def scripted(values):
    """A measure that says these in turn."""
    values = iter(values)
    return lambda game: {"fid": next(values), "protocol": "words", "coverage": {"recall": 0.5}}


def test_numbers_are_in_the_logs_and_stay_there_in_between(game, batch):
    history = fit(game, batch, Evaluate(scripted([9, 4, 6]), every=3), epochs=7)
    assert history["fid"] == [9, 9, 4, 4, 4, 6, 6]
    assert history["coverage/recall"] == [0.5] * 7
    assert "protocol" not in history


def test_a_single_number_has_a_name(game, batch):
    evaluate = Evaluate(lambda game: float(game.sample(4).mean()), name="brightness")
    assert math.isfinite(fit(game, batch, evaluate)["brightness"][0])


def test_keras_keeps_the_best_checkpoint(game, batch, tmp_path):
    path = tmp_path / "best.keras"
    best = keras.callbacks.ModelCheckpoint(path, monitor="fid", mode="min", save_best_only=True)
    fit(game, batch, Evaluate(scripted([9, 4, 6]), every=2), best, epochs=5, steps=3)
    assert int(load_game(path).steps.numpy()) == 2 * 3


def test_keras_stops_early_and_restores_the_best(game, batch):
    stop = keras.callbacks.EarlyStopping(monitor="fid", mode="min", patience=4, restore_best_weights=True)
    history = fit(game, batch, Evaluate(scripted([9, 4, 6, 7, 8, 9]), every=2), stop, epochs=12, steps=3)
    assert len(history["fid"]) == 2 + 4
    assert int(game.steps.numpy()) == 2 * 3


def test_flat_names():
    assert numbers({"swd": {"mean": 3, "n": 9}, "fid": 1.5, "words": "x", "list": [1]}) == {
        "swd/mean": 3.0,
        "swd/n": 9.0,
        "fid": 1.5,
    }
