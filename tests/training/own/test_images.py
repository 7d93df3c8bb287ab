"""A user's images in several forms, from the command line to exported files."""

import json

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tests.thorough import thorough
from tests.training.own.declared import of
from tests.training.own.pictures import arrays, flat, packed, pictures, records

TINY = ["--width", 4, "--latent-dim", 5, "--batch-size", 4, "--epochs", 1, "--steps-per-epoch", 2]


def trained(tfgan, system, data, path, *options):
    """What a run noted of its data, and its scores on features of random weights; its verdict is not "good"."""
    how = ("--evaluate", "false", "--export", "false")
    status, _, err = tfgan("train", system, "--data", data, "--run-dir", path, *TINY, *how, *options)
    assert status == 0, err
    facts = json.loads((path / "data.json").read_text())
    channels = 3 if facts["fields"]["image"][1][2] in (1, 3, 4) else facts["fields"]["image"][1][2]
    status, _, err = tfgan("evaluate", path, "--features", reader(path.parent / "reader.keras", channels))
    assert status == 0, err
    scores = json.loads((path / "metrics.json").read_text())
    assert scores["verdict"]["word"] in ("bad", "none"), scores
    assert (path / "report.html").exists()
    return facts, scores


def reader(file, channels=3):
    """A file of random features of images."""
    keras.utils.set_random_seed(0)
    image = keras.Input((16, 16, channels))
    h = keras.layers.Conv2D(8, 5, 4, activation="relu")(image)
    keras.Model(image, keras.layers.Flatten()(h)).save(file)
    return file


def served(path, **inputs):
    """The images that an exported generator answers with, and the names of the labels that it takes."""
    version = path / "export" / "savedmodel" / "generator" / "1"
    told = json.loads((version / "assets.extra" / "signatures.json").read_text())["signatures"]["serving_default"]
    serve = tf.saved_model.load(str(version)).signatures["serving_default"]
    inputs = {name: tf.constant(value) for name, value in inputs.items()}
    return serve(**inputs)["image"].numpy(), told["inputs"].get("label", {}).get("names")


@of("images", dcgan="zip", cgan=".npz")
@pytest.mark.parametrize(
    ("system", "form", "shape", "classes", "options"),
    [
        ("dcgan", packed, (32, 32, 3), ["disc", "ring"], []),
        thorough("cgan", flat, (32, 32, 3), ["disc", "ring"], []),
        thorough("cgan", records, (16, 16, 3), ["0", "1"], ["--image-size", 16]),
        ("cgan", arrays, (16, 16, 2), ["0", "1"], ["--value-range", "-40,400"]),
    ],
)
def test_forms_are_trained_on_scored_and_exported(system, form, shape, classes, options, tfgan, tmp_path):
    data, path = form(tmp_path / "mine"), tmp_path / "run"
    facts, scores = trained(tfgan, system, data, path, *options)
    assert facts["fields"]["image"] == ["uint8", list(shape)] and facts["classes"] == classes
    assert (facts["train"], facts["test"]) == {flat: (108, 12), arrays: (12, 12)}.get(form, (24, 24))
    assert scores["data"] == facts["name"]
    status, _, err = tfgan("export", path, "--formats", "savedmodel")
    assert status == 0, err
    told = {} if system == "dcgan" else {"label": np.array([0, 1], np.int32)}
    images, names = served(path, z=np.ones((2, 5), np.float32), **told)
    assert images.shape == (2, *shape) and names == (classes if told else None)


