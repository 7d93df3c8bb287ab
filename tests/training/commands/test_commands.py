"""The command line, used as a person would."""

import json
import re

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tfgan_suite.metrics import FIDInception
from tfgan_suite.training.protocols import asked_features

TINY = ["--batch-size", 8, "--width", 4, "--latent-dim", 5, "--epochs", 2, "--steps-per-epoch", 3]


@pytest.fixture
def trained(tfgan, images, tmp_path):
    run = tmp_path / "run"
    status, out, _ = tfgan("train", "cgan", "--data", images, "--run-dir", run, *TINY)
    assert status == 0 and out[-1] == f"run: {run}"
    return run


def test_a_run_directory_holds_everything(trained):
    assert (trained / "checkpoints" / "step-00000006.keras").is_file()
    assert len((trained / "history.csv").read_text().splitlines()) == 3
    assert sorted(p.name for p in (trained / "samples").iterdir()) == [
        "epoch-0001.png",
        "epoch-0002.png",
        "training.gif",
    ]
    assert (trained / "export" / "savedmodel" / "generator" / "1" / "saved_model.pb").is_file()
    assert (trained / "export" / "litert" / "generator.tflite").is_file()
    assert (trained / "export" / "serving" / "generator" / "grpc_client.py").is_file()
    assert "label: int32 batch, class: 0 is 0, 1 is 1" in (trained / "export" / "model_card.md").read_text()
    facts = json.loads((trained / "data.json").read_text())
    assert facts["name"] == "little.npz" and facts["train"] + facts["test"] == 240
    assert list((trained / "tensorboard").rglob("events*"))
    report = (trained / "report.html").read_text()
    assert "CGAN on" in report and report.count("data:image/png") == 3 and "data:image/gif" in report
    assert "http" not in report.replace("https://arxiv.org", "").replace("http://www.w3.org", ""), "not self-contained"


def test_the_first_line_says_what_was_found_and_a_run_finds_it_again(tfgan, images, tmp_path, monkeypatch):
    monkeypatch.chdir(images.parent)
    command = ["train", "dcgan", *TINY, "--evaluate", "false", "--export", "false", "--run-dir", tmp_path / "run"]
    status, out, _ = tfgan(*command, "--data", images.name)
    assert status == 0
    assert out[0] == (
        "data: little.npz: 216 examples to train on and 24 held out: image 8x8x1, label; 3 classes: 0 73, 1 71, 2 72"
    )
    *_, checkpoint = sorted((tmp_path / "run" / "checkpoints").glob("*.keras"))
    said = re.fullmatch(
        r"plan: (\d+) steps of (\d+) examples, ([\d.]+) times over the data; about [\d.]+ [GM]iB of memory, "
        r"(\d+) MiB for each checkpoint",
        out[1],
    )
    steps, examples, passes, size = map(float, said.groups())
    assert passes == pytest.approx(steps * examples / 216, rel=0.01)
    assert checkpoint.name == f"step-{int(steps):08}.keras"
    assert abs(checkpoint.stat().st_size / 2**20 - size) <= 1
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    status, again, err = tfgan(*command, "--data", images)
    assert (status, again[0]) == (0, out[0]), err
    assert "no data set" not in " ".join(tfgan("evaluate", tmp_path / "run")[2])


def test_sample_draws_what_is_asked_for(trained, tfgan, tmp_path):
    grid, array, again = tmp_path / "grid.png", tmp_path / "a.npy", tmp_path / "b.npy"
    assert tfgan("sample", trained, "--n", 9, "--out", grid, "--seed", 3, "--label", 2)[0] == 0
    assert Image.open(grid).size == (3 * 56, 3 * 56)
    for out, seed in ((array, 3), (again, 4)):
        assert tfgan("sample", trained, "--n", 5, "--out", out, "--seed", seed)[0] == 0
    samples = np.load(array)
    assert samples.shape == (5, 8, 8, 1) and samples.dtype == np.uint8
    assert (samples != np.load(again)).any()


def test_export_writes_the_next_version(trained, tfgan):
    status, out, _ = tfgan("export", trained, "--formats", "savedmodel")
    assert status == 0 and out[-1].startswith("exports:")
    served = tf.saved_model.load(trained / "export" / "savedmodel" / "generator" / "2")
    answer = served.signatures["serving_default"](z=tf.zeros((7, 5)), label=tf.zeros(7, "int32"))
    assert answer["image"].shape == (7, 8, 8, 1)
    rows = json.loads((trained / "export" / "parity.json").read_text())
    assert {row["format"] for row in rows} == {"savedmodel", "litert"}
    assert "`savedmodel/generator/2`" in (trained / "export" / "model_card.md").read_text()


