"""Entry: one training of a comparison, in a process of its own."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfgan_suite.aliases import PathLike

if TYPE_CHECKING:
    from tfgan_suite.training.comparison.budget import Budget


def take_part(
    name: str,
    seed: int,
    settings: dict[str, Any],
    n: int,
    reading: tuple[str | None, str | None],
    budget: "Budget",
    path: PathLike,
    log: Path,
    threads: int,
) -> tuple[str, str]:
    """Trains and scores one system; to be called in a fresh process, whose peak memory is then that of the training.

    Args:
        name, seed: of the training; a name is the label of an entrant.
        settings: the arguments of its recipe that all trainings share.
        n: samples to score.
        reading: arguments of `extractor_asked`, which reads them.
        budget: see `Budget`.
        path: its run directory; an interrupted run goes on.
        log: file that gets what it prints.
        threads: how many cores TensorFlow may use.

    Returns:
        (status, reason): "finished", "diverged" or "failed", and why, in one line.
    """
    _write_to(log)
    os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "2", "TF_NUM_INTRAOP_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    from tfgan_suite.callbacks import Diverged
    from tfgan_suite.errors import SuiteError
    from tfgan_suite.training.comparison.entrant import Entrant
    from tfgan_suite.training.protocols.asked_features import extractor_asked
    from tfgan_suite.training.reporting.report import write_report
    from tfgan_suite.training.running.evaluate import UNSCORABLE, evaluate, told
    from tfgan_suite.training.running.run import Run
    from tfgan_suite.training.running.train import build, fit

    entrant = Entrant.of(name)
    system = entrant.system
    arguments = {**system.arguments(), **entrant.options}
    if strange := settings.keys() - arguments.keys():
        return "failed", f"{name} takes no --{strange.pop().replace('_', '-')}"
    arguments |= settings | {"seed": seed} | budget.epochs
    asked = arguments["batch_size"]
    try:
        plan = _fitting(build, system, arguments)
        run = Run.prepare(Path(path), system.name, arguments)
        if run.arguments != arguments:
            plan = build(system, run.arguments)
        run.begin(plan.derived)
        print(f"data: {plan.found}", flush=True)
        fit(plan, run, **budget.time)
    except Diverged as reason:
        return "diverged", str(reason)
    except SuiteError as reason:
        return "failed", str(reason)
    try:
        evaluate(plan, run, n=n, features=extractor_asked(*reading))
    except UNSCORABLE as reason:
        return "finished", f"not scored: {told(reason)}"
    finally:
        write_report(run)
    smaller = arguments["batch_size"] < asked
    return "finished", f"in batches of {arguments['batch_size']}, as there are no more data" if smaller else ""


def _fitting(build, system, arguments):
    """The plan of a system, with batches halved in its arguments until there are data for one."""
    from tfgan_suite.data.pipeline.streaming import BatchTooLarge

    while True:
        try:
            return build(system, arguments)
        except BatchTooLarge:
            if arguments["batch_size"] < 2:
                raise
            arguments["batch_size"] //= 2


def _write_to(log):
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    sys.stdout.flush()
    for stream in (1, 2):
        os.dup2(file, stream)
