"""A system on a user's own data, from the command line: trained for two steps, evaluated, exported."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tensorflow as tf


@dataclass
class Outcome:
    """What a run left behind.

    Attributes:
        path: of the run.
        said: the lines that the training printed.
        scores: its report.
        data: what it noted of its data.
    """

    path: Path
    said: list[str]
    scores: dict
    data: dict

    def served(self, product: str, **inputs: Any) -> dict:
        """What an exported SavedModel answers."""
        version = self.path / "export" / "savedmodel" / product / "1"
        serve = tf.saved_model.load(str(version)).signatures["serving_default"]
        return {name: values.numpy() for name, values in serve(**inputs).items()}

    def signature(self, product: str) -> dict:
        """What clients are told of a product."""
        version = self.path / "export" / "savedmodel" / product / "1"
        told = json.loads((version / "assets.extra" / "signatures.json").read_text())
        return told["signatures"]["serving_default"]


def trained(tfgan: Any, system: str, data: Path, path: Path, *options: Any) -> Outcome:
    """Trains a system for two steps, from the data to exported files; its verdict is not "good"."""
    budget = ["--epochs", 1, "--steps-per-epoch", 2, "--batch-size", 4]
    train = ("train", system, "--data", data, "--run-dir", path, *budget, "--export", "false", *options)
    status, out, err = tfgan(*train)
    assert status == 0, err
    status, _, err = tfgan("export", path, "--formats", "savedmodel")
    assert status == 0, err
    scores = json.loads((path / "metrics.json").read_text())
    assert scores["verdict"]["word"] in ("bad", "fair", "none"), scores
    assert (path / "report.html").exists() and list((path / "samples").iterdir())
    return Outcome(path, out, scores, json.loads((path / "data.json").read_text()))
