"""A user's pictures and captions, from the folder to the exported generator."""

import json

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tests.training.own.declared import of
from tfgan_suite.networks import bag_of_words

TINY = ["--batch-size", 4, "--width", 4, "--latent-dim", 5, "--text-length", 16, "--text-units", 4]
STEPS = ["--epochs", 1, "--steps-per-epoch", 2]
COLOURS = ("red", "green", "blue", "white")


def pictures(folder, n=24):
    """Pictures of 20x20 in four colours, each with two captions but one."""
    folder.mkdir()
    for number in range(n):
        colour = COLOURS[number % len(COLOURS)]
        Image.new("RGB", (20, 20), colour).save(folder / f"{number}.png")
        (folder / f"{number}.txt").write_text(f"a {colour} square\nit is {colour}\n")
    (folder / "7.txt").unlink()
    return folder


@pytest.mark.thorough
@of("captions", text_to_image="1.txt")
def test_a_folder_of_captions_is_trained_on_exported_and_asked_with_words_of_its_own(tfgan, tmp_path):
    data, run = pictures(tmp_path / "squares"), tmp_path / "run"
    words = ["--data", data, "--image-size", 16, "--run-dir", run, "--export", "false"]
    status, out, err = tfgan("train", "text_to_image", *words, *TINY, *STEPS)
    assert status == 0, err
    assert tfgan("export", run, "--formats", "savedmodel")[0] == 0
    found = next(line for line in out if "to train on" in line)
    assert "42 examples to train on and 4 held out: image 21 of 16x16x3" in found
    assert "skipped 1 images without caption: 7.png" in found
    assert json.loads((run / "data.json").read_text())["notes"]

    version = run / "export" / "savedmodel" / "generator" / "1"
    told = json.loads((version / "assets.extra" / "signatures.json").read_text())
    inputs = told["signatures"]["serving_default"]["inputs"]
    assert inputs["embedding"]["shape"] == [None, 16]
    serve = tf.saved_model.load(str(version)).signatures["serving_default"]
    words = tf.constant(bag_of_words(["a red square", "a purple triangle"], 16))
    image = serve(z=tf.ones((2, 5)), embedding=words)["image"].numpy()
    assert image.shape == (2, 16, 16, 3) and np.abs(image[0] - image[1]).max() > 1e-6

    pictures_of = {}
    for caption in ("a purple triangle", "a red square"):
        file = tmp_path / f"{caption}.npy"
        status, _, err = tfgan("sample", run, "--n", 3, "--caption", caption, "--out", file)
        assert status == 0, err
        pictures_of[caption] = np.load(file)
    mine, theirs = pictures_of.values()
    assert len(mine) == 3 and mine.shape[-1] == 3 and (mine[:, :64] != theirs[:, :64]).any()


@pytest.mark.thorough
def test_scores_of_own_captions_say_what_they_leave_out_and_are_never_good(tfgan, tmp_path):
    data, run = pictures(tmp_path / "squares", 120), tmp_path / "run"
    words = ["train", "text_to_image", "--data", data, "--image-size", 16, "--run-dir", run, *TINY, *STEPS]
    status, out, err = tfgan(*words, "--export", "false")
    assert status == 0, err
    assert any(line.startswith("scores: features fitted to your ") for line in out)
    assert json.loads((run / "metrics.json").read_text())["features"] == "own-v1"
    image = keras.Input((16, 16, 3))
    keras.Model(image, keras.layers.Flatten()(keras.layers.AveragePooling2D(8)(image))).save(tmp_path / "means.keras")
    status, _, err = tfgan("evaluate", run, "--features", tmp_path / "means.keras")
    assert status == 0, err
    verdict = json.loads((run / "metrics.json").read_text())["verdict"]
    assert verdict["word"] == "bad"
    assert any("whether images show what their captions say: nothing here reads that" in x for x in verdict["reasons"])
