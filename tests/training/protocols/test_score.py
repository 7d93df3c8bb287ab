"""A score is judged by its way from the best to what takes no skill."""

import pytest

from tfgan_suite.callbacks.evaluation import numbers
from tfgan_suite.training import protocols
from tfgan_suite.training.protocols.everything import every_score
from tfgan_suite.training.protocols.judging import judged, told_by
from tfgan_suite.training.scoring.score import Score, least, most, number_at

AGREEMENT = Score("agreement", "agreement", best="agreement_real", unskilled="side/chance", fair=0.3, bad=0.7)
REPORT = {"agreement": 0.8, "agreement_real": 0.9, "side": {"chance": 0.1, "mean": 3}}


@pytest.mark.parametrize(("value", "word"), [(0.9, "good"), (0.95, "good"), (0.5, "fair"), (0.2, "bad"), (0.0, "bad")])
def test_words_follow_from_the_way_between_the_anchors(value, word):
    report = {**REPORT, "agreement": value}
    assert AGREEMENT.word(report) == word
    assert AGREEMENT.word(numbers(report)) == word, "flat reports are read as nested ones are"


@pytest.mark.parametrize("missing", ["agreement_real", "side"])
def test_without_an_anchor_a_score_is_told_and_not_judged(missing):
    report = {name: value for name, value in REPORT.items() if name != missing}
    found = judged(report, [AGREEMENT])
    assert found["word"] == "none"
    assert found["reasons"] == [
        "not judged: agreement is 0.8, and nothing here tells what is good or what takes no skill"
    ]


def test_what_is_not_reported_is_passed_over():
    assert judged({"agreement_real": 0.9}, [AGREEMENT]) == {"word": "none", "reasons": []}


def test_nan_is_bad():
    assert AGREEMENT.word({**REPORT, "agreement": float("nan")}) == "bad"


def test_anchors_that_are_one_tell_nothing_unless_the_products_set_them():
    report = {"x": 1.0, "chance": 1.0}
    parts = {"name": "x", "title": "x", "best": 1.0, "unskilled": "chance", "fair": 0.5}
    assert Score(**parts).word(report) == "not judged"
    assert Score(**parts, bad=0.9, on_itself=True).word(report) == "bad"


def test_what_is_left_out_is_said_last():
    found = judged({**REPORT, "left_out": ["motion: nobody reads it"]}, [AGREEMENT])
    assert found["word"] == "good" and found["reasons"][-1] == "not judged: motion: nobody reads it"


def test_a_report_says_what_its_n_can_tell():
    assert told_by(12).startswith("n = 12: a share of the examples, such as an accuracy, is known to ± 29 points, and")
    assert "12 held-out examples: too few for a verdict" in told_by(12)
    assert told_by(5000) == "n = 5,000: a share of the examples, such as an accuracy, is known to ± 1.4 points."


def test_the_hardest_of_several_trivial_answers_is_the_anchor():
    report = {"mean": 0.3, "median": 0.2}
    assert least("mean", "median", "identity")(report) == 0.2 and most("mean", "median")(report) == 0.3
    assert least("identity")(report) is None


@pytest.mark.parametrize(
    ("better", "good", "worse", "arrow"),
    [("higher", 0.9, 0.1, "↑"), ("lower", 0.1, 0.9, "↓"), (0.5, 0.6, 1.0, "→ 0.5"), (0.0, -0.1, 0.3, "→ 0")],
)
def test_better_values_come_first(better, good, worse, arrow):
    score = Score("x", "x", better=better)
    assert score.badness(good) < score.badness(worse) and score.arrow == arrow


def test_paths_lead_to_numbers_only():
    report = {"swd": {"mean": 3, "real": {"mean": 1}}, "mean": {"sd": 2}, "words": "x"}
    assert number_at(report, "swd/mean") == 3 and number_at(report, "swd/real/mean") == 1
    assert (
        number_at(report, "mean") is None
        and number_at(report, "words") is None
        and number_at(report, "swd/x/y") is None
    )


def test_columns_of_scores_with_a_spread_are_those_of_their_means():
    score = Score("kid/mean", "KID", real="floor/kid/mean")
    assert (score.column, score.real_column) == ("score/kid", "score/floor/kid")
    assert Score("mean", "SWD", best="floor/mean").column == "score/mean"


@pytest.mark.parametrize("name", [name for name in protocols.__all__ if name.endswith("_protocol")])
def test_every_protocol_declares_what_ranks_and_what_it_measures(name):
    protocol = getattr(protocols, name)
    scores = {score.name: score for score in protocol.scores}
    assert protocol.yields and protocol.measure.__doc__ is not None and len(scores) == len(protocol.scores)
    assert protocol.ranks_by and all(scores[rank].better in ("higher", "lower") for rank in protocol.ranks_by)
    assert set(protocol.scores) <= set(every_score()) or name == "accuracy_protocol"


def test_a_bad_checkpoint_ranks_behind_whatever_its_score():
    copies, honest = {"fid": 1.0, "distinct": 0.01}, {"fid": 30.0, "distinct": 1.0}
    protocol = protocols.image_protocol
    assert protocol.badness(honest) < protocol.badness(copies)
    assert protocol.badness({"fid": 1.0}) < protocol.badness({"fid": 30.0})
