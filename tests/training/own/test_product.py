"""Every system on every form of a user's data that it accepts, as `declared`; most of it is run by `make own`."""

import json

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tests.training.own.declared import NEED_LABELS, content_of, declared, options_of, product
from tests.training.own.pictures import CLASSES
from tfgan_suite.data.recordings.midi import melody

QUICK = {("dcgan", "images", "ImageSets")}
GROWING = {"progan", "stylegan"}
NEITHER = "This run holds no network that takes pictures"
CASES = [
    pytest.param(*case, form, marks=() if case in QUICK else pytest.mark.own, id="-".join(case))
    for case, form in product().items()
    if case not in declared()
]


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """A file of random features of pictures in colour."""
    file = tmp_path_factory.mktemp("reader") / "reader.keras"
    keras.utils.set_random_seed(0)
    image = keras.Input((16, 16, 3))
    h = keras.layers.Conv2D(8, 5, 4, activation="relu")(image)
    keras.Model(image, keras.layers.Flatten()(h)).save(file)
    return file


@pytest.mark.parametrize(("system", "content", "name", "form"), CASES)
def test_a_form_is_trained_on_scored_exported_and_applied(system, content, name, form, reader, tfgan, tmp_path):
    data, run = form.write(tmp_path / "mine"), tmp_path / "run"
    budget = ("--epochs", 1, "--steps-per-epoch", 2, "--batch-size", 4, "--evaluate", "false", "--export", "false")
    words = ("train", system, "--data", data, "--run-dir", run, *budget, *options_of(system), *form.options)
    status, said, err = tfgan(*words)
    assert status == 0, err
    facts = json.loads((run / "data.json").read_text())
    assert facts["train"] and facts["test"] and "to train on" in said[0]

    features = ("--features", reader) if content in ("images", "captions", "boxes", "keypoints", "clips") else ()
    status, _, err = tfgan("evaluate", run, *features)
    assert status == 0, err
    assert json.loads((run / "metrics.json").read_text())["verdict"]["word"] in ("bad", "none")

    assert tfgan("export", run, "--formats", "savedmodel")[0] == 0
    names = answers_of(run, facts, system in GROWING)
    if system in NEED_LABELS or content in ("clips", "shifts", "masks"):
        known = facts["mask_classes"] if content == "masks" else facts["classes"]
        assert names == known
    if content == "images" and form.labelled:
        assert facts["classes"] in ([*CLASSES], ["0", "1"])

    status, _, err = tfgan("sample", run, "--n", 4, "--out", tmp_path / "four.npy")
    assert status == 0 and len(np.load(tmp_path / "four.npy")), err
    if name == ".mid":
        status, _, err = tfgan("sample", run, "--n", 3, "--out", tmp_path / "tunes")
        tunes = sorted((tmp_path / "tunes").glob("*.mid"))
        assert status == 0 and [len(melody(tune)[0]) <= 8 for tune in tunes] == [True] * 3, err
    if content not in ("sequences", "clips"):
        Image.fromarray(np.zeros((32, 32, 3), np.uint8)).save(tmp_path / "one.png")
        beside = {"context_encoder": "mask", "spade": "instances", "pix2pixhd": "instances"}.get(system)
        given = beside == "mask" or (beside and name == "with instances/")
        hole = ("--given", f"{beside}={tmp_path / 'one.png'}") if given else ()
        status, _, err = tfgan("apply", run, tmp_path / "one.png", "--out", tmp_path / "applied", *hole)
        assert (status == 0 and any((tmp_path / "applied").iterdir())) or NEITHER in err[0], err


def answers_of(run, facts, grows):
    """The names of classes that clients are told of; all exported products answer in finite numbers."""
    shapes = {tuple(shape) for _, shape in facts["fields"].values()}
    if grows:
        shapes |= {(height >> k, width >> k, c) for height, width, c in filter(None, shapes) for k in (1, 2)}
    made, names = set(), []
    for version in sorted((run / "export" / "savedmodel").glob("*/1")):
        serve = tf.saved_model.load(str(version)).signatures["serving_default"]
        _, inputs = serve.structured_input_signature
        given = {key: tf.zeros([side or 2 for side in spec.shape], spec.dtype) for key, spec in inputs.items()}
        for key, values in serve(**given).items():
            assert len(values) == 2 and np.isfinite(values.numpy()).all(), key
            made.add(tuple(values.shape[1:]))
        told = json.loads((version / "assets.extra" / "signatures.json").read_text())["signatures"]["serving_default"]
        named = [about["names"] for side in ("inputs", "outputs") for about in told[side].values() if "names" in about]
        names = [*named, names][0]
    assert made & shapes or {"tokens", "label"} & facts["fields"].keys(), (made, shapes)
    return names


def test_what_no_data_of_a_user_are_for_says_so(tfgan, tmp_path):
    status, _, err = tfgan("train", "saae", "--data", product()["dcgan", "images", "folder"].write(tmp_path / "mine"))
    assert content_of("saae") == "" and status == 2 and len(err) == 1 and "--data coloured_fashion" in err[0]
