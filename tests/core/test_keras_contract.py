"""What plain Keras models support, held to a game: callbacks, data adapters, serialization."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch
from tfgan_suite.errors import SuiteError

K = keras.callbacks


@pytest.fixture
def game():
    game = build(CASES["dcgan"])
    game.compile()
    return game


@pytest.fixture
def images():
    batch = keras.tree.flatten(one_batch(CASES["dcgan"]))[0]
    return np.concatenate([batch] * 2)


def weights(game):
    return [variable.numpy() for variable in game.variables]


CALLBACKS = {
    "EarlyStopping": lambda place: K.EarlyStopping("generator_loss", patience=9, mode="min", restore_best_weights=True),
    "ModelCheckpoint": lambda place: K.ModelCheckpoint(
        place / "best.keras", "generator_loss", save_best_only=True, mode="min"
    ),
    "ModelCheckpoint of weights": lambda place: K.ModelCheckpoint(place / "{epoch}.weights.h5", save_weights_only=True),
    "BackupAndRestore": lambda place: K.BackupAndRestore(place / "backup"),
    "CSVLogger": lambda place: K.CSVLogger(place / "log.csv"),
    "TensorBoard": lambda place: K.TensorBoard(place / "board"),
    "TerminateOnNaN": lambda place: K.TerminateOnNaN(),
    "LambdaCallback": lambda place: K.LambdaCallback(on_epoch_end=lambda epoch, logs: None),
}


@pytest.mark.parametrize("callback", CALLBACKS.values(), ids=CALLBACKS)
def test_callbacks(callback, game, images, tmp_path):
    history = game.fit(images, batch_size=8, epochs=2, verbose=0, callbacks=[callback(tmp_path)])
    assert len(history.history["generator_loss"]) == 2 and int(game.steps.numpy()) == 2 * -(-len(images) // 8)


def test_the_best_weights_come_back(game, images):
    class Worse(K.Callback):
        def on_epoch_end(self, epoch, logs=None):
            logs["score"] = epoch
            self.model.seen = getattr(self.model, "seen", None) or weights(self.model)

    stop = K.EarlyStopping("score", patience=1, mode="min", restore_best_weights=True)
    game.fit(images, batch_size=8, epochs=4, verbose=0, callbacks=[Worse(), stop])
    for kept, now in zip(game.seen, weights(game), strict=True):
        np.testing.assert_array_equal(kept, now)


DATA = {
    "arrays": lambda x: x,
    "tensors": tf.constant,
    "tf.data": lambda x: tf.data.Dataset.from_tensor_slices(x).batch(8),
    "PyDataset": lambda x: Batches(x),
    "generator": lambda x: (x[i : i + 8] for i in range(0, len(x), 8)),
}


class Batches(keras.utils.PyDataset):
    """Batches of eight."""

    def __init__(self, x):
        super().__init__()
        self.x = x

    def __len__(self):
        return -(-len(self.x) // 8)

    def __getitem__(self, i):
        return self.x[8 * i : 8 * i + 8]


@pytest.mark.parametrize("form", DATA.values(), ids=DATA)
def test_data_adapters(form, images):
    ends, logs = [], []
    for made in (np.asarray, form):
        game = build(CASES["dcgan"])
        game.compile()
        size = {"batch_size": 8} if isinstance(made(images), np.ndarray | tf.Tensor) else {}
        history = game.fit(made(images), epochs=1, verbose=0, shuffle=False, **size).history
        logs.append((history, game.evaluate(made(images), verbose=0, return_dict=True, **size)))
        assert int(game.steps.numpy()) == -(-len(images) // 8)
        ends.append(weights(game))
    assert logs[0] == logs[1]
    for ours, theirs in zip(*ends, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_a_saved_model_goes_on_as_the_one_that_was_saved(game, images, tmp_path):
    game.fit(images, batch_size=8, verbose=0, shuffle=False)
    game.save(tmp_path / "game.keras")
    again = keras.models.load_model(tmp_path / "game.keras")
    for one in (game, again):
        one.fit(images, batch_size=8, verbose=0, shuffle=False)
    for ours, theirs in zip(weights(game), weights(again), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_weights_by_hand(game, tmp_path):
    other = build(CASES["dcgan"])
    other.set_weights([value + 1 for value in game.get_weights()])
    game.set_weights(other.get_weights())
    for ours, theirs in zip(game.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_single_batches(game, images):
    trained = game.train_on_batch(images[:8], return_dict=True)
    assert trained.keys() == game.test_on_batch(images[:8], return_dict=True).keys() and int(game.steps.numpy()) == 1


def test_tensorflow_has_nothing_to_remark(game, images, caplog, monkeypatch):
    monkeypatch.setattr(tf.get_logger(), "propagate", True)
    game.fit(tf.data.Dataset.from_tensor_slices(images).batch(8), verbose=0)
    assert [record.getMessage() for record in caplog.records if record.name == "tensorflow"] == []


def test_a_policy_of_mixed_precision(images):
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        game = build(CASES["dcgan"])
    finally:
        keras.config.set_dtype_policy(before)
    game.compile()
    start = weights(game)
    history = game.fit(images, batch_size=8, verbose=0).history
    assert game.generator.compute_dtype == "bfloat16" and np.isfinite(history["generator_loss"]).all()
    assert {weight.dtype for weight in game.trainable_weights} == {"float32"}
    assert any((now != then).any() for now, then in zip(weights(game), start, strict=True))


def test_a_policy_of_float64_is_refused_in_words():
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy("float64")
    try:
        game = build(CASES["dcgan"])
    finally:
        keras.config.set_dtype_policy(before)
    with pytest.raises(SuiteError, match=r'computes in float64.* "float32"'):
        game.compile()