@pytest.mark.thorough
def test_celebas_attributes_are_told_and_served(tfgan, tmp_path):
    data, path = tmp_path / "celeba", tmp_path / "run"
    pictures(data / "img_align_celeba", mode="RGB")
    found = sorted(data.rglob("*.png"))
    lines = [f"{picture.relative_to(data.parent)} {1 if 'ring' in str(picture) else -1} 1" for picture in found]
    (data / "list_attr_celeba.txt").write_text("\n".join([str(len(found)), "Hollow Male", *lines]))
    how = ["--data", data, "--run-dir", path, *TINY, "--condition", "concat", "--evaluate", "false"]
    status, _, err = tfgan("train", "lsgan", *how)
    assert status == 0, err
    version = path / "export" / "savedmodel" / "generator" / "1"
    told = json.loads((version / "assets.extra" / "signatures.json").read_text())["signatures"]["serving_default"]
    assert told["inputs"]["attributes"]["names"] == ["Hollow", "Male"]
    assert told["inputs"]["attributes"]["range"] == [0, 1]


def test_floats_on_a_scale_of_their_own_are_asked_for_it(tfgan, tmp_path):
    how = ["--data", arrays(tmp_path / "mine"), "--run-dir", tmp_path / "run", *TINY]
    status, _, err = tfgan("train", "dcgan", *how)
    assert status == 2 and len(err) == 1 and "--value-range BLACK,WHITE" in err[0]
    assert not (tmp_path / "run").exists()


@pytest.mark.thorough
@of("images", dcgan="folder")
def test_transparent_pictures_stay_transparent_to_the_web_page(tfgan, tmp_path):
    data, path = pictures(tmp_path / "logos"), tmp_path / "run"
    facts, scores = trained(tfgan, "dcgan", data, path, "--channels", 4)
    assert facts["fields"]["image"] == ["uint8", [32, 32, 4]] and facts["classes"] == ["disc", "ring"]
    assert scores["features"] == "reader after laid over white and antialiased bilinear to 16x16" and scores["n"] == 12
    for name in ("a.png", "a.jpg", "a.npy"):
        status, _, err = tfgan("sample", path, "--n", 4, "--out", tmp_path / name)
        assert status == 0, err
    assert np.load(tmp_path / "a.npy").shape == (4, 32, 32, 4)
    assert [Image.open(tmp_path / name).mode for name in ("a.png", "a.jpg")] == ["RGBA", "RGB"]
    assert [Image.open(picture).mode for picture in (path / "samples").glob("epoch-*.png")] == ["RGBA"]
    assert Image.open(path / "neighbours.png").mode == "RGBA"
    status, _, err = tfgan("export", path, "--formats", "savedmodel,litert,web")
    assert status == 0, err
    assert served(path, z=np.ones((2, 5), np.float32))[0].shape == (2, 32, 32, 4)
    kotlin = (path / "export" / "litert" / "clients" / "generator" / "MakeImage.kt").read_text()
    assert "Color.argb(level(i * channels + 3)" in kotlin


@pytest.mark.parametrize(
    ("system", "options"),
    [
        ("dcgan", []),
        thorough("progan", ["--most", 4, "--fade-images", 4, "--stable-images", 4]),
        thorough("stylegan", ["--most", 4, "--fade-images", 4, "--stable-images", 4, "--mapping-depth", 2]),
        thorough("began", []),
    ],
)
def test_sides_may_differ(system, options, tfgan, tmp_path):
    data, path = pictures(tmp_path / "logos", 12, (20, 24), "RGB"), tmp_path / "run"
    how = ["--data", data, "--image-size", "16x32", "--run-dir", path, *TINY, *options]
    status, _, err = tfgan("train", system, *how, "--evaluate", "false", "--export", "false")
    assert status == 0, err
    assert json.loads((path / "data.json").read_text())["fields"]["image"] == ["uint8", [16, 32, 3]]
    status, _, err = tfgan("sample", path, "--n", 4, "--out", tmp_path / "a.npy")
    assert status == 0, err
    assert np.load(tmp_path / "a.npy").shape == (4, 16, 32, 3)


def test_sizes_that_are_none_are_one_line(tfgan, tmp_path):
    for size in ("16x", "wide", "16x30", "2048"):
        status, _, err = tfgan("train", "dcgan", "--image-size", size, "--run-dir", tmp_path / "run", *TINY)
        assert status == 2 and len(err) == 1 and f"image size {size} does not fit" in err[0], err
    assert not (tmp_path / "run").exists()
