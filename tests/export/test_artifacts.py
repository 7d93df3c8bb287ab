import gc
import subprocess
import sys
from pathlib import Path

import keras
import pytest
import tensorflow as tf

from tfgan_suite.errors import SuiteError
from tfgan_suite.export import export_network


def test_layout(generator, tmp_path):
    checks = export_network(generator, tmp_path)
    assert [check.path for check in checks] == [
        tmp_path / "savedmodel" / "generator" / "1",
        tmp_path / "litert" / "generator.tflite",
    ]
    assert all(check.path.exists() for check in checks)
    (again,) = export_network(generator, tmp_path, ["savedmodel"])
    assert again.path.name == "2"


def test_one_saved_model_serves_all_formats_and_goes_with_them(generator, monkeypatch, tmp_path):
    places, save = [], tf.saved_model.save

    def noted(model, place, *args, **kwargs):
        places.append(Path(place))
        save(model, place, *args, **kwargs)

    monkeypatch.setattr(tf.saved_model, "save", noted)
    export_network(generator, tmp_path, ["savedmodel", "litert", "litert-float16"])
    gc.collect()
    assert len(places) == 1 and not places[0].parent.exists()


def test_unknown_formats_are_named_with_the_known(generator, tmp_path):
    with pytest.raises(SuiteError, match=r"'onnx', 'tfjs'.*savedmodel, litert"):
        export_network(generator, tmp_path, ["savedmodel", "onnx", "tfjs"])
    assert list(tmp_path.iterdir()) == []


class Determinant(keras.layers.Layer):
    def call(self, x):
        return x * tf.linalg.det(keras.ops.reshape(x, (-1, 4, 4)))[:, None]


def test_all_formats_or_none(contents, tmp_path):
    z = keras.Input((16,), name="z")
    network = keras.Model(z, keras.layers.Dense(4)(Determinant()(z)))
    (only,) = export_network(network, tmp_path, ["savedmodel"])
    before = contents(tmp_path)
    with pytest.raises(SuiteError, match="MatrixDeterminant"):
        export_network(network, tmp_path, ["savedmodel", "litert"])
    assert contents(tmp_path) == before
    assert only.path.name == "1"


def test_importing_the_room_does_not_load_tensorflow():
    script = "import sys, tfgan_suite.export as e; print('export_network' in dir(e), 'tensorflow' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == ["True", "False"]
