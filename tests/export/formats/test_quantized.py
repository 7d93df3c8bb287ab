"""LiteRT of fewer bits: small, near enough, repaired where eight bits damage it, refused where nothing helps."""

import dataclasses
import errno
import os
import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter
from keras import layers

from tests.export.conftest import trained
from tests.thorough import thorough
from tfgan_suite.errors import SuiteError
from tfgan_suite.export import export_network, inscription
from tfgan_suite.export.artifacts import FORMATS
from tfgan_suite.export.checks.interpreter import fixed_batch, load, runner
from tfgan_suite.export.checks.latency import latencies
from tfgan_suite.export.formats.quantized import remedies
from tfgan_suite.export.formats.shipment import ship

LOSSY = {name: form for name, form in FORMATS.items() if form.most_lost}
INT8 = ["litert-int8", "litert-int8-io"]
LATENT = 64
each = pytest.mark.parametrize("name", LOSSY)


def decode(z, image=(8, 8, 1)):
    x = layers.ReLU()(layers.Reshape((4, 4, 32))(layers.Dense(4 * 4 * 32)(z)))
    return layers.Conv2DTranspose(image[-1], 4, strides=2, padding="same", activation="tanh", name="image")(x)


def small():
    z = keras.Input((LATENT,), name="z")
    return trained(z, decode(z))


def one_hot():
    """A CGAN's generator: TensorFlow's converter gives the answers of one_hot a wrong scale in int8."""
    z, label = keras.Input((LATENT,), name="z"), keras.Input((), dtype="int32", name="label")
    code = keras.ops.one_hot(label, 10)
    return trained([z, label], decode(layers.Concatenate()([z, code])))


def operations(path):
    return {op["op_name"] for op in Interpreter(str(path))._get_ops_details()}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The network, and the checks of its files by format."""
    network, place = small(), tmp_path_factory.mktemp("files")
    checks = export_network(network, place, ["litert", *LOSSY], about={"licence": "CC0", "data": "little"})
    return network, {check.format: check for check in checks}


@each
def test_the_answers_are_near_and_the_file_is_small(files, name):
    network, checks = files
    check, z = checks[name], np.random.default_rng(5).standard_normal((7, LATENT)).astype("float32")
    due, got = np.asarray(network(z)), load(check.path)({"z": z})["image"]
    assert got.dtype == np.float32 and got.shape == due.shape
    assert ((got - due) ** 2).sum() <= LOSSY[name].most_lost * ((due - due.mean(0)) ** 2).sum()
    assert np.abs(got - due).max() > 0, "it should have fewer bits"
    assert 0 < check.lost <= check.most_lost
    assert len(check.path.read_bytes()) < {2: 0.65, 1: 0.45}[LOSSY[name].width] * checks["litert"].bytes


@each
def test_only_builtin_operations_and_the_same_signature(files, name):
    path = files[1][name].path
    assert not [op for op in operations(path) if op.startswith("Flex") or "CUSTOM" in op]
    (names,) = Interpreter(str(path)).get_signature_list().values()
    assert names == {"inputs": ["z"], "outputs": ["image"]}
    assert fixed_batch(runner(path.read_bytes())) is None


@pytest.mark.parametrize(("name", "dtype"), zip(INT8, ["float32", "int8"], strict=True))
def test_what_goes_in_and_comes_out(files, name, dtype):
    asked = runner(files[1][name].path.read_bytes())
    sides = asked.get_input_details()["z"], asked.get_output_details()["image"]
    assert [detail["dtype"].__name__ for detail in sides] == [dtype, dtype]


def test_each_file_says_what_it_is(files):
    for check in files[1].values():
        about = inscription(check.path)
        assert about["licence"] == "CC0" and about["name"] == "generator" and about["batch_size"] is None
        assert about["inputs"]["z"] | {"meaning": ""} == {
            "dtype": "float32",
            "shape": [None, LATENT],
            "meaning": "",
            "prior": "normal",
        }
        assert about["outputs"]["image"]["range"] == [-1, 1] and about["outputs"]["image"]["layout"] == "NHWC"


def test_a_file_of_others_says_nothing(tmp_path):
    (tmp_path / "other.tflite").write_bytes(bytes(1000))
    with pytest.raises(SuiteError, match="says nothing of itself"):
        inscription(tmp_path / "other.tflite")


@pytest.mark.parametrize(("name", "size"), [("litert", 4), ("litert-int8-io", 150)])
def test_a_fixed_batch_size(name, size, tmp_path):
    network, z = small(), np.random.default_rng(5).standard_normal((7, LATENT)).astype("float32")
    (check,) = export_network(network, tmp_path, [name], batch_size=size)
    assert fixed_batch(runner(check.path.read_bytes())) == size == inscription(check.path)["batch_size"]
    got = load(check.path)({"z": z})["image"]
    np.testing.assert_allclose(got, network(z), atol=0.2 if "int8" in name else 1e-4)


@pytest.mark.parametrize("name", INT8)
def test_layers_that_eight_bits_damage_stay_in_float(name, tmp_path):
    (check,) = export_network(one_hot(), tmp_path, [name])
    assert check.lost <= check.most_lost
    assert len(check.notes) == 1 and check.notes[0].startswith("in float are ONE_HOT")
    assert inscription(check.path)["in_float"]


def test_a_zero_point_of_zero_is_repaired_as_any_other(tmp_path):
    z = np.random.default_rng(0).standard_normal((128, LATENT)).astype("float32").clip(-3.84, 3.81)
    z[:, :2] = -3.84, 3.81  # 255 steps of .03, 128 of them below 0
    (check,) = export_network(one_hot(), tmp_path, ["litert-int8-io"], examples={"z": z})
    assert runner(check.path.read_bytes()).get_input_details()["z"]["quantization"][1] == 0
    assert check.notes and check.lost <= check.most_lost


def test_what_multiplies_with_no_weights_goes_back_to_float_before_what_does():
    """At first single layers, at most half; then kinds; then both, and half of the products at most."""
    blamed = {f"{kind}_{number}": f"{kind} {number}" for number in range(3) for kind in ("MEAN", "CONV_2D", "MUL")}
    tried = list(remedies(blamed))
    assert [len(tensors) for tensors, kinds in tried if not kinds] == [1, 2, 4, 5]
    assert [kinds for tensors, kinds in tried if kinds and not tensors] == [["MEAN"], ["MEAN", "MUL"]]
    assert tried[-2:] == [(["CONV_2D_0"], ["MEAN", "MUL"]), (["CONV_2D_0", "CONV_2D_1"], ["MEAN", "MUL"])]
    assert len(tried) == 8


def test_the_repair_is_needed(monkeypatch, tmp_path):
    monkeypatch.setattr("tfgan_suite.export.formats.quantized.INT8_LOSS", 1e9)
    with pytest.raises(SuiteError, match=r"int8 export of generator loses .* of the variance"):
        export_network(one_hot(), tmp_path, ["litert-int8"])
    assert list(tmp_path.iterdir()) == []


def badly_calibrated(form, scale):
    def write(signature, draft):
        signature.examples = {"z": scale * np.random.default_rng(0).standard_normal((128, LATENT)).astype("float32")}
        try:
            return form.write(signature, draft)
        finally:
            signature.examples = {}

    return dataclasses.replace(form, write=write)


@pytest.mark.parametrize("name", INT8)
def test_wrong_examples_are_found(name, tmp_path):
    form = FORMATS[name]
    with pytest.raises(SuiteError, match=r"loses .* of the variance"):
        ship(small(), {tmp_path / "new" / "wrong.tflite": badly_calibrated(form, 0.02)})
    assert list(tmp_path.iterdir()) == []
    assert ship(small(), {tmp_path / "right.tflite": badly_calibrated(form, 1.0)})


def test_what_no_layer_in_float_repairs_is_refused_with_those_to_blame(monkeypatch, tmp_path):
    monkeypatch.setattr("tfgan_suite.export.formats.quantized.INT8_LOSS", 1e-30)
    with pytest.raises(SuiteError, match=r"to blame are most of all \w+ .*litert-float16") as failure:
        export_network(small(), tmp_path, ["litert-int8"])
    assert "\n" not in str(failure.value) and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [thorough("litert-float16"), "litert-int8"])
def test_a_disk_that_fills_up_midway_keeps_the_files_there(name, contents, monkeypatch, tmp_path):
    network = small()
    export_network(network, tmp_path, [name])
    before = contents(tmp_path)
    network.set_weights([1.1 * w for w in network.get_weights()])

    def full(path, content, write=Path.write_bytes):
        write(path, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(SuiteError, match="No space left on device"):
            export_network(network, tmp_path, [name])
    assert contents(tmp_path) == before


KILLED = """
import os, signal, sys
from pathlib import Path
import keras
from tfgan_suite.export import export_network

