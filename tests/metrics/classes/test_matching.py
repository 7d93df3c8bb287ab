import itertools

import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import matched_accuracy


def test_names_of_clusters_do_not_matter():
    labels = np.arange(100) % 10
    assert matched_accuracy((labels * 7 + 3) % 10, labels) == 1


def test_it_is_the_best_of_all_matchings():
    rng = np.random.default_rng(0)
    clusters, labels = rng.integers(0, 4, (2, 50))
    best = max(np.mean(np.take(names, clusters) == labels) for names in itertools.permutations(range(4)))
    assert matched_accuracy(clusters, labels) == pytest.approx(best)


def test_one_cluster_stands_for_one_label_only():
    labels = np.arange(100) % 10
    assert matched_accuracy(np.zeros(100, int), labels) == pytest.approx(0.1)
    assert matched_accuracy(np.arange(100), labels) == pytest.approx(0.1)


def test_chance_is_a_little_over_one_in_ten():
    clusters, labels = np.random.default_rng(0).integers(0, 10, (2, 5000))
    assert 0.1 < matched_accuracy(clusters, labels) < 0.14


@pytest.mark.parametrize("clusters", [np.zeros(3), np.zeros((4, 1), int), np.zeros(4)])
def test_other_things_are_refused(clusters):
    with pytest.raises(SuiteError, match="one integer an example"):
        matched_accuracy(clusters, np.zeros(4, int))
