import errno
import os
from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter

from tfgan_suite.errors import SuiteError
from tfgan_suite.export import export_litert


def test_signature_and_answers_at_other_batch_sizes(network, draw, answer, tmp_path):
    path = export_litert(network, tmp_path / "g.tflite")
    interpreter = Interpreter(str(path))
    (names,) = interpreter.get_signature_list().values()
    assert sorted(names["inputs"]) == sorted(t.name for t in network.inputs)
    assert names["outputs"] == ["image"]
    runner = interpreter.get_signature_runner("serving_default")
    for batch in (5, 2):
        inputs = draw(network, batch)
        image = runner(**inputs)["image"]
        assert image.dtype == np.float32
        np.testing.assert_allclose(image, answer(network, inputs), atol=1e-4, rtol=0)


def operations(path):
    return {op["op_name"] for op in Interpreter(str(path))._get_ops_details()}


def test_only_builtin_operations(network, tmp_path):
    names = operations(export_litert(network, tmp_path / "g.tflite"))
    assert names
    assert not [name for name in names if name.startswith("Flex") or "CUSTOM" in name]


class Determinant(keras.layers.Layer):
    def call(self, x):
        return x * tf.linalg.det(keras.ops.reshape(x, (-1, 4, 4)))[:, None]


def test_operations_without_a_builtin_are_named(contents, capfd, tmp_path):
    z = keras.Input((16,), name="z")
    network = keras.Model(z, keras.layers.Dense(4)(Determinant()(z)))
    with pytest.raises(SuiteError, match="no builtin for MatrixDeterminant") as failure:
        export_litert(network, tmp_path / "new" / "g.tflite")
    assert "\n" not in str(failure.value)
    assert contents(tmp_path) == {}
    assert capfd.readouterr() == ("", "")


def test_the_converter_is_silent_and_streams_come_back(generator, capfd, tmp_path):
    export_litert(generator, tmp_path / "g.tflite")
    assert capfd.readouterr() == ("", "")
    os.write(1, b"out")
    os.write(2, b"err")
    assert capfd.readouterr() == ("out", "err")


class Normalized(keras.layers.Dense):
    @property
    def kernel(self):
        return self._kernel / keras.ops.norm(self._kernel)

    @kernel.setter
    def kernel(self, value):
        self._kernel = value


def test_a_reparameterized_kernel_is_folded(tmp_path):
    z = keras.Input((16,), name="z")
    network = keras.Model(z, Normalized(64, activation="tanh")(z))
    names = operations(export_litert(network, tmp_path / "g.tflite"))
    assert names == {"FULLY_CONNECTED", "TANH"}


def test_half_precision_is_refused_in_words(tmp_path):
    z = keras.Input((16,), name="z")
    network = keras.Model(z, keras.layers.Dense(4, dtype="mixed_bfloat16")(z))
    with pytest.raises(SuiteError, match="bfloat16"):
        export_litert(network, tmp_path / "g.tflite")


@pytest.mark.long
def test_a_disk_that_fills_up_midway_keeps_the_last_file(generator, contents, monkeypatch, tmp_path):
    path = export_litert(generator, tmp_path / "g.tflite")
    before = contents(tmp_path)
    generator.set_weights([2 * w for w in generator.get_weights()])
    write_bytes = Path.write_bytes

    def full(path, content):
        write_bytes(path, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(SuiteError, match="No space left on device"):
            export_litert(generator, path)
    assert contents(tmp_path) == before
    export_litert(generator, path)
    assert contents(tmp_path).keys() == before.keys()
    assert contents(tmp_path) != before
