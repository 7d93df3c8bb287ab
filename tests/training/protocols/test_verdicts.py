"""Products that learned nothing are bad by every protocol, and never rank before those that do what they should."""

import functools

import numpy as np
import pytest

from tests.training.protocols.families import FAMILIES
from tests.training.protocols.opponents import N
from tfgan_suite.callbacks.evaluation import numbers
from tfgan_suite.metrics.features import kept_model, own_fitting

CASES = [(family, who) for family in FAMILIES for who in FAMILIES[family].opponents]
WITHOUT_TRUTH = {"clips"}  # what clips should show is a matter of two codes, see `test_video_protocol.py`
JUDGED = sorted(FAMILIES.keys() - WITHOUT_TRUTH)


@pytest.fixture(scope="module", autouse=True)
def classifier_read_once():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_model, "read_model", functools.cache(kept_model.read_model))
        yield


@pytest.fixture(autouse=True)
def unfitted_features(monkeypatch):
    """None here: features are fitted, in fewer steps."""
    monkeypatch.setattr(own_fitting, "MOST_STEPS", 60)


@functools.cache
def report(family, who):
    return FAMILIES[family].report(who)


@pytest.mark.parametrize(("family", "who"), CASES)
def test_what_learned_nothing_is_bad(family, who):
    for held in (report(family, who), report(family, who) | {"n": 12}):
        verdict = FAMILIES[family].protocol.verdict(held)
        assert verdict["word"] == "bad", verdict


@pytest.mark.parametrize("family", JUDGED)
@pytest.mark.parametrize(("n", "word"), [(12, "none"), (49, "none"), (50, "good")])
def test_of_few_examples_nothing_is_good(family, n, word):
    held = report(family, "truth")
    assert held["n"] == N
    verdict = FAMILIES[family].protocol.verdict(held | {"n": n})
    assert verdict["word"] == word, verdict
    if word == "none":
        assert verdict["reasons"][0].startswith(f"not judged: {n} held-out examples: too few for a verdict")
        assert not any(reason.startswith(("good", "fair")) for reason in verdict["reasons"])


@pytest.mark.parametrize("family", JUDGED)
def test_the_truth_is_good(family):
    verdict = FAMILIES[family].protocol.verdict(report(family, "truth"))
    assert verdict["word"] == "good", verdict


@pytest.mark.parametrize("family", JUDGED)
def test_nobody_who_learned_nothing_ranks_before_the_truth(family):
    protocol = FAMILIES[family].protocol
    true = protocol.badness(numbers(report(family, "truth")))
    for who in FAMILIES[family].opponents:
        assert true < protocol.badness(numbers(report(family, who))), who


def test_what_own_data_cannot_support_is_left_out_and_said():
    held = report("own coupled images", "truth")
    assert "correlation" not in held
    reasons = FAMILIES["own coupled images"].protocol.verdict(held)["reasons"]
    assert any(reason.startswith("not judged: whether the images of a pair show the same") for reason in reasons)


def test_reports_hold_finite_numbers_only():
    for family in ("own coupled images", "own unpaired translations", "own sequences"):
        assert np.isfinite(list(numbers(report(family, "truth")).values())).all()
