"""A user's images in several forms, from the command line to exported files."""

import json

import keras
import numpy as np
import tensorflow as tf
from PIL import Image

TINY = ["--width", 4, "--latent-dim", 5, "--batch-size", 4, "--epochs", 1, "--steps-per-epoch", 2]


def pictures(folder, n=12, size=(32, 32), mode="RGBA"):
    """A folder with splits of two classes: discs, and rings, on nothing."""
    rng = np.random.default_rng(0)
    rows, columns = np.mgrid[: size[0], : size[1]]
    for split in ("train", "test"):
        for number in range(n):
            distance = np.hypot(rows - size[0] / 2, columns - size[1] / 2) + rng.normal()
            inside = (distance < 12) & (distance > (0, 6)[number % 2])
            picture = np.zeros((*size, 4), np.uint8) + np.uint8([*rng.integers(0, 256, 3), 0])
            picture[..., 3] = 255 * inside
            place = folder / split / ("disc", "ring")[number % 2] / f"{number}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(picture).convert(mode).save(place)
    return folder


def trained(tfgan, system, data, path, *options):
    """What a run noted of its data, and its scores on features of random weights; its verdict is not "good"."""
    how = ("--evaluate", "false", "--export", "false")
    status, _, err = tfgan("train", system, "--data", data, "--run-dir", path, *TINY, *how, *options)
    assert status == 0, err
    facts = json.loads((path / "data.json").read_text())
    status, _, err = tfgan("evaluate", path, "--features", reader(path.parent / "reader.keras"))
    assert status == 0, err
    scores = json.loads((path / "metrics.json").read_text())
    assert scores["verdict"]["word"] in ("bad", "none"), scores
    assert (path / "report.html").exists()
    return facts, scores


def reader(file):
    """A file of random features of colour images."""
    keras.utils.set_random_seed(0)
    image = keras.Input((16, 16, 3))
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
