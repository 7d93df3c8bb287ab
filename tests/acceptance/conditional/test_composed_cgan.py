"""CGAN as a composition: GAN with a condition of labels is held to the bounds of the paper's own game."""

import pytest

from tests.acceptance.conditional.labels import ACCURACY, check_labels, check_permuted_labels
from tests.acceptance.trainings import plan_of


@pytest.mark.parametrize("condition", ACCURACY)
def test_composed_cgan(condition, figure):
    check_labels(plan_of("gan", 0, condition=condition), condition, figure)


@pytest.mark.parametrize("condition", ACCURACY)
def test_composed_cgan_with_permuted_labels(condition, figure):
    check_permuted_labels(plan_of("gan", 0, condition=condition), figure)
