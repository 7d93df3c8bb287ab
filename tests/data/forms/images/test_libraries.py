"""Images that other libraries keep: Hugging Face datasets and keras.datasets."""

import io
import sys

import numpy as np
import pytest
from PIL import Image

from tfgan_suite.data import load, located
from tfgan_suite.data.sets import hub_images, keras_images
from tfgan_suite.errors import SuiteError

PIXELS = np.random.default_rng(0).integers(0, 256, (30, 16, 12, 3), np.uint8)
NAMES = ["ant", "bee", "cat"]


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return {"bytes": file.getvalue(), "path": None}


@pytest.fixture
def hub(monkeypatch, tmp_path):
    """The library, with a cache of this test's own and no network."""
    monkeypatch.setattr(hub_images, "answers", lambda _: False)
    return pytest.importorskip("datasets")


def table(hub, rows, labels=True):
    features = {"image": hub.Image(), **({"kind": hub.ClassLabel(names=NAMES)} if labels else {})}
    held = {"image": [png(PIXELS[i]) for i in rows], **({"kind": [i % 3 for i in rows]} if labels else {})}
    return hub.Dataset.from_dict(held, features=hub.Features(features))


@pytest.mark.parametrize("prefix", ["hf:", ""])
def test_a_saved_set_has_its_own_splits(hub, tmp_path, prefix):
    parts = {"train": table(hub, range(20)), "validation": table(hub, range(20, 30))}
    hub.DatasetDict(parts).save_to_disk(tmp_path / "saved")
    name = f"{prefix}{tmp_path / 'saved'}"
    for _ in range(2):
        train, test = load(name), load(name, "test")
        np.testing.assert_array_equal(train["image"], PIXELS[:20])
        np.testing.assert_array_equal(test["image"], PIXELS[20:])
        assert train.classes == tuple(NAMES) and test["label"].tolist() == [i % 3 for i in range(20, 30)]
    assert located(name) == name


def test_a_set_without_splits_holds_out_a_tenth(hub, tmp_path):
    table(hub, range(30), labels=False).save_to_disk(tmp_path / "saved")
    train, test = (load(tmp_path / "saved", split, image_size=8) for split in ("train", "test"))
    assert (len(train), len(test)) == (27, 3) and train.image_shape == (8, 8, 3)
    assert "label" not in train.fields and train.classes == ()


def test_broken_pictures_of_a_saved_set_are_skipped(hub, tmp_path):
    held = {"image": [png(PIXELS[0]), {"bytes": b"none", "path": None}, None], "label": ["a", "b", "b"]}
    features = hub.Features({"image": hub.Image(), "label": hub.Value("string")})
    hub.Dataset.from_dict(held, features=features).save_to_disk(tmp_path / "saved")
    examples = load(tmp_path / "saved", "all")
    assert len(examples) == 1 and examples.classes == ("a",)
    assert any("skipped 2 of 3 images: number 1" in note for note in examples.notes)


def test_what_the_hub_does_not_give_is_one_line(hub, tmp_path):
    with pytest.raises(SuiteError, match="datasets cannot load nobody/nothing") as refusal:
        load("hf:nobody/nothing")
    assert "\n" not in str(refusal.value)
    hub.Dataset.from_dict({"text": ["a", "b"]}).save_to_disk(tmp_path / "saved")
    with pytest.raises(SuiteError, match="has the columns text and none of images"):
        load(f"hf:{tmp_path / 'saved'}")


def test_a_missing_library_is_named_with_its_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(SuiteError, match=r"hf:ylecun/mnist needs datasets; run: pip install 'tfgan_suite\[hub\]'"):
        load("hf:ylecun/mnist")


def test_keras_sets_are_loaded_once(monkeypatch):
    import keras

    calls = []

    def load_data():
        calls.append(1)
        return (PIXELS[:20], np.arange(20).reshape(-1, 1) % 10), (PIXELS[20:], np.arange(10).reshape(-1, 1) % 10)

    monkeypatch.setattr(keras_images, "answers", lambda _: True)
    monkeypatch.setattr(keras.datasets.cifar10, "load_data", load_data)
    for _ in range(2):
        train, test = (load("keras:cifar10", split, image_size=(8, 12)) for split in ("train", "test"))
    assert len(calls) == 2 and (len(train), len(test)) == (20, 10)
    assert train.classes[:2] == ("airplane", "automobile") and train["label"].tolist() == [*range(10)] * 2
    assert train.image_shape == (8, 12, 3) and train.name == "keras:cifar10"


def test_keras_sets_that_are_not_there_are_one_line(monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(keras_images, "answers", lambda _: False)
    with pytest.raises(SuiteError, match=r"keras:mnist is not in .*and its server does not answer; go online once"):
        load("keras:mnist")
    with pytest.raises(SuiteError, match=r"no image set of keras.datasets; use one of: mnist, cifar10, cifar100"):
        load("keras:imdb")
