"""Opening a run: its trained game, or its whole plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tfgan_suite.callbacks import latest_checkpoint
from tfgan_suite.callbacks.checkpoints import why_not
from tfgan_suite.errors import DAMAGED_ARCHIVE, SuiteError
from tfgan_suite.loading import load_game
from tfgan_suite.training.running.data_facts import check_data
from tfgan_suite.training.running.execution import Execution
from tfgan_suite.training.running.train import build
from tfgan_suite.training.systems.registry import find

if TYPE_CHECKING:
    from tfgan_suite.core.game import Game
    from tfgan_suite.training.plans.plan import Plan
    from tfgan_suite.training.running.run import Run


def open_game(run: "Run") -> "Game":
    """The game of the selected checkpoint; needs neither data nor recipe.

    Raises:
        SuiteError: no checkpoint yet, or a damaged one.
    """
    return _opened(run, load_game)


def open_plan(run: "Run") -> "Plan":
    """The same game with the data and the protocol of its recipe.

    Raises:
        SuiteError: no checkpoint yet, a damaged one, or the data are not there, or not what the run was trained on.
    """
    selected_checkpoint(run)
    plan = rebuilt(run)
    check_data(plan, run)
    _opened(run, plan.game.load_weights)
    return plan


def _opened(run, load):
    """What `load` makes of the selected checkpoint; of the next one where a training drops it meanwhile."""
    while True:
        checkpoint = selected_checkpoint(run)
        try:
            return load(checkpoint)
        except DAMAGED_ARCHIVE as error:
            if checkpoint.exists():
                raise SuiteError(f"{checkpoint} {why_not(checkpoint, error)}") from None


def rebuilt(run: "Run") -> "Plan":
    """The plan that the run's configuration describes, its game as at the beginning.

    Raises:
        SuiteError: the recipe takes no such arguments, or the data are not there.
    """
    system, precision = find(run.system), cast(Any, run.precision)
    try:
        arguments = system.checked(run.arguments)
    except SuiteError as error:
        raise SuiteError(f"{run.path / 'config.yaml'}: {error}") from None
    return build(system, arguments, Execution(precision=precision))


def selected_checkpoint(run: "Run") -> Path:
    """The checkpoint that is sampled and exported: the best where one was kept, else the latest.

    Raises:
        SuiteError: none yet.
    """
    checkpoint = latest_checkpoint(run.best) or latest_checkpoint(run.checkpoints)
    if checkpoint is None:
        raise SuiteError(f"{run.path} has no checkpoint yet: train on until the end of its first epoch.")
    return checkpoint
