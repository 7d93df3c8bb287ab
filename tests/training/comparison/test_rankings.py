import pytest

from tfgan_suite.training.comparison.rankings import rankings
from tfgan_suite.training.protocols.image_scores import IMAGE_SCORES

TITLES = {score.column: score.title for score in IMAGE_SCORES}


def ranked(column, **scores):
    """Who is where, of two seeds of each system that are as good as equal."""
    rows = [{"system": name, column: value + e} for name, value in scores.items() for e in (-1e-6, 1e-6)]
    (found,) = rankings(rows)
    assert found.title == TITLES[column]
    return [names for _, names in found.places]


@pytest.mark.parametrize(
    ("column", "best", "worse"),
    [
        ("score/kid", 0.01, 0.3),
        ("score/kid", -0.01, 0.3),
        ("score/coverage/recall", 0.9, 0.2),
        ("score/coverage/density", 1.1, 3.0),
        ("score/coverage/density", 0.9, 0.2),
        ("score/two_sample/accuracy", 0.6, 1.0),
        ("score/two_sample/accuracy", 0.6, 0.0),
        ("score/memory/closer", 0.5, 1.0),
        ("score/memory/closer", 0.5, 0.0),
        ("score/inception_score", 7.0, 2.0),
    ],
)
def test_the_better_is_first(column, best, worse):
    assert ranked(column, bad=worse, good=best) == [["good"], ["bad"]]


def test_noise_is_shared_and_told():
    rows = [
        {"system": name, "protocol": "C-FID", "score/fid": x} for name, x in zip("aabb", (9, 11, 10, 12), strict=True)
    ]
    rows.append({"system": "c", "protocol": "C-FID", "score/fid": 50.0, "score/real_real_floor/fid": 0.2})
    (found,) = rankings(rows)
    assert found.title == "C-FID" and found.real == 0.2
    assert found.places == [(1, ["a", "b", "c"])], "one seed cannot be told from anybody"
    assert found.noise == pytest.approx(2**0.5) and "c" not in found.spreads


def test_what_nobody_has_is_no_ranking():
    assert rankings([{"system": "a", "status": "failed", "reason": "it failed"}]) == []
