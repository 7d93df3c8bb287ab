"""`tfgan export`: the products of a run in the formats that clients read."""

from pathlib import Path

from tfgan_suite.training.cards.ranges import Count, Natural
from tfgan_suite.training.commands.arguments import run
from tfgan_suite.training.reporting.model_card import write_card
from tfgan_suite.training.reporting.report import write_report
from tfgan_suite.training.running.export_run import export_run
from tfgan_suite.training.running.litert_scores import is_lossy, score_litert
from tfgan_suite.training.running.open_game import open_game, open_plan
from tfgan_suite.training.running.run import Run


def export(
    run_dir: Path, formats: str = "savedmodel,litert", batch_size: Count | None = None, n: Natural = 1000
) -> None:
    """Writes a run's networks for serving, for devices and for browsers, each checked against Keras.

    Args:
        run_dir: the run's directory.
        formats: which, separated by commas: savedmodel; litert (float32), litert-float16, litert-dynamic, litert-int8,
            litert-int8-io; web.
        batch_size: the only one that LiteRT files take; free by default.
        n: samples and held-out examples to score LiteRT files with, where any has less than 32 bits; 0 scores none.
    """
    opened, asked = Run.open(run_dir), formats.split(",")
    plan = open_plan(opened) if any(map(is_lossy, asked)) else None
    game = plan.game if plan else open_game(opened)
    checks = export_run(game, opened, asked, batch_size, plan)
    for check in checks:
        print(f"{check.format}: {check.path}, {check.bytes:,} bytes, max |Δ| {check.max_difference:.1e}")
    score_litert(game, opened, checks, plan, n)
    write_report(opened)
    write_card(opened)
    print(f"exports: {opened.exports}")


def main(argv: list[str]) -> None:
    run(export, "tfgan export", argv)
