"""Training: from a recipe to a finished run: train, resume, evaluate, export, report."""

import errno
import signal
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import keras
import tensorflow as tf

from tfgan_suite.aliases import Logs
from tfgan_suite.callbacks import (
    Checkpoints,
    CollapseWatch,
    Diverged,
    EpochBoard,
    SampleGrid,
    SpectralNorms,
    StopOnNaN,
    StopOnSignal,
    Stopwatch,
    latest_checkpoint,
)
from tfgan_suite.errors import Interrupted, SuiteError, WorkerLost
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.reporting.history import forget_epochs
from tfgan_suite.training.reporting.model_card import write_card
from tfgan_suite.training.reporting.report import write_report
from tfgan_suite.training.running import strategy as strategies
from tfgan_suite.training.running.data_facts import check_data, note_data
from tfgan_suite.training.running.evaluate import UNSCORABLE, evaluate, told
from tfgan_suite.training.running.execution import Execution
from tfgan_suite.training.running.export_run import export_run
from tfgan_suite.training.running.freezing import freeze_discriminator
from tfgan_suite.training.running.rates import set_rates

if TYPE_CHECKING:
    from tfgan_suite.core.game import Game
    from tfgan_suite.training.plans.plan import Plan
    from tfgan_suite.training.running.best import Best
    from tfgan_suite.training.running.run import Run


WATCHED = 256
LOST = (tf.errors.UnavailableError, tf.errors.AbortedError, tf.errors.CancelledError)
USUAL = Execution()
UNREAD = (errno.EPIPE, errno.EIO)  # nobody reads the output any more: a closed pipe, a terminal that hung up


def build(system: System, arguments: Mapping[str, Any], execution: Execution = USUAL) -> "Plan":
    """The plan of a system's recipe, its randomness seeded, executed in this way."""
    keras.utils.set_random_seed(arguments.get("seed", 0))
    told = {**system.settings, **arguments}
    rates, frozen = told.pop("rates", {}), told.pop("freeze_d", 0)
    told.pop("from", None)
    plan = execution.build(system.recipe(), told)
    if frozen:
        freeze_discriminator(plan.game, frozen)
    set_rates(plan.game, rates)
    return plan


def fit(
    plan: "Plan",
    run: "Run",
    saving: Mapping[str, Any] | None = None,
    minutes: float | None = None,
    best: "Best | None" = None,
    clock: str = "wall",
) -> bool:
    """Trains a plan into a run directory, going on from its latest checkpoint; returns whether anything was left to do.

    Args:
        plan: what the recipe built.
        run: where everything goes.
        saving: arguments of `Checkpoints`: when to save beside the ends of epochs, and how many stay.
        minutes: how long all training steps together may take; without end by default.
        best: a `Best`, which evaluates meanwhile.
        clock: of the minutes, see `Stopwatch`.
    """
    game, length = plan.game, plan.steps_per_epoch
    if checkpoint := latest_checkpoint(run.checkpoints):
        if changed := check_data(plan, run):
            print(changed)
        plan.restore(checkpoint)
    if strategies.is_chief(game.distribute_strategy):
        note_data(plan, run)
    epoch, done = divmod(int(game.steps.numpy()), length)
    if minutes and strategies.is_shared(game.distribute_strategy):
        raise SuiteError("Workers' clocks differ: give --epochs or --steps-per-epoch instead of --minutes.")
    stopwatch = Stopwatch(run.costs, minutes, clock)
    if epoch >= plan.epochs or stopwatch.is_up or (best and best.is_stalled):
        return False
    if strategies.is_chief(game.distribute_strategy):
        forget_epochs(run.history, epoch)
    run.ending.unlink(missing_ok=True)
    saver = Checkpoints(run.checkpoints, **(saving or {}))
    callbacks = [*plan.callbacks, *_watchers(plan, run, saver, stopwatch, best)]
    if done:
        callbacks.insert(0, Resume(game))
    how = {"shuffle": False, "verbose": "auto" if sys.stdout.isatty() or "ipykernel" in sys.modules else 2}
    try:
        with StopOnSignal(saver, listening=not strategies.is_shared(game.distribute_strategy)) as stop:
            for first, last, steps in [(epoch, epoch + 1, length - done), (epoch + 1, plan.epochs, length)]:
                if first < last and not (stopwatch.is_up or (best and best.is_stalled)):
                    data = plan.training_data(start=int(game.steps.numpy()))
                    span = {"initial_epoch": first, "epochs": last, "steps_per_epoch": steps}
                    game.fit(data, **span, **plan.held_out(), **how, callbacks=[*callbacks, stop])
    except Diverged as reason:
        if strategies.is_chief(game.distribute_strategy):
            run.ending.write_text(str(reason), encoding="utf-8")
            write_report(run)
        raise
    except OSError as error:
        if error.errno not in UNREAD:
            raise
        raise Interrupted(signal.SIGPIPE, saver.save()) from error
    except LOST as error:
        if not strategies.is_shared(game.distribute_strategy):
            raise
        raise WorkerLost(latest_checkpoint(run.checkpoints)) from error
    return True


def finish(
    plan: "Plan",
    run: "Run",
    trained: bool = True,
    with_evaluation: bool = True,
    with_export: bool = True,
    features: Any = None,
) -> None:
    """Evaluates, exports and writes the report; what an earlier call did is done again only after more training.

    Where a best checkpoint was kept, it is what is evaluated and exported. What cannot be scored is not, which costs
    neither export nor report.
    """
    if best := latest_checkpoint(run.best):
        plan.restore(best)
    note_data(plan, run)
    if with_evaluation and (trained or not run.scores()):
        try:
            evaluate(plan, run, features=features)
        except UNSCORABLE as reason:
            print(f"not evaluated: {told(reason)}")
    if with_export and (trained or not run.parity_rows()):
        export_run(plan.game, run, plan=plan)
    write_report(run)
    write_card(run)


class Resume(keras.callbacks.Callback):
    """Gives the first epoch the running means that a checkpoint inside it had, which `fit` sets back to nothing."""

    def __init__(self, game: "Game") -> None:
        super().__init__()
        self.means = [(v, v.numpy()) for metric in game.metrics for v in metric.variables]

    def on_epoch_begin(self, epoch: int, logs: Logs = None) -> None:
        for variable, value in self.means:
            variable.assign(value)
        self.means = []


def _watchers(plan, run, saver, stopwatch, best):
    if not strategies.is_chief(plan.game.distribute_strategy):
        saver.directory = Path(tempfile.mkdtemp(prefix="tfgan-worker-"))
        return [StopOnNaN(), saver]
    return [
        StopOnNaN(),
        stopwatch,
        *_collapse_watch(plan),
        SpectralNorms(),
        SampleGrid(run.samples, **_shown(plan)),
        keras.callbacks.CSVLogger(run.history, append=True),
        *(best.callbacks if best else []),
        EpochBoard(run.tensorboard),
        saver,
    ]


def _shown(plan):
    """What the picture after each epoch shows."""
    n = _fitting(plan, plan.game.yields.shown)
    return {"n": n, "inputs": plan.inputs(n), "real": plan.backdrop(n)}


def _collapse_watch(plan):
    n = _fitting(plan, WATCHED)
    real = plan.real_samples(n)
    return [] if real is None else [CollapseWatch(real, n)]


def _fitting(plan, n):
    """`n`, or of examples larger than 256x256 as many as have no more pixels in all."""
    sides = [array.shape[1:3] for array in plan.train.fields.values() if array.ndim == 4]
    return max(1, min(n, n * 256 * 256 // max((height * width for height, width in sides), default=1)))
