import json
from pathlib import Path

from tfgan_suite.callbacks import latest_checkpoint
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.commands.arguments import run
from tfgan_suite.training.evaluate import evaluate
from tfgan_suite.training.model_card import write_card
from tfgan_suite.training.report import write_report
from tfgan_suite.training.run import Run
from tfgan_suite.training.systems import find
from tfgan_suite.training.train import build


def score(run_dir: Path, n: int = 5000, features: Path | None = None):
    """Scores a run against held-out data, prints the scores and writes them to metrics.json.

    Args:
        run_dir: the run's directory.
        n: samples and held-out examples to compare, no more than there are.
        features: a .keras model from images to features, for data the suite has no features for.
    """
    opened = Run.open(run_dir)
    checkpoint = latest_checkpoint(opened.checkpoints)
    if checkpoint is None:
        raise SuiteError(f"{run_dir} has no checkpoint yet: train on until the end of its first epoch.")
    plan = build(find(opened.system), opened.arguments)
    plan.restore(checkpoint)
    print(json.dumps(evaluate(plan, opened, n=n, features=features), indent=2))
    write_report(opened)
    write_card(opened)
    print(f"scores: {opened.metrics}")


def main(argv):
    run(score, "tfgan evaluate", argv)
