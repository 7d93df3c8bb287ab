import contextlib
import errno
import os
import subprocess
import sys

import keras
import numpy as np
import pytest
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2

from tfgan_suite.errors import SuiteError
from tfgan_suite.export import export_saved_model

LOAD_WITHOUT_KERAS = """
import sys
sys.modules["keras"] = None
import numpy as np
import tensorflow as tf
loaded = tf.saved_model.load(sys.argv[1])
inputs = {name: tf.constant(values) for name, values in np.load(sys.argv[2]).items()}
np.save(sys.argv[3], loaded.signatures["serving_default"](**inputs)["image"])
"""


def test_a_client_sees_names_types_and_a_free_batch(network, tmp_path):
    path = export_saved_model(network, tmp_path)
    assert path == tmp_path / "1"
    proto = saved_model_pb2.SavedModel.FromString((path / "saved_model.pb").read_bytes())
    (graph,) = proto.meta_graphs
    assert list(graph.meta_info_def.tags) == ["serve"]
    signature = graph.signature_def["serving_default"]
    seen = {
        name: (tf.as_dtype(info.dtype).name, [dim.size for dim in info.tensor_shape.dim])
        for name, info in signature.inputs.items()
    }
    assert seen == {t.name: (t.dtype, [-1 if size is None else size for size in t.shape]) for t in network.inputs}
    assert list(signature.outputs) == ["image"]
    assert signature.outputs["image"].tensor_shape.dim[0].size == -1


def test_it_runs_in_a_process_without_keras(conditional, draw, answer, tmp_path):
    path = export_saved_model(conditional, tmp_path / "base")
    inputs = draw(conditional, batch=5)
    np.savez(tmp_path / "in.npz", **inputs)
    command = [sys.executable, "-c", LOAD_WITHOUT_KERAS, path, tmp_path / "in.npz", tmp_path / "out.npy"]
    subprocess.run(command, check=True, capture_output=True)
    np.testing.assert_allclose(np.load(tmp_path / "out.npy"), answer(conditional, inputs), atol=1e-5, rtol=0)


def test_it_infers_and_holds_no_optimizer(generator, draw, answer, tmp_path):
    generator.compile("adam", "mse")
    inputs = draw(generator, batch=4)
    generator.train_on_batch(inputs["z"], np.ones((4, 28, 28, 1)))
    path = export_saved_model(generator, tmp_path)
    loaded = tf.saved_model.load(str(path))
    image = loaded.signatures["serving_default"](z=tf.constant(inputs["z"]))["image"].numpy()
    np.testing.assert_allclose(image, answer(generator, inputs), atol=1e-5, rtol=0)
    assert np.abs(image - answer(generator, inputs, training=True)).max() > 1e-3
    stored = [shape for _, shape in tf.train.list_variables(str(path / "variables" / "variables")) if shape]
    assert sorted(stored) == sorted(list(w.shape) for w in generator.weights)


def test_versions_follow_each_other_and_stay(generator, contents, tmp_path):
    first = export_saved_model(generator, tmp_path)
    before = contents(first)
    assert export_saved_model(generator, tmp_path) == tmp_path / "2"
    assert contents(first) == before
    assert export_saved_model(generator, tmp_path, version=7) == tmp_path / "7"
    assert export_saved_model(generator, tmp_path) == tmp_path / "8"
    with pytest.raises(SuiteError, match="exists"):
        export_saved_model(generator, tmp_path, version=1)
    assert contents(first) == before
    assert {path.name for path in tmp_path.iterdir()} == {"1", "2", "7", "8"}


class Foreign(keras.layers.Layer):
    def __init__(self, function):
        super().__init__()
        self.function = function
        self.seed = keras.random.SeedGenerator(0)

    def call(self, x):
        return keras.ops.reshape(self.function(self, x), (-1, *x.shape[1:]))


@pytest.mark.parametrize(
    ("function", "named"),
    [
        (lambda _, x: tf.py_function(lambda y: 2 * y, [x], tf.float32), "Python code.*EagerPyFunc"),
        (lambda _, x: tf.numpy_function(lambda y: 2 * y, [x], tf.float32), "Python code.*PyFunc"),
        (lambda _, x: x + tf.random.normal(tf.shape(x)), "randomness.*RandomStandardNormal"),
        (
            lambda layer, x: x + keras.random.normal(keras.ops.shape(x), seed=layer.seed),
            "state.*AssignVariableOp",
        ),
    ],
)
def test_what_only_this_process_can_run_is_refused(function, named, tmp_path):
    z = keras.Input((16,), name="z")
    network = keras.Model(z, keras.layers.Dense(4)(Foreign(function)(z)))
    with pytest.raises(SuiteError, match=named):
        export_saved_model(network, tmp_path / "base")
    assert not (tmp_path / "base").exists()


