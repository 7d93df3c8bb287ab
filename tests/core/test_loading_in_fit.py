"""Weights that a callback loads while `fit` runs."""

import keras
import numpy as np
import pytest

from tests.variants.cases import CASES, build, one_batch


@pytest.fixture
def batch():
    return one_batch(CASES["dcgan"])


def game():
    game = build(CASES["dcgan"])
    game.compile()
    return game


def weights(game):
    return [v.numpy() for v in [*game.variables, *(v for o in game.optimizers.values() for v in o.variables)]]


class Boom(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        if epoch == 2:
            raise ZeroDivisionError


class Reload(keras.callbacks.Callback):
    """Loads at the end of each epoch what it has just saved, as schemes that go back to the best weights do."""

    def __init__(self, file, stage=None):
        super().__init__()
        self.file, self.stage = file, stage

    def on_epoch_end(self, epoch, logs=None):
        before = self.model.stage
        self.model.stage = before if self.stage is None else self.stage
        self.model.save_weights(self.file)
        self.model.stage = before
        self.model.load_weights(self.file)


def fit(game, batch, *callbacks):
    data = keras.tree.map_structure(lambda x: np.concatenate([x] * 4), batch)
    return game.fit(
        data, batch_size=len(keras.tree.flatten(batch)[0]), epochs=4, shuffle=False, verbose=0, callbacks=[*callbacks]
    )


def test_backup_and_restore_ends_where_an_uninterrupted_training_does(batch, tmp_path):
    straight = game()
    fit(straight, batch)
    with pytest.raises(ZeroDivisionError):
        fit(game(), batch, keras.callbacks.BackupAndRestore(tmp_path / "backup"), Boom())
    resumed = game()
    history = fit(resumed, batch, keras.callbacks.BackupAndRestore(tmp_path / "backup"))
    assert history.epoch == [2, 3] and int(resumed.steps.numpy()) == 16
    for a, b in zip(weights(straight), weights(resumed), strict=True):
        np.testing.assert_array_equal(a, b)


def test_what_is_loaded_in_the_middle_changes_nothing_if_it_is_the_same(batch, tmp_path):
    straight, reloaded = game(), game()
    fit(straight, batch)
    fit(reloaded, batch, Reload(tmp_path / "w.weights.h5"))
    for a, b in zip(weights(straight), weights(reloaded), strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_game_of_another_stage_is_compiled_for_it_at_once(batch, tmp_path):
    loaded = game()
    fit(loaded, batch, Reload(tmp_path / "w.weights.h5", stage=1))
    assert loaded.stage == 1 and int(loaded.steps.numpy()) == 16
