import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import dice, iou


def rows(*filled):
    masks = np.zeros((len(filled), 4, 4, 1), bool)
    for mask, count in zip(masks, filled, strict=True):
        mask[:count] = True
    return masks


def test_half_covered():
    assert dice(rows(2), rows(4)) == pytest.approx(2 / 3)
    assert iou(rows(2), rows(4)) == pytest.approx(1 / 2)


@pytest.mark.parametrize("score", [dice, iou])
def test_nothing_predicted_of_an_empty_truth_earns_nothing(score):
    assert score(rows(0, 4, 0), rows(0, 4, 4)) == pytest.approx(1 / 2)
    assert score(rows(1, 4), rows(0, 4)) == pytest.approx(1 / 2)
    assert score(rows(0, 0), rows(0, 0)) == 0


def test_probabilities_are_refused():
    with pytest.raises(SuiteError, match="boolean masks"):
        dice(rows(1).astype("float32"), rows(1))


def test_no_masks_are_refused():
    with pytest.raises(SuiteError, match="one at least"):
        iou(rows(), rows())
