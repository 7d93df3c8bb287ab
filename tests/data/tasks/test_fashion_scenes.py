"""Scenes of garments: what is where, in masks and numbers, and at another size."""

import numpy as np
import pytest

from tfgan_suite.data import DataAugmentation, load
from tfgan_suite.data.tasks.fashion_scenes import CLASSES, COLOURS, SPREAD
from tfgan_suite.errors import SuiteError


@pytest.fixture(scope="module")
def scenes():
    return load("fashion_scenes", "test")


def test_every_pixel_is_of_one_class_and_things_have_numbers(scenes):
    mask, things = scenes["mask"], scenes["instances"][..., 0]
    assert scenes.mask_classes == CLASSES and len(scenes) == 3333
    assert ((mask == 255).sum(-1) == 1).all()
    grounds = (mask[..., :2] == 255).any(-1)
    assert (things[grounds] == 0).all() and (things[~grounds] > 0).all() and things.max() == 3
    for image, number in [(0, 1), (7, 2), (30, 3)]:
        assert len(np.unique(mask[image][things[image] == number].argmax(-1))) == 1


def test_kinds_have_their_colours_and_splits_are_others(scenes):
    for k in range(2):
        shown = scenes["image"][scenes["mask"][..., k] == 255].mean(0)
        assert np.abs(shown - COLOURS[k]).max() < SPREAD / 2
    assert (scenes["image"][:100] != load("fashion_scenes", "train")["image"][:100]).any()
    with pytest.raises(SuiteError, match="in colour"):
        load("fashion_scenes", "test", channels=1)


def test_numbers_keep_their_values_at_another_size_and_when_images_change(scenes):
    larger = load("fashion_scenes", "test", image_size=64)
    assert larger["instances"].shape == (3333, 64, 64, 1) and {*np.unique(larger["instances"])} == {0, 1, 2, 3}
    np.testing.assert_array_equal(larger["instances"][:5, ::2, ::2], scenes["instances"][:5])
    batch = {name: np.asarray(values[:8]) for name, values in scenes.fields.items()}
    changed = DataAugmentation(mirror=True, crop_from=40, turn=20.0)(np.int64(0), np.int64(1), batch)
    levels = np.unique(np.rint((np.asarray(changed["instances"]) + 1) * 127.5))
    assert {*levels} <= {0, 1, 2, 3}
