import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import classes_present, label_accuracy


def test_accuracy_counts_the_most_likely_class():
    p = [[0.6, 0.4], [0.3, 0.7], [0.9, 0.1], [0.2, 0.8]]
    assert label_accuracy(p, [0, 1, 1, 1]) == 0.75


def test_accuracy_of_labels_that_say_nothing_is_chance():
    rng = np.random.default_rng(0)
    assert label_accuracy(rng.dirichlet(np.ones(10), 20_000), rng.integers(0, 10, 20_000)) == pytest.approx(
        0.1, abs=0.01
    )


@pytest.mark.parametrize("labels", [[0], [0, 2], [0, -1], [0.0, 1.0], [[0, 1]]])
def test_labels_that_do_not_fit_are_refused(labels):
    with pytest.raises(SuiteError, match="labels"):
        label_accuracy(np.eye(2), labels)


def test_classes_present():
    assert classes_present(np.eye(10)) == 10
    assert classes_present(np.eye(10)[[3] * 50]) == 1
    strays = np.r_[np.zeros(995, int), np.full(5, 1)]
    assert classes_present(np.eye(10)[strays]) == 1
    assert classes_present(np.eye(10)[strays], least=0.05) == 2
    assert classes_present(np.eye(10)[strays], least=0) == 2
