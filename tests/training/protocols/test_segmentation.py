"""Masks of several classes: scores of each class by name, and what those that learned nothing get."""

import numpy as np
import pytest

from tfgan_suite.data import Examples
from tfgan_suite.data.pipeline.void import LEVEL
from tfgan_suite.training.protocols import segmentation_protocol

NAMES = ("background", "cat", "dog", "never")
N, SIDE = 60, 8


def numbers():
    """Cats on the left of even images, dogs at places that change in odd ones."""
    classes = np.zeros((N, SIDE, SIDE), int)
    classes[::2, :, :3] = 1
    for i in range(1, N, 2):
        classes[i, i % SIDE :, i % 5 : i % 5 + 3] = 2
    return classes


def one_hot(classes):
    return (classes[..., None] == np.arange(len(NAMES))) * np.uint8(255)


class Data:
    fields = {"image": np.zeros((N, SIDE, SIDE, 1), "uint8"), "mask": one_hot(numbers())}
    train = test = Examples(fields, "mine", mask_classes=NAMES)


class Bordered:
    """The same with a quarter of each mask void."""

    void = np.broadcast_to(np.arange(SIDE)[:, None] < SIDE // 4, (N, SIDE, SIDE))
    fields = {"image": Data.fields["image"], "mask": np.where(void[..., None], np.uint8(LEVEL), one_hot(numbers()))}
    train = test = Examples(fields, "mine", mask_classes=NAMES)


class One(Bordered):
    """Cats alone, one object."""

    fields = {"image": Data.fields["image"], "mask": Bordered.fields["mask"][..., 1:2]}
    train = test = Examples(fields, "mine")


def report_of(answer, data=Data):
    """The report, with its verdict, of a segmenter that says these numbers of classes."""
    report = segmentation_protocol.measure({"segmenter": lambda images: one_hot(answer) / 255}, data, N)
    return report, segmentation_protocol.verdict(report)["word"]


def test_the_truth_has_one_for_every_class_that_there_is():
    report, word = report_of(numbers())
    assert report["dice_of_class"] == report["iou_of_class"] == {"cat": 1.0, "dog": 1.0}
    assert report["dice"] == report["iou"] == 1 and word == "good"


def test_pixels_of_all_images_count_together():
    answer = numbers()
    answer[0, :, :3] = 0
    answer[1, 0, 7] = 1
    report, _ = report_of(answer)
    cats, found = (numbers() == 1).sum(), (answer == 1).sum()
    both = (numbers() == 1)[1:].sum()
    assert report["dice_of_class"]["cat"] == pytest.approx(2 * both / (cats + found))
    assert report["iou_of_class"]["cat"] == pytest.approx(both / (cats + found - both))
    assert report["dice"] == pytest.approx(np.mean([report["dice_of_class"]["cat"], 1]))


@pytest.mark.parametrize("number", range(len(NAMES)))
def test_everything_of_one_class_is_bad(number):
    report, word = report_of(np.full_like(numbers(), number))
    assert word == "bad" and report["dice"] <= report["dice_of_everything"]


def test_the_likeliest_class_of_each_place_and_noise_are_bad():
    mean = one_hot(numbers()).sum(0).argmax(-1)
    report, word = report_of(np.broadcast_to(mean, numbers().shape))
    assert report["dice"] == pytest.approx(report["dice_of_mean_mask"]) and word == "bad"
    assert report_of(np.random.default_rng(0).integers(0, 4, numbers().shape))[1] == "bad"


@pytest.mark.parametrize("there", range(len(NAMES)))
def test_what_is_said_of_void_places_counts_for_nothing(there):
    answer = np.where(Bordered.void, there, numbers())
    report, word = report_of(answer, Bordered)
    assert report["dice"] == report["iou"] == 1 and word == "good" and report["void"] == 0.25
    answer[0] = 0
    worse, _ = report_of(answer, Bordered)
    assert worse["dice"] < 1 and worse["dice_of_class"]["dog"] == 1


@pytest.mark.parametrize("there", [0, 1])
def test_void_places_of_one_object_count_for_nothing(there):
    answer = np.where(Bordered.void, there, numbers() == 1)[..., None].astype(float)
    report = segmentation_protocol.measure({"segmenter": lambda images: answer}, One, N)
    assert report["dice"] == report["iou"] == 1
    places = (numbers() == 1)[:, SIDE // 4 :]
    share = places[::2].mean((1, 2))
    assert report["dice_of_everything"] == pytest.approx(np.mean([*2 * share / (share + 1), *[0] * (N // 2)]))


def test_masks_without_void_places_say_nothing_of_them():
    assert "void" not in report_of(numbers())[0]
