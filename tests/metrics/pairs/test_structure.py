"""Kept structure: 1 for what keeps all distances, 0 for what has nothing to do with its sources."""

import numpy as np
import pytest

from tfgan_suite.metrics import kept_structure


@pytest.fixture
def images():
    return np.random.default_rng(0).uniform(-1, 1, (80, 8, 8, 1)).astype("float32")


def test_a_negative_and_a_mirror_image_keep_all_of_it(images):
    assert kept_structure(images, -images) == pytest.approx(1)
    assert kept_structure(images, 0.5 * images[:, :, ::-1]) == pytest.approx(1)


def test_images_that_belong_to_other_sources_keep_none(images):
    assert abs(kept_structure(images, np.roll(images, 1, axis=0))) < 0.1


def test_one_image_for_all_keeps_none(images):
    assert kept_structure(images, np.repeat(images[:1], 80, axis=0)) == 0


def test_sizes_may_differ_and_few_images_say_nothing(images):
    small = images.reshape(80, 4, 2, 4, 2, 1).mean((2, 4))
    assert 0.2 < kept_structure(images, small) < 1
    assert kept_structure(images[:1], images[:1]) == 0


def test_no_more_are_compared_than_asked_for(images):
    wrong = images.copy()
    wrong[20:] = np.roll(images[20:], 1, axis=0)
    assert kept_structure(images, wrong, most=20) == pytest.approx(1)
    assert kept_structure(images, wrong) < 0.5