def test_export_of_few_bits_is_timed_and_told(trained, tfgan):
    status, out, _ = tfgan("export", trained, "--formats", "litert,litert-dynamic", "--batch-size", 1)
    assert status == 0 and any(line.startswith("litert-dynamic:") for line in out)
    rows = {row["format"]: row for row in json.loads((trained / "export" / "parity.json").read_text())}
    assert rows["litert-dynamic"]["latency"].keys() == rows["litert"]["latency"].keys()
    assert all(name.startswith("batch 1, ") for name in rows["litert-dynamic"]["latency"])
    card, report = (trained / "export" / "model_card.md").read_text(), (trained / "report.html").read_text()
    assert "`litert/generator-dynamic.tflite`" in card and "1 % lost" in card and "batch 1, 1 thread" in card
    assert "generator-dynamic.tflite" in report and "batch 1, 1 thread" in report
    assert (trained / "export" / "litert" / "clients" / "generator-dynamic" / "MakeImage.kt").is_file()


def test_a_finished_run_says_so_and_more_epochs_go_on(trained, tfgan, images):
    again = ["train", "cgan", "--data", images, "--run-dir", trained, *TINY, "--export", "false"]
    assert any("has its 2 epochs already" in line for line in tfgan(*again)[1])
    again[again.index("--epochs") + 1] = 3
    assert tfgan(*again)[0] == 0
    assert (trained / "checkpoints" / "step-00000009.keras").is_file()
    assert [row.split(",")[0] for row in (trained / "history.csv").read_text().splitlines()] == ["epoch", "0", "1", "2"]


def test_points_are_learned_and_drawn(tfgan, tmp_path):
    run = tmp_path / "ring"
    command = ["train", "wgan_gp", "--data", "ring", "--run-dir", run, "--epochs", 1, "--steps-per-epoch", 3]
    assert tfgan(*command)[0] == 0
    assert json.loads((run / "metrics.json").read_text())["features"] == "identity"
    assert tfgan("sample", run, "--out", tmp_path / "points.npy", "--n", 7)[0] == 0
    assert np.load(tmp_path / "points.npy").shape == (7, 2)


@pytest.fixture
def pooled(tmp_path):
    """A user's own network from little images to features."""
    model = keras.Sequential([keras.Input((8, 8, 1)), keras.layers.AveragePooling2D(4), keras.layers.Flatten()])
    model.save(tmp_path / "pooled.keras")
    return tmp_path / "pooled.keras"


def test_evaluate_with_a_users_own_features(trained, tfgan, pooled):
    status, out, err = tfgan("evaluate", trained, "--features", pooled)
    assert status == 0, err
    report = json.loads((trained / "metrics.json").read_text())
    assert report["features"] == "pooled" and report["fid"] > 0 and report["n"] > 0
    assert out[-1] == f"scores: {trained / 'metrics.json'}"


@pytest.mark.thorough
def test_evaluate_with_fids_network(trained, tfgan, monkeypatch):
    image = keras.Input((12, 12, 3))
    small = keras.Model(image, {"features": keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(6, 3)(image))})
    asked = []
    monkeypatch.setattr(asked_features, "fid_inception", lambda path: asked.append(path) or FIDInception(small, True))
    status, _, err = tfgan("evaluate", trained, "--features", "inception_v3", "--weights", "inception.pth")
    assert status == 0, err
    report = json.loads((trained / "metrics.json").read_text())
    assert report["protocol"] == "FID" and report["n"] == 24 and "inception-2015-12-05 after" in report["features"]
    assert [path.name for path in asked] == ["inception.pth"], "it is read once"
    assert ">FID<" in (trained / "report.html").read_text()


def test_a_training_is_scored_with_a_users_own_features(tfgan, images, pooled, tmp_path):
    run = tmp_path / "scored"
    looks = ["--evaluate-every", 1, "--keep-best", "--export", "false"]
    status, out, err = tfgan("train", "dcgan", "--data", images, "--run-dir", run, *TINY, *looks, "--features", pooled)
    assert status == 0, err
    assert not any("not be scored" in line for line in out)
    assert json.loads((run / "metrics.json").read_text())["features"] == "pooled"
    assert [look["scores"]["fid"] > 0 for look in json.loads((run / "evaluations.json").read_text())] == [True, True]


def test_list_as_json_names_paper_and_line(tfgan):
    systems = json.loads("\n".join(tfgan("list", "--json")[1]))
    assert {"dcgan", "wgan_gp", "cgan"} <= {system["name"] for system in systems}
    assert all(system["paper"] and system["line"] and system["url"].startswith("https://") for system in systems)
