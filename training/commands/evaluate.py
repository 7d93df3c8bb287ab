"""`tfgan evaluate`: the scores of a run."""

import json
from pathlib import Path

from tfgan_suite.training.cards.ranges import Count
from tfgan_suite.training.commands.arguments import run
from tfgan_suite.training.protocols.asked_features import extractor_asked
from tfgan_suite.training.protocols.judging import NONE
from tfgan_suite.training.reporting.model_card import write_card
from tfgan_suite.training.reporting.report import write_report
from tfgan_suite.training.running.evaluate import evaluate, preparation
from tfgan_suite.training.running.open_game import open_plan
from tfgan_suite.training.running.run import Run


def score(run_dir: Path, n: Count = 5000, features: str | None = None, weights: Path | None = None) -> None:
    """Scores a run against held-out data, prints the scores and writes them to metrics.json.

    Args:
        run_dir: the run's directory.
        n: samples and held-out examples to compare, no more than there are.
        features: a .keras model from images to features, or efficientnet_lite0, inception_v3, inception_v3_bicubic; own
            for those that are fitted to the training images, none for scores without; what suits the data by default.
        weights: those of FID's network for inception_v3: pytorch-fid's pt_inception-2015-12-05-6726825d.pth, or
            torch-fidelity's weights-inception-2015-12-05-6726825d.pth; Keras' own network and weights by default.
    """
    opened, reader = Run.open(run_dir), extractor_asked(features, weights)
    plan = open_plan(opened)
    if fitted := preparation(plan, reader):
        print(fitted, flush=True)
    report = evaluate(plan, opened, n=n, features=reader)
    print(json.dumps(report, indent=2))
    write_report(opened)
    write_card(opened)
    word, reasons = report["verdict"]["word"], report["verdict"]["reasons"]
    print(f"verdict: {word}" + (f" ({reasons[0]})" if word == NONE and reasons else ""))
    print(f"scores: {opened.metrics}")


def main(argv: list[str]) -> None:
    run(score, "tfgan evaluate", argv)
