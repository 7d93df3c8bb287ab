"""Curves of epochs, and nothing that grows with the steps."""

import keras
import numpy as np
import tensorflow as tf
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from tests.variants.cases import CASES, build, one_batch
from tfgan_suite.callbacks import EpochBoard


def scalars_of(board, monkeypatch, epochs=2):
    """Names, values and steps of all scalars that a training hands to TensorFlow."""
    seen, write = [], board.summary.scalar

    def noted(name, value, step):
        seen.append((name, value, step))
        return write(name, value, step=step)

    monkeypatch.setattr(board.summary, "scalar", noted)
    game = build(CASES["dcgan"])
    game.compile()
    data = tf.data.Dataset.from_tensors(one_batch(CASES["dcgan"])).repeat()
    game.fit(data, steps_per_epoch=3, epochs=epochs, shuffle=False, verbose=0, callbacks=[board])
    return seen


def test_epochs_are_written_and_batches_are_not_handed_over(monkeypatch, tmp_path):
    seen = scalars_of(EpochBoard(tmp_path), monkeypatch)
    assert [name for name, *_ in seen] == ["epoch_discriminator_loss", "epoch_generator_loss"] * 2
    assert all(isinstance(number, np.ndarray) for _, *numbers in seen for number in numbers)
    written = EventAccumulator(str(tmp_path / "train"), size_guidance={"tensors": 0}).Reload()
    assert [event.step for event in written.Tensors("epoch_generator_loss")] == [0, 1]


def test_keras_own_hands_them_over(monkeypatch, tmp_path):
    seen = scalars_of(keras.callbacks.TensorBoard(tmp_path, write_graph=False), monkeypatch)
    assert [name for name, *_ in seen].count("batch_generator_loss") == 6
    assert all(isinstance(value, float) for name, value, _ in seen if name.startswith("epoch"))
