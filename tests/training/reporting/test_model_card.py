"""The card beside the exports says what the run knows, and no more."""

import json
import re

import pytest

from tfgan_suite.training.reporting.model_card import write_card
from tfgan_suite.training.running.run import Run

PARITY = [
    {"format": "savedmodel", "path": "export/savedmodel/generator/1", "bytes": 58_744, "max_difference": 0.0}
    | {"mean_difference": 0.0, "tolerance": 1e-5},
]
DATA = {
    "name": "openmoji",
    "licence": "CC-BY-SA-4.0; credit: OpenMoji",
    "train": 3867,
    "test": 403,
    "fields": {"image": ["uint8", [64, 64, 3]], "label": ["int32", []]},
    "classes": ["animals", "food"],
    "notes": [],
}


def signatures(**of):
    return {"name": "generator", "signatures": of}


@pytest.fixture
def run(tmp_path):
    """A run as its files have it."""
    run = Run.prepare(tmp_path / "run", "ada", {"data": "openmoji", "average": 0.999, "image_size": None})
    run.begin()
    extra = run.exports / "savedmodel" / "generator" / "1" / "assets.extra"
    extra.mkdir(parents=True)
    z = {"dtype": "float32", "shape": [None, 5], "meaning": "latent"}
    (extra / "signatures.json").write_text(json.dumps(signatures(serving_default={"inputs": {"z": z}, "outputs": {}})))
    rows = [{"inputs": {}, "outputs": {}, **row, "path": str(run.path / row["path"])} for row in PARITY]
    run.parity.write_text(json.dumps(rows))
    return run


def card(run):
    write_card(run)
    return (run.exports / "model_card.md").read_text()


def section(text, title):
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)[1]


def test_what_is_known_is_said(run):
    run.data.write_text(json.dumps(DATA))
    run.metrics.write_text(json.dumps({"protocol": "C-FID", "n": 403, "fid": 31.25, "verdict": {"word": "weak"}}))
    text = card(run)
    assert "3,867 examples" in section(text, "Data") and "CC-BY-SA-4.0; credit: OpenMoji" in section(text, "Data")
    assert "animals, food" in section(text, "Data")
    assert "| C-FID ↓ | 31.25 |" in section(text, "Metrics") and "| n | 403 |" in section(text, "Metrics")
    assert "Verdict: weak. n = 403: a share of the examples" in section(text, "Metrics")
    assert "tfgan train ada" in section(text, "Recipe") and "decay 0.999" in section(text, "Recipe")
    assert "`savedmodel/generator/1` | 58,744 | 0.0e+00" in section(text, "What is here")
    assert "z: float32 batch × 5, latent" in section(text, "What is here")
    assert {"Intended use", "Limits"} <= set(re.findall(r"^## (.+)$", text, re.MULTILINE))


def test_what_is_not_known_is_said_to_be_so(run):
    text = card(run)
    assert "licence out before you pass the model on" in section(text, "Data")
    assert section(text, "Metrics").strip() == "Not evaluated."
    run.data.write_text(json.dumps({**DATA, "licence": ""}))
    assert "not known to the suite" in section(card(run), "Data")


def test_a_system_that_has_not_reached_its_bound_says_so(run, monkeypatch):
    system = type("System", (), {"missing": "C-FID 99 (bound 30)", "title": "T", "name": "t", "line": "", "url": ""})()
    system.paper = ""
    monkeypatch.setattr("tfgan_suite.training.reporting.model_card.find", lambda name: system)
    assert "C-FID 99 (bound 30)" in section(card(run), "Limits")
    system.missing = ""
    assert "has not been shown" not in section(card(run), "Limits")


def test_there_is_none_where_nothing_is_exported(run):
    run.parity.unlink()
    write_card(run)
    assert not (run.exports / "model_card.md").exists()
