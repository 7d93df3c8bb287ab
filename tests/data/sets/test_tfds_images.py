import time

import numpy as np
import pytest
import tensorflow_datasets as tfds

from tfgan_suite.data import load
from tfgan_suite.data.sets import tfds_images
from tfgan_suite.errors import SuiteError


class Postcards(tfds.core.GeneratorBasedBuilder):
    """Twenty pictures of two kinds, in two sizes under the configuration "mixed"."""

    VERSION = tfds.core.Version("1.0.0")
    BUILDER_CONFIGS = [tfds.core.BuilderConfig(name=name) for name in ("equal", "mixed")]

    def _info(self):
        side = 16 if self.builder_config.name == "equal" else None
        kinds = tfds.features.ClassLabel(names=["beach", "city"])
        features = tfds.features.FeaturesDict({"image": tfds.features.Image(shape=(side, side, 3)), "label": kinds})
        return tfds.core.DatasetInfo(
            builder=self, description="Postcards.", features=features, homepage="https://example.org"
        )

    def _split_generators(self, _):
        return {"train": self._generate_examples()}

    def _generate_examples(self):
        for level in range(20):
            side = 16 if self.builder_config.name == "equal" or level % 2 else 24
            yield level, {"image": np.full((side, side, 3), level, np.uint8), "label": level % 2}


@pytest.fixture(autouse=True)
def prepared_elsewhere(monkeypatch, tmp_path):
    monkeypatch.setattr("tensorflow_datasets.core.constants.DATA_DIR", str(tmp_path / "tfds"))


def test_images_come_with_labels_and_classes_and_a_tenth_held_out(tmp_path, capfd):
    train, test = (load("tfds:postcards/equal", split, cache_dir=tmp_path) for split in ("train", "test"))
    assert (train.image_shape, train.classes, len(train), len(test)) == ((16, 16, 3), ("beach", "city"), 18, 2)
    levels = np.concatenate([one["image"][:, 0, 0, 0] for one in (train, test)])
    assert sorted(levels) == list(range(20))
    np.testing.assert_array_equal(levels % 2, [*train["label"], *test["label"]])
    assert capfd.readouterr().out == ""


def test_decoded_arrays_are_kept(tmp_path, monkeypatch):
    first = load("tfds:postcards", image_size=8, channels=1, cache_dir=tmp_path)
    monkeypatch.setattr(tfds_images, "_decoded", None)
    monkeypatch.setattr(tfds_images, "prepare", None)
    again = load("tfds:postcards", image_size=8, channels=1, cache_dir=tmp_path)
    assert first.image_shape == (8, 8, 1)
    np.testing.assert_array_equal(first["image"], again["image"])


def test_sets_of_several_sizes_need_one(tmp_path):
    with pytest.raises(SuiteError, match="differ in size; pass image_size"):
        load("tfds:postcards/mixed", cache_dir=tmp_path)
    assert load("tfds:postcards/mixed", image_size=(16, 32), cache_dir=tmp_path).image_shape == (16, 32, 3)


@pytest.mark.parametrize(
    ("name", "message"), [("cifar1O", "did you mean tfds:cifar10"), ("ag_news_subset", 'no feature "image"')]
)
def test_what_is_no_image_set_is_refused(name, message, tmp_path):
    with pytest.raises(SuiteError, match=message) as refusal:
        load(f"tfds:{name}", cache_dir=tmp_path)
    assert "\n" not in str(refusal.value)


def test_without_network_it_says_so_at_once(monkeypatch, tmp_path):
    monkeypatch.setattr("urllib.request.urlopen", lambda *_, **__: time.sleep(60))
    start = time.perf_counter()
    with pytest.raises(SuiteError, match="does not answer; go online"):
        load("tfds:cifar10", cache_dir=tmp_path)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("there", "split", "chosen"),
    [
        ({"train", "test"}, "train", "train"),
        ({"train", "validation"}, "test", "validation"),
        ({"train"}, "train", "train[:90%]"),
        ({"train"}, "test", "train[90%:]"),
        ({"train", "extra"}, "extra", "extra"),
    ],
)
def test_the_test_split_never_overlaps_the_training_split(there, split, chosen):
    builder = type("Builder", (), {"info": type("Info", (), {"splits": there})})
    assert tfds_images._split(builder, "some", split) == chosen
