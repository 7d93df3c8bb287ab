import pytest

from tfgan_suite.training.reporting.diagnosis import diagnosis

WELL = {"generator_loss": [0.7, 0.9, 1.2], "discriminator_loss": [1.3, 1.1, 0.9], "diversity": [0.6, 0.9, 0.95]}
FREE = {"memory": {"closer": 0.52, "ratio": 0.98}}


def told(word, history=WELL, monitored=None, scores=FREE, ending=""):
    """(fine, sentence) of the only sentence that has this word."""
    (one,) = [(fine, text) for fine, text in diagnosis(history, monitored, scores, ending) if word in text]
    return one


def test_nothing_is_wrong_with_a_good_training():
    assert [fine for fine, _ in diagnosis(WELL, ("fid", True, [(1, 30.0), (2, 20.0)]), FREE)] == [True] * 4


def test_what_was_not_measured_is_said():
    assert [fine for fine, _ in diagnosis({}, None, {})] == [None, None, None]


@pytest.mark.parametrize("loss", [float("nan"), float("inf"), -1e5])
def test_losses_that_blow_up_are_divergence(loss):
    fine, text = told("ivergence", {**WELL, "generator_loss": [0.7, 2.0, loss]})
    assert fine is False and "generator loss went from 0.7" in text and "epoch 3" in text


def test_the_end_of_a_diverged_training_is_told():
    assert told("ivergence", ending="The critic's loss became nan at step 7")[1].endswith("at step 7")


@pytest.mark.parametrize(
    ("diversity", "fine", "words"),
    [
        ([0.9, 0.3, 0.4, 0.2], False, "after epoch 2"),
        ([0.3, 0.4, 0.9], True, "recovered"),
        ([0.9, 0.8], True, "never less than 0.80"),
    ],
)
def test_collapse_is_told_from_recovery(diversity, fine, words):
    found = told("ollapse", {**WELL, "diversity": diversity})
    assert found[0] is fine and words in found[1]


@pytest.mark.parametrize(
    ("closer", "ratio", "fine"), [(0.5, 1.0, True), (1.0, 0.01, False), (0.9, 0.6, False), (0.1, 3.0, True)]
)
def test_memorisation(closer, ratio, fine):
    assert told("emorisation", scores={"memory": {"closer": closer, "ratio": ratio}})[0] is fine


@pytest.mark.parametrize(
    ("lower", "values", "fine"), [(True, [9, 20], False), (True, [20, 9, 12], True), (False, [0.9, 0.3], False)]
)
def test_lost_quality(lower, values, fine):
    found = told("at the last evaluation", monitored=("fid", lower, list(enumerate(values, 1))))
    assert found[0] is fine
