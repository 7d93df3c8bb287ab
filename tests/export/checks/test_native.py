"""TensorFlow's C++ loader, without Python's tensorflow: what TensorFlow Serving is made of."""

import subprocess

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.export.saved import foreign, operations, run_natively
from tfgan_suite.export import export_saved_model


@pytest.mark.parametrize("network", ["embedded_labels"], indirect=True)
def test_the_cpp_loader_answers_as_keras(network, draw, answer, tmp_path):
    version = export_saved_model(network, tmp_path / "base")
    inputs = draw(network, batch=5)
    expected = answer(network, inputs)
    image = run_natively(version, inputs, tmp_path)["image"]
    np.testing.assert_allclose(image, expected, atol=1e-5, rtol=0)
    pixels = run_natively(version, inputs, tmp_path, key="uint8")["image"]
    assert pixels.dtype == np.uint8
    np.testing.assert_allclose(pixels, (expected + 1) * 127.5, atol=0.51, rtol=0)


def in_python(room):
    """A SavedModel that calls back into Python, as exports refuse to write it."""
    archive = keras.export.ExportArchive()
    spec = tf.TensorSpec((None, 4), name="z")
    double = lambda z: {"image": tf.ensure_shape(tf.py_function(lambda y: 2 * y, [z], tf.float32), (None, 4))}  # noqa: E731
    archive.add_endpoint("serving_default", double, input_signature=[spec])
    archive.write_out(str(room), verbose=False)
    return room


def test_what_calls_python_runs_in_python_and_not_there(tmp_path):
    version = in_python(tmp_path / "1")
    z = np.ones((3, 4), "float32")
    loaded = tf.saved_model.load(str(version))
    assert np.array_equal(loaded.signatures["serving_default"](z=tf.constant(z))["image"], 2 * z)
    with pytest.raises(subprocess.CalledProcessError) as failure:
        run_natively(version, {"z": z}, tmp_path)
    assert "PyFunc" in failure.value.stderr
    assert foreign(version) == {"EagerPyFunc"}


def training(room):
    """A SavedModel whose signature trains."""
    weight = tf.Variable(tf.ones((4, 4)))
    optimizer = keras.optimizers.SGD(0.1)
    dense = keras.layers.Dense(4)
    dense.build((None, 4))
    optimizer.build(dense.trainable_variables)

    def step(z):
        weight.assign_add(tf.random.normal((4, 4)))
        with tf.GradientTape() as tape:
            y = tf.tanh(dense(z) @ weight)
        optimizer.apply(tape.gradient(y, dense.trainable_variables), dense.trainable_variables)
        return {"image": y}

    archive = keras.export.ExportArchive()
    archive.add_endpoint("serving_default", step, input_signature=[tf.TensorSpec((None, 4), name="z")])
    archive.write_out(str(room), verbose=False)
    return room


def test_the_walk_finds_what_trains(tmp_path):
    found = foreign(training(tmp_path / "1"))
    assert {"TanhGrad", "RandomStandardNormal"} <= found and any(op.startswith("Assign") for op in found)


@pytest.mark.parametrize("network", ["translator"], indirect=True)
def test_the_walk_reaches_the_network_and_nothing_foreign(network, tmp_path):
    version = export_saved_model(network, tmp_path)
    for key in ("serving_default", "uint8"):
        assert {"ReadVariableOp", "Tanh"} <= operations(version, key)
        assert foreign(version, key) == set()
    assert "Round" in operations(version, "uint8") - operations(version)
