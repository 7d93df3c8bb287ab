from pathlib import Path

from tfgan_suite.training.commands.arguments import run
from tfgan_suite.training.deliver import deliver
from tfgan_suite.training.model_card import write_card
from tfgan_suite.training.open_game import open_game
from tfgan_suite.training.report import write_report
from tfgan_suite.training.run import Run


def export(run_dir: Path, formats: str = "savedmodel,litert", batch_size: int | None = None):
    """Writes a run's networks for serving, for devices and for browsers, each checked against Keras.

    Args:
        run_dir: the run's directory.
        formats: which, separated by commas: savedmodel; litert (float32), litert-float16, litert-dynamic, litert-int8,
            litert-int8-io; web.
        batch_size: the only one that LiteRT files take; free by default.
    """
    opened = Run.open(run_dir)
    for check in deliver(open_game(opened), opened, formats.split(","), batch_size):
        print(f"{check.format}: {check.path}, {check.bytes:,} bytes, max |Δ| {check.max_difference:.1e}")
    write_report(opened)
    write_card(opened)
    print(f"exports: {opened.exports}")


def main(argv):
    run(export, "tfgan export", argv)