def test_the_same_layer_without_foreign_code_passes(tmp_path):
    z = keras.Input((16,), name="z")
    network = keras.Model(z, keras.layers.Dense(4)(Foreign(lambda _, x: 2 * x)(z)))
    assert export_saved_model(network, tmp_path).is_dir()


@pytest.mark.parametrize(
    ("build", "complaint"),
    [
        (lambda: keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)]), "needs a name"),
        (lambda: keras.Sequential([keras.Input((4,), name="my-z"), keras.layers.Dense(2)]), "needs a name"),
        (
            lambda: keras.Sequential([keras.Input(batch_shape=(8, 4), name="z"), keras.layers.Dense(2)]),
            "batch size 8",
        ),
        (lambda: keras.Sequential([keras.layers.Dense(2)]), "no symbolic inputs"),
        (type("Game", (keras.Model,), {}), "Game has no symbolic inputs"),
    ],
)
def test_networks_that_cannot_be_served_are_refused(build, complaint, tmp_path):
    with pytest.raises(SuiteError, match=complaint):
        export_saved_model(build(), tmp_path)


@pytest.mark.parametrize("names", [(), ("image", "mask"), ("image", "image")])
def test_outputs_are_named_one_by_one(generator, names, tmp_path):
    with pytest.raises(SuiteError, match="has 1 outputs"):
        export_saved_model(generator, tmp_path, output_names=names)


def test_a_sequential_network(tmp_path):
    network = keras.Sequential([keras.Input((4,), name="z"), keras.layers.Dense(2)])
    assert export_saved_model(network, tmp_path).is_dir()


def test_several_outputs(tmp_path):
    z = keras.Input((4,), name="z")
    network = keras.Model(z, [keras.layers.Dense(2)(z), keras.layers.Dense(3)(z)])
    path = export_saved_model(network, tmp_path, output_names=("image", "mask"))
    loaded = tf.saved_model.load(str(path))
    answer = loaded.signatures["serving_default"](z=tf.ones((5, 4)))
    assert {name: value.shape[1] for name, value in answer.items()} == {"image": 2, "mask": 3}


def test_a_disk_that_fills_up_midway_leaves_nothing(generator, contents, monkeypatch, tmp_path):
    export_saved_model(generator, tmp_path / "base")
    before = contents(tmp_path)
    save = tf.saved_model.save

    def full(*args, **kwargs):
        save(*args, **kwargs)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tf.saved_model, "save", full)
    for base in ("base", "other"):
        with pytest.raises(SuiteError, match="No space left on device"):
            export_saved_model(generator, tmp_path / base)
    assert contents(tmp_path) == before


@contextlib.contextmanager
def tiny_disk(place, kilobytes):
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", place]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a tmpfs needs root")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("kilobytes", [16, 96])
def test_a_real_disk_that_is_full(generator, contents, kilobytes, tmp_path):
    with tiny_disk(tmp_path / "disk", kilobytes) as disk:
        with pytest.raises(SuiteError, match="No space left on device") as failure:
            export_saved_model(generator, disk / "base")
        assert "\n" not in str(failure.value)
        assert contents(disk) == {}


KILLED = """
import os, signal, sys
import keras
from tfgan_suite.export.formats import saved_model
saved_model.write_warm_up = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
z = keras.Input((16,), name="z")
saved_model.export_saved_model(keras.Model(z, keras.layers.Dense(4)(z)), sys.argv[1])
"""


@pytest.mark.thorough
def test_an_export_that_is_killed_leaves_the_version_before_it(generator, draw, answer, tmp_path):
    path = export_saved_model(generator, tmp_path / "base")
    assert subprocess.run([sys.executable, "-c", KILLED, tmp_path / "base"], capture_output=True).returncode == -9
    assert list((tmp_path / "base").glob(".*/*/saved_model.pb")), "it was to be killed after it had written something"
    assert [entry.name for entry in (tmp_path / "base").iterdir() if not entry.name.startswith(".")] == ["1"]
    inputs = draw(generator, batch=2)
    loaded = tf.saved_model.load(str(path))
    image = loaded.signatures["serving_default"](z=tf.constant(inputs["z"]))["image"]
    np.testing.assert_allclose(image, answer(generator, inputs), atol=1e-5, rtol=0)
    assert export_saved_model(generator, tmp_path / "base") == tmp_path / "base" / "2"