def killed(path, content, write=Path.write_bytes):
    write(path, content[: len(content) // 2])
    os.kill(os.getpid(), signal.SIGKILL)

Path.write_bytes = killed
z = keras.Input((16,), name="z")
export_network(keras.Model(z, keras.layers.Dense(4)(z)), sys.argv[1], ["litert-int8"], output_names=("point",))
"""


@pytest.mark.thorough
def test_an_export_that_is_killed_leaves_the_file_before_it(tmp_path):
    (check,) = export_network(small(), tmp_path, ["litert-int8"])
    before = check.path.read_bytes()
    assert subprocess.run([sys.executable, "-c", KILLED, tmp_path], capture_output=True).returncode == -9
    assert list(check.path.parent.glob(".*/*.tflite")), "it was to be killed after it had written something"
    assert check.path.read_bytes() == before


def test_calibration_asks_the_examples(tmp_path):
    """Half of them are images that the default, noise from -1 to 1, would not hold."""
    image = keras.Input((8, 8, 1), name="image")
    network = trained(image, layers.Conv2D(1, 3, padding="same", name="translation")(layers.Conv2D(32, 3)(image)))
    bright = np.full((64, 8, 8, 1), 30, "float32") + np.random.default_rng(0).normal(0, 9, (64, 8, 8, 1))
    names = {"output_names": ("translation",)}
    (check,) = export_network(network, tmp_path, ["litert-int8-io"], **names, examples={"image": np.float32(bright)})
    scale, zero = runner(check.path.read_bytes()).get_input_details()["image"]["quantization"]
    assert scale * (127 - zero) > 40


def test_latencies_have_the_names_of_what_was_measured(files):
    z = np.random.default_rng(5).standard_normal((16, LATENT)).astype("float32")
    times = latencies(files[1]["litert-int8"].path, {"z": z})
    threads = {name.partition(", ")[2] for name in times}
    assert {name.partition(", ")[0] for name in times} == {"batch 1", "batch 16"} and "1 thread" in threads
    assert all(0 < value < 1000 for value in times.values())
