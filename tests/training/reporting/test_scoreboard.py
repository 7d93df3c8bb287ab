import pytest

from tfgan_suite.training import protocols
from tfgan_suite.training.reporting.scoreboard import circumstances, scoreboard

REPORT = {
    "protocol": "C-FID",
    "features": "classifier-v1 after antialiased bilinear to 28x28",
    "value_range": [-1.0, 1.0],
    "n": 500,
    "fid": 12.3456,
    "kid": {"mean": 1.5, "sd": 0.25},
    "coverage": {"k": 5, "coverage": 0.4},
    "real_real_floor": {"n": 250, "fid": 0.2, "kid": {"mean": 0.1, "sd": 0.3}, "coverage": {"k": 5, "coverage": 0.97}},
    "inception_score": {"mean": 5.0, "sd": 0.5, "splits": 10},
    "inception_score_real": {"mean": 7.5, "sd": 0.25, "splits": 10},
    "classes": 10,
    "swd": {"n": 100, "mean": 40.0, "real_real_floor": {"mean": 12.0}},
    "label_accuracy": 1,
    "codes": {"correlation": [0.97531, 0.5]},
    "verdict": {"word": "fair", "reasons": ["fair: so so"]},
}


def test_declared_scores_stand_beside_those_of_real_data_and_other_numbers_follow():
    assert scoreboard(REPORT) == [
        ("C-FID ↓", "12.35", "0.2"),
        ("KID → 0", "1.5 ± 0.25", "0.1 ± 0.3"),
        ("coverage ↑", "0.4", "0.97"),
        ("IS ↑", "5 ± 0.5", "7.5 ± 0.25"),
        ("label accuracy ↑", "1", ""),
        ("SWD ↓", "40", "12"),
        ("codes correlation", "0.9753, 0.5", ""),
    ]


@pytest.mark.parametrize("protocol", [name for name in protocols.__all__ if name.endswith("_protocol")])
def test_each_score_of_a_protocol_is_a_row_beside_its_twin(protocol):
    for score in getattr(protocols, protocol).scores:
        report = reported({score.name: 0.625, score.real_path: 0.875})
        ((name, value, real),) = scoreboard(report)
        assert (name, value) == (f"{score.title} {score.arrow}", "0.625")
        assert real == ("0.875" if score.real_path else "")


def test_names_alone_make_no_twins():
    assert scoreboard({"charm": 0.5, "charm_real": 0.75}) == [("charm", "0.5", ""), ("charm real", "0.75", "")]


def test_of_two_scores_with_one_name_that_counts_whose_anchors_are_reported():
    classified, translated = {"accuracy_of_one_class": 0.125}, {"accuracy_real": 0.75, "accuracy_before": 0.25}
    assert ("accuracy ↑", "0.5", "") in scoreboard({"accuracy": 0.5, **classified})
    assert ("classified as what they show ↑", "0.5", "0.75") in scoreboard({"accuracy": 0.5, **translated})


def reported(numbers):
    """A report, nested, of numbers by their paths."""
    report = {}
    for path, number in numbers.items():
        *outer, last = path.split("/")
        inner = report
        for part in outer:
            inner = inner.setdefault(part, {})
        inner[last] = number
    report.pop("", None)
    return report


def test_what_is_no_score_is_told_apart():
    told = dict(circumstances(REPORT))
    assert told["n"] == 500 and told["real real floor n"] == 250 and told["value range"] == [-1.0, 1.0]
    assert "antialiased bilinear to 28x28" in told["features"], "the resize stands beside the scores"
    assert "verdict word" not in told and "kid mean" not in told and "fid" not in told


def test_distances_inside_other_protocols_keep_their_name():
    report = {
        "protocol": "translations of held-out pairs",
        "fid_protocol": "C-FID",
        "fid": 3.0,
        "label_accuracy_real": 0.9,
    }
    assert scoreboard(report) == [("C-FID ↓", "3", ""), ("label accuracy real", "0.9", "")]


def test_nothing_is_no_rows():
    assert scoreboard({}) == circumstances({}) == []
