"""The command line, and what becomes of trainings that fail."""

import csv
import json

import pytest

from tests.training.comparison import dying
from tfgan_suite.errors import Interrupted, SuiteError
from tfgan_suite.training.comparison.budget import Budget
from tfgan_suite.training.comparison.comparison import Comparison
from tfgan_suite.training.comparison.publish import publish

ON_THE_RING = ["--data", "ring", "--steps", 8, "--n", 100]


@pytest.mark.long
def test_two_systems_one_page(tfgan, tmp_path):
    out = tmp_path / "ring"
    command = ["compare", "unrolled", "mad-gan", *ON_THE_RING, "--jobs", 2, "--out", out]
    status, lines, _ = tfgan(*command)
    assert status == 0 and lines[-1] == f"comparison: {out / 'comparison.html'}"
    rows = list(csv.DictReader((out / "comparison.csv").open()))
    assert [row["system"] for row in rows] == ["mad_gan", "unrolled"]
    assert all(row["status"] == "finished" and float(row["score/fid"]) > 0 for row in rows)
    assert all(float(row["step_ms"]) > 0 and float(row["parameters"]) > 100 for row in rows)
    page = (out / "comparison.md").read_text()
    assert "2 systems on ring" in page and "One seed each" in page and "MADGAN" in page
    html = (out / "comparison.html").read_text()
    assert html.count("data:image/png;base64") == 2 and "http" not in html, "self-contained"
    page = tmp_path / "which.md"
    page.write_text("# Which?\n\nThe first.\n")
    for _ in range(2):
        publish(out, page)
    text = page.read_text()
    assert text.startswith("# Which?\n\nThe first.\n\n<!--") and text.count("## 2 systems on ring") == 1
    assert "](which/mad_gan.png)" in text and (tmp_path / "which" / "mad_gan.png").exists()
    assert (tmp_path / "which" / "comparison.csv").read_bytes() == (out / "comparison.csv").read_bytes()
    written = sorted(path.stat().st_mtime_ns for path in out.glob("outcomes/*"))
    assert tfgan(*command)[0] == 0
    assert written == sorted(path.stat().st_mtime_ns for path in out.glob("outcomes/*")), "no training is run twice"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["dcgan", "--steps", 8], "two systems or more"),
        (["dcgan", "lsgam", "--steps", 8], "did you mean lsgan?"),
        (["dcgan", "lsgan"], "one of --steps, --minutes and --core-minutes"),
        (["dcgan", "lsgan", "--minutes", 1, "--core-minutes", 1], "one of --steps, --minutes and --core-minutes"),
        (["dcgan", "lsgan", "--steps", 0], "give a positive whole number"),
        (["dcgan", "lsgan", "--steps", 8, "--features", "none.keras"], "none.keras cannot be read as a Keras model"),
    ],
)
def test_mistakes_are_one_line(tfgan, tmp_path, words, says):
    out = tmp_path / "new"
    status, _, errors = tfgan("compare", *words, "--out", out)
    assert status == 2 and len(errors) == 1 and says in errors[0]
    assert not out.exists()


def test_other_terms_are_refused(tmp_path):
    Comparison(tmp_path, "ring", Budget(steps=8)).begin()
    with pytest.raises(SuiteError, match="was begun with steps=8"):
        Comparison(tmp_path, "ring", Budget(steps=9)).begin()
    with pytest.raises(SuiteError, match="was begun with steps=8"):
        Comparison(tmp_path, "ring", Budget(core_minutes=8)).begin()
    with pytest.raises(SuiteError, match="was begun with features=None: repeat"):
        Comparison(tmp_path, "ring", Budget(steps=8), features="mine.keras").begin()
    assert Comparison.open(tmp_path) == Comparison(tmp_path, "ring", Budget(steps=8))


def test_a_killed_training_is_reported_and_run_again(tmp_path, monkeypatch):
    comparison = Comparison(tmp_path, "ring", Budget(steps=8))
    comparison.begin()
    monkeypatch.setattr("tfgan_suite.training.comparison.comparison.take_part", dying.take_part)
    for _ in range(2):
        comparison.run(["unrolled"], [0])
        (outcome,) = comparison.outcomes()
        assert outcome["status"] == "failed" and "process died" in outcome["reason"]
        (tmp_path / "outcomes" / "unrolled-0.json").write_text(json.dumps(outcome | {"reason": "before"}))


def test_an_interruption_ends_the_comparison(tmp_path, monkeypatch):
    comparison = Comparison(tmp_path, "ring", Budget(steps=8))
    comparison.begin()
    monkeypatch.setattr("tfgan_suite.training.comparison.comparison.take_part", dying.stop)
    with pytest.raises(Interrupted, match="goes on from there"):
        comparison.run(["unrolled", "mad_gan", "ssl_gan"], [0])
    began = {path.stem for path in tmp_path.glob("logs/*")}
    assert "unrolled-0" in began and "ssl_gan-0" not in began, "at most the next was on its way"
    assert comparison.outcomes() == []
