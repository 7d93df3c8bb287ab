"""Run directories, models and pictures from strangers: nothing in them is run, and a bad one is one line."""

import io
import json
import os
import zipfile
from contextlib import nullcontext

import keras
import numpy as np
import pytest
import yaml
from PIL import Image

from tfgan_suite import load_game
from tfgan_suite.data import load
from tfgan_suite.data.folders.files import from_file
from tfgan_suite.errors import SuiteError
from tfgan_suite.loading import load_model
from tfgan_suite.training.comparison.budget import Budget
from tfgan_suite.training.comparison.comparison import Comparison
from tfgan_suite.training.comparison.page import _html
from tfgan_suite.training.reporting.report import write_report
from tfgan_suite.training.running.run import Run

SCRIPT = "<script>alert(1)</script>"


class Trap:
    """Unpickled, it leaves a file behind."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.fixture
def trap(tmp_path):
    """An object array that springs when it is unpickled, and the proof that it did not."""
    sprung = tmp_path / "sprung"
    yield np.array([Trap(sprung)], dtype=object)
    assert not sprung.exists()


def test_the_trap_springs_where_pickles_are_allowed(tmp_path):
    np.save(tmp_path / "x.npy", np.array([Trap(tmp_path / "sprung")], dtype=object))
    np.load(tmp_path / "x.npy", allow_pickle=True)
    assert (tmp_path / "sprung").exists()


def test_arrays_are_not_unpickled(trap, tmp_path):
    np.save(tmp_path / "x.npy", trap)
    np.savez(tmp_path / "x.npz", image=trap)
    for file in ("x.npy", "x.npz"):
        with pytest.raises(SuiteError, match="cannot be read"):
            from_file(tmp_path / file)


def test_arrays_that_unpack_to_more_than_memory_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("tfgan_suite.data.folders.members.memory", lambda: 2**20)
    np.savez_compressed(tmp_path / "bomb.npz", image=np.zeros((4, 1024, 1024, 1), "uint8"))
    with pytest.raises(SuiteError, match="unpack to 4 MiB, more than the memory"):
        from_file(tmp_path / "bomb.npz")
    np.savez_compressed(tmp_path / "dark.npz", image=np.zeros((20, 64, 64, 1), "uint8"))
    assert len(from_file(tmp_path / "dark.npz")) == 20


@pytest.mark.thorough
def test_sparse_masks_are_no_bomb(tmp_path):
    mask = np.zeros((1100, 512, 512, 1), bool)
    mask[:, :4, :4] = True
    np.savez_compressed(tmp_path / "sparse.npz", image=np.zeros((1100, 512, 512, 1), "uint8"), mask=mask)
    assert (tmp_path / "sparse.npz").stat().st_size < 2**28 / 200
    assert from_file(tmp_path / "sparse.npz")["mask"].mean() == 255 / 128**2


def test_a_shape_that_fits_no_memory_is_refused(tmp_path):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, {"descr": "|u1", "fortran_order": False, "shape": (2**60, 8, 8, 1)})
    with zipfile.ZipFile(tmp_path / "vast.npz", "w") as archive:
        archive.writestr("image.npy", header.getvalue())
    with pytest.raises(SuiteError, match="cannot be read"):
        from_file(tmp_path / "vast.npz")


def lambdas(path):
    keras.Sequential([keras.Input((2,)), keras.layers.Lambda(lambda x: x + 1)]).save(path)


def test_a_lambda_in_a_file_is_refused(tmp_path):
    lambdas(tmp_path / "game.keras")
    for read in (load_game, load_model):
        with pytest.raises(SuiteError, match=r"game\.keras asks for code to be run \(Lambda"):
            read(tmp_path / "game.keras")


def test_it_is_refused_also_where_keras_was_told_to_trust(tmp_path, monkeypatch):
    lambdas(tmp_path / "game.keras")
    keras.config.enable_unsafe_deserialization()
    try:
        assert keras.models.load_model(tmp_path / "game.keras") is not None
        with pytest.raises(SuiteError, match="asks for code"):
            load_model(tmp_path / "game.keras")
    finally:
        keras.src.saving.serialization_lib.SafeModeScope(True).__enter__()


def test_a_run_with_a_lambda_is_refused_in_one_line(tfgan, tmp_path):
    run = Run(tmp_path / "run", {"system": "dcgan", "arguments": {}})
    run.begin()
    run.checkpoints.mkdir()
    lambdas(run.checkpoints / "step-00000001.keras")
    for command in ("sample", "export"):
        status, _, err = tfgan(command, run.path)
        assert status == 2 and len(err) == 1 and "asks for code to be run" in err[0]


@pytest.mark.parametrize(
    "config",
    [
        "!!python/object/apply:os.mkdir [{sprung}]",
        "system: !!python/name:os.system\narguments: {{}}",
        "system: 5\narguments: {{}}",
        "system: dcgan\narguments: [1]",
        "system: dcgan\narguments: 2001-99-99",
        "system: dcgan\narguments: {{}}\nprecision: float8",
        "[" * 5000,
        "\x00",
    ],
)
def test_a_configuration_that_is_none_is_one_line(config, tfgan, tmp_path):
    sprung = tmp_path / "sprung"
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "config.yaml").write_text(config.format(sprung=sprung))
    status, _, err = tfgan("sample", tmp_path / "run")
    assert status == 2 and len(err) == 1 and "damaged" in err[0] and not sprung.exists()


@pytest.mark.parametrize("argument", [{"batch_size": "many"}, {"batch_size": [8]}, {"no_such": 1}, {5: 1}])
def test_arguments_that_the_recipe_does_not_take_are_one_line(argument, tfgan, tmp_path):
    run = Run(tmp_path / "run", {"system": "dcgan", "arguments": {"data": "ring", **argument}})
    run.begin()
    run.checkpoints.mkdir()
    with zipfile.ZipFile(run.checkpoints / "step-00000001.keras", "w") as archive:
        archive.writestr("config.json", "{}")
    status, _, err = tfgan("evaluate", run.path)
    assert status == 2 and len(err) == 1 and "config.yaml: " in err[0]
    assert str(next(iter(argument))) in err[0].replace("-", "_")


def test_the_yaml_trap_springs_where_all_is_loaded(tmp_path):
    yaml.unsafe_load(f"!!python/object/apply:os.mkdir [{tmp_path / 'sprung'}]")
    assert (tmp_path / "sprung").exists()


def test_scores_that_are_none_are_one_line(tmp_path):
    run = Run(tmp_path, {"system": "dcgan", "arguments": {}})
    for content in ("{", "[1]", "[" * 100_000):
        run.metrics.write_text(content)
        with pytest.raises(SuiteError, match=r"metrics\.json is damaged"):
            run.scores()


CHECK = {
    "format": "litert",
    "path": "a",
    "bytes": 1,
    "max_difference": 0,
    "mean_difference": 0.0,
    "inputs": {},
    "outputs": {},
}


@pytest.mark.parametrize("content", [[[]], [5], [{}], [CHECK | {"path": 5}], [CHECK | {"inputs": []}], [CHECK, None]])
def test_checks_of_exports_that_are_none_are_one_line(content, tmp_path):
    run = Run(tmp_path, {"system": "dcgan", "arguments": {}})
    run.exports.mkdir()
    for held in ([CHECK], [], content):
        run.parity.write_text(json.dumps(held))
        with pytest.raises(SuiteError, match=r"parity\.json is damaged") if held is content else nullcontext():
            run.parity_rows()


def test_a_report_shows_names_and_does_not_run_them(tmp_path):
    run = Run(tmp_path / "run", {"system": "dcgan", "arguments": {"data": SCRIPT, f"x{SCRIPT}": 1}})
    run.begin()
    run.samples.mkdir()
    (run.samples / "epoch-0001.txt").write_text(SCRIPT)
    run.metrics.write_text(json.dumps({"protocol": SCRIPT, "fid": 1.0, f"a{SCRIPT}": SCRIPT}))
    run.history.write_text(f"epoch,{SCRIPT.replace('/', '')}\n0,1.0\n")
    write_report(run)
    page = run.report.read_text()
    assert "&lt;script&gt;" in page and "<script" not in page


def test_a_comparison_shows_pictures_of_its_own_only(tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "own.png").write_bytes(b"own")
    (tmp_path / "secret").write_bytes(b"secret")
    page = _html(f"![](pictures/own.png) ![](secret) ![](../{tmp_path.name}/secret) {SCRIPT}", tmp_path)
    assert "b3du" in page and "c2VjcmV0" not in page and "<script" not in page


def test_an_outcome_of_a_comparison_reaches_no_other_place(tmp_path):
    comparison = Comparison(tmp_path, "ring", Budget(steps=1), 10)
    (tmp_path / "outcomes").mkdir()
    file = tmp_path / "outcomes" / "dcgan-0.json"
    told = {"seed": 0, "status": "done", "reason": ""}
    file.write_text(json.dumps({"system": "dcgan", **told}))
    assert comparison.outcomes()[0]["system"] == "dcgan"
    for system in ("../../elsewhere", "wgan_gp", 5):
        file.write_text(json.dumps({"system": system, **told}))
        with pytest.raises(SuiteError, match=r"dcgan-0\.json is damaged"):
            comparison.outcomes()


@pytest.fixture
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


@pytest.mark.usefixtures("cache")
def test_a_picture_of_too_many_pixels_is_skipped_and_named(tmp_path, monkeypatch):
    folder = tmp_path / "pictures"
    folder.mkdir()
    for i in range(20):
        Image.fromarray(np.full((8, 8), i, "uint8")).save(folder / f"{i}.png")
    Image.fromarray(np.zeros((64, 64), "uint8")).save(folder / "bomb.png")
    assert any(path.endswith("bomb.png") for path in load(str(folder), "all", image_size=8)["path"])
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    (folder / "bomb.png").touch()
    with pytest.warns(UserWarning, match=r"bomb\.png .*decompression bomb"):
        examples = load(str(folder), "all", image_size=8)
    assert len(examples) == 20
