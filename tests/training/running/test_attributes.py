"""Attributes of a user's images, from the file to the exported model."""

import json

import numpy as np
import pytest
import tensorflow as tf

from tests.thorough import thorough

TINY = ["--batch-size", 8, "--width", 4, "--latent-dim", 5, "--epochs", 1, "--steps-per-epoch", 2]
NAMES = ("hat", "beard", "smile")


@pytest.mark.long
@pytest.mark.parametrize(
    ("way", "scale", "text"),
    [
        ("concat", 1, "attributes hat, beard, smile: 1 for what it has, 0 for what it lacks"),
        thorough("acgan", 2.5, "attributes hat, beard, smile: numbers as in the training data"),
    ],
)
def test_attributes_of_a_file_are_told_and_served(way, scale, text, tfgan, tmp_path):
    rng = np.random.default_rng(0)
    has = rng.random((80, 3)) < 0.5
    data, path = tmp_path / "mine.npz", tmp_path / "run"
    np.savez(data, image=rng.integers(0, 256, (80, 16, 16), "uint8"), attributes=scale * has, attribute_names=NAMES)
    status, _, err = tfgan("train", "lsgan", "--condition", way, "--data", data, "--run-dir", path, *TINY)
    assert status == 0, err
    version = path / "export" / "savedmodel" / "generator" / "1"
    told = json.loads((version / "assets.extra" / "signatures.json").read_text())
    told = told["signatures"]["serving_default"]["inputs"]["attributes"]
    assert (told["shape"], told["names"], told["range"]) == ([None, 3], list(NAMES), [0, scale])
    assert told["meaning"] == text
    serve = tf.saved_model.load(str(version)).signatures["serving_default"]
    z, asked = tf.ones((2, 5)), tf.constant([[scale, 0, 0], [0, 0, scale]], tf.float32)
    first, second = serve(z=z, attributes=asked)["image"].numpy()
    assert np.abs(first - second).max() > 1e-4
    status, _, err = tfgan("sample", path, "--n", 4, "--out", tmp_path / "samples.npy")
    assert status == 0 and len(np.load(tmp_path / "samples.npy")) == 4, err
    status, _, err = tfgan("sample", path, "--label", 1)
    assert status == 2 and len(err) == 1


@pytest.mark.parametrize(("told", "field"), [thorough([], "label"), (["--told", "attributes"], "attributes")])
def test_of_labels_and_attributes_those_are_told_that_are_asked_for(told, field, tfgan, tmp_path):
    rng = np.random.default_rng(0)
    data, path = tmp_path / "mine.npz", tmp_path / "run"
    images, has = rng.integers(0, 256, (40, 8, 8), "uint8"), rng.random((40, 3)) < 0.5
    np.savez(data, image=images, label=np.arange(40) % 2, attributes=has)
    how = ["--data", data, "--run-dir", path, *TINY, "--evaluate", "false"]
    status, _, err = tfgan("train", "lsgan", "--condition", "concat", *told, *how)
    assert status == 0, err
    told = json.loads((path / "export" / "savedmodel" / "generator" / "1" / "assets.extra/signatures.json").read_text())
    assert {*told["signatures"]["serving_default"]["inputs"]} == {"z", field}


def test_what_cannot_be_told_is_refused(images, tfgan, tmp_path):
    for words, line in (
        (["--condition", "concat", "--told", "attributes"], "little.npz has none, but labels: give --told labels"),
        (["--told", "labels"], "--told labels is of --condition"),
    ):
        status, _, err = tfgan("train", "lsgan", *words, "--data", images, "--run-dir", tmp_path / "run", *TINY)
        assert status == 2 and len(err) == 1 and line in err[0], err
