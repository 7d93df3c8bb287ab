"""A user's labelled source and target without labels, and class folders beside pictures without labels."""

import csv
import json

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tests.training.own.declared import of

STEPS = ["--epochs", 1, "--steps-per-epoch", 2, "--batch-size", 8]
SMALL = ["--width", 2, "--units", 8, "--head", 8]
CLASSES = ("dark", "light")


def pictures(place, n, lightest, seed=0):
    rng = np.random.default_rng([seed, n, lightest])
    place.mkdir(parents=True)
    for number in range(n):
        Image.fromarray(rng.integers(lightest, size=(16, 16), dtype=np.uint8)).save(place / f"{number}.png")


def classes(root, n):
    for name, lightest in zip(CLASSES, (60, 250), strict=True):
        pictures(root / name, n, lightest)


def classify(run, n=3):
    """What the exported classifier says of `n` pictures, and the names of its classes."""
    version = run / "export" / "savedmodel" / "classifier" / "1"
    told = json.loads((version / "assets.extra" / "signatures.json").read_text())["signatures"]["serving_default"]
    serve = tf.saved_model.load(str(version)).signatures["serving_default"]
    ((name, _),) = told["inputs"].items()
    ((answer, about),) = told["outputs"].items()
    return serve(**{name: tf.zeros((n, 16, 16, 1))})[answer].numpy(), about["names"]


@of("shifts", dann="source/ and target/")
def test_a_target_without_labels_is_adapted_to_and_not_judged(tfgan, tmp_path):
    data, run = tmp_path / "shift", tmp_path / "run"
    classes(data / "source", 40)
    pictures(data / "target", 60, 250, seed=1)
    words = ["--data", data, "--run-dir", run, "--export", "false"]
    status, out, err = tfgan("train", "dann", *words, *SMALL, *STEPS)
    assert status == 0, err
    assert tfgan("export", run, "--formats", "savedmodel")[0] == 0
    found = next(line for line in out if "to train on" in line)
    assert "72 of the source and 54 of the target; those of the smaller come again" in found
    assert "the target has no labels: how well it is classified cannot be told" in found
    assert "2 classes: dark 3" in found
    status, _, err = tfgan("evaluate", run)
    report = json.loads((run / "metrics.json").read_text())
    assert status == 0 and report["verdict"]["word"] == "none", err
    assert "source_accuracy" in report and "target_accuracy" not in report
    assert any("target accuracy: shift has no target_label" in reason for reason in report["verdict"]["reasons"])
    said, names = classify(run)
    assert said.shape == (3, 2) and names == list(CLASSES)
    status, _, err = tfgan("sample", run, "--n", 4, "--out", tmp_path / "seen.png")
    assert status == 0 and (tmp_path / "seen.png").is_file(), err
    status, _, err = tfgan("apply", run, data / "target", "--out", tmp_path / "told")
    assert status == 0, err
    with (tmp_path / "told" / "classifier.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 60 and {row["class"] for row in rows} <= {*CLASSES}


@pytest.mark.thorough
def test_labels_of_the_target_serve_its_score(tfgan, tmp_path):
    data, run = tmp_path / "shift", tmp_path / "run"
    classes(data / "source", 40)
    classes(data / "target", 40)
    words = ["--data", data, "--run-dir", run, "--export", "false", "--lam", 0]
    status, _, err = tfgan("train", "dann", *words, *SMALL, *STEPS, "--learning-rate", 1e-9)
    assert status == 0, err
    status, _, err = tfgan("evaluate", run)
    report = json.loads((run / "metrics.json").read_text())
    assert status == 0 and "target_accuracy" in report and report["verdict"]["word"] == "bad", err


@pytest.mark.thorough
def test_pictures_without_labels_beside_class_folders_are_learned_from(tfgan, tmp_path):
    data, run = tmp_path / "few", tmp_path / "run"
    classes(data, 20)
    pictures(data / "unlabelled", 40, 250, seed=1)
    words = ["--data", data, "--run-dir", run, "--width", 2, "--units", 8, "--latent-dim", 4, "--export", "false"]
    status, out, err = tfgan("train", "ssl_gan", *words, *STEPS, "--learning-rate", 1e-9)
    assert status == 0, err
    assert tfgan("export", run, "--formats", "savedmodel")[0] == 0
    found = next(line for line in out if "to train on" in line)
    assert "72 examples to train on and 8 held out" in found
    assert "2 classes: dark 1" in found and "36 without label" in found
    status, out, err = tfgan("evaluate", run)
    assert status == 0 or len(err) == 1
    assert not any("verdict: good" in line for line in out)
    said, names = classify(run)
    assert said.shape == (3, 2) and names == list(CLASSES)
    status, _, err = tfgan("sample", run, "--n", 4, "--out", tmp_path / "seen.png")
    assert status == 0 and (tmp_path / "seen.png").is_file(), err


@pytest.mark.parametrize("system", ["cgan", "dcgan"])
def test_other_systems_refuse_missing_labels_or_need_none(system, tfgan, tmp_path):
    data, run = tmp_path / "few", tmp_path / "run"
    classes(data, 20)
    pictures(data / "unlabelled", 40, 250, seed=1)
    words = ["--data", data, "--run-dir", run, "--export", "false", "--width", 2, "--latent-dim", 4]
    status, _, err = tfgan("train", system, *words, *STEPS)
    if system == "dcgan":
        assert status == 0, err
    else:
        assert status == 2 and len(err) == 1 and "label" in err[0] and "ssl_gan" in err[0]
