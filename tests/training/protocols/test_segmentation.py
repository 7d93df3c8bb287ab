"""Masks of several classes: scores of each class by name, and what those that learned nothing get."""

import numpy as np
import pytest

from tfgan_suite.data import Examples
from tfgan_suite.training.protocols import segmentation_protocol

NAMES = ("background", "cat", "dog", "never")
N, SIDE = 12, 8


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


def report_of(answer):
    """The report, with its verdict, of a segmenter that says these numbers of classes."""
    report = segmentation_protocol.measure({"segmenter": lambda images: one_hot(answer) / 255}, Data, N)
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
