import pytest

from tfgan_suite.training.cards.readings import OBJECTIVES
from tfgan_suite.training.recipes.parts.composed import OBJECTIVES as KNOWN
from tfgan_suite.training.systems.registry import SYSTEMS, find


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
def test_every_system_says_what_its_losses_mean(system):
    assert len(system.curves({})) > 60


def test_every_objective_has_its_own_reading():
    assert OBJECTIVES.keys() == {*KNOWN, "f_divergence"}
    texts = {find("gan").curves({"objective": objective}) for objective in OBJECTIVES}
    assert len(texts) == len(OBJECTIVES)


def test_options_change_what_a_loss_means():
    plain = find("gan").curves({})
    assert "r1" in find("gan").curves({"r1": 10.0}) and "r1" not in plain
    assert "features" in find("gan").curves({"feature_matching": True})


@pytest.mark.parametrize(
    ("objective", "undecided"),
    [("non_saturating", 1.386), ("minimax", 1.386), ("hinge", 2), ("least_squares", 0.25), ("relativistic", 0.693)],
)
def test_the_losses_of_an_undecided_discriminator(objective, undecided):
    import numpy as np

    half = 0.5 if objective == "least_squares" else 0.0
    scores = np.full((4, 1), half, "float32")
    assert float(KNOWN[objective]().discriminator(scores, scores)) == pytest.approx(undecided, abs=1e-3)
    assert str(undecided).lstrip("0") in OBJECTIVES[objective]
