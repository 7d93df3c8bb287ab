"""Examples that are mapped from disk are scored as those in memory."""

from dataclasses import replace
from types import SimpleNamespace

import keras
import numpy as np
import pytest

from tests.training.protocols.families import FAMILIES
from tests.training.protocols.opponents import few
from tfgan_suite.data.pipeline.rows import Rows, is_mapped
from tfgan_suite.metrics import evaluate_images
from tfgan_suite.metrics.features.keras_extractor import KerasExtractor
from tfgan_suite.training.protocols import image_report


@pytest.fixture(scope="module")
def extractor():
    keras.utils.set_random_seed(0)
    image = keras.Input((8, 8, 3))
    return KerasExtractor(keras.Model(image, keras.layers.Dense(4)(keras.layers.Flatten()(image))), "dense")


def mapped(array, place):
    np.save(place, array)
    return np.load(place, mmap_mode="r")


def test_images(extractor, tmp_path, monkeypatch):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path))
    rng = np.random.default_rng(0)
    fake, real, train = (rng.integers(0, 256, (n, 8, 8, 3), np.uint8) for n in (40, 50, 90))
    on_disk = mapped(real, tmp_path / "real.npy"), mapped(train, tmp_path / "train.npy")
    held = evaluate_images(fake, real, extractor, n=20, train=train, data="held")
    assert held["memory"]["n"] == 90
    assert evaluate_images(fake, on_disk[0], extractor, n=20, train=on_disk[1], data="mapped") == held
    by_reference = (Rows(array, np.arange(len(array))) for array in on_disk)
    assert evaluate_images(fake, next(by_reference), extractor, n=20, train=next(by_reference), data="rows") == held


def test_copies_are_looked_for_among_some_of_very_many(extractor, monkeypatch):
    monkeypatch.setattr(image_report, "MOST_KNOWN", 30)
    rng = np.random.default_rng(0)
    fake, real, train = (rng.integers(0, 256, (n, 8, 8, 3), np.uint8) for n in (40, 50, 90))
    assert evaluate_images(fake, real, extractor, n=20, train=train)["memory"]["n"] == 30
    chosen = image_report.looked_through(train)
    np.testing.assert_array_equal(chosen, image_report.looked_through(train))
    assert len({image.tobytes() for image in chosen} & {image.tobytes() for image in train}) == 30


def test_masks(tmp_path):
    family = FAMILIES["own masks"]
    train, test = (few(family.data, split) for split in ("train", "test"))
    fields = {
        name: Rows(mapped(array, tmp_path / f"{name}.npy"), np.arange(len(array)))
        for name, array in train.fields.items()
    }
    on_disk = replace(train, fields=fields)
    assert is_mapped(on_disk["mask"])
    products = {"segmenter": lambda images: np.full((*images.shape[:3], 1), 0.7)}
    held, ours = (
        family.protocol.measure(products, SimpleNamespace(train=side, test=test), 20) for side in (train, on_disk)
    )
    assert held == ours
