"""What training costs, as ratios: both sides in one run, in turn, on the same networks, batches and updates."""

import importlib

PAGES = ("loop", "pytorch", "torchgan", "replicas", "start", "pipeline", "growth", "machine")


def measured(page, rounds, steps):
    """The lines of one of the pages, each a module here; to be called in a fresh process."""
    return importlib.import_module(f"benchmarks.speed.{page}").lines(rounds, steps)
