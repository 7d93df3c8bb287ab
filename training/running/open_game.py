"""Opening a run: its trained game, or its whole plan."""

from tfgan_suite.callbacks import latest_checkpoint
from tfgan_suite.errors import DAMAGED_ARCHIVE, SuiteError
from tfgan_suite.loading import load_game
from tfgan_suite.training.running.execution import Execution
from tfgan_suite.training.running.train import build
from tfgan_suite.training.systems.arguments import checked_arguments
from tfgan_suite.training.systems.registry import find


def open_game(run):
    """The game of the selected checkpoint; needs neither data nor recipe.

    Raises:
        SuiteError: no checkpoint yet, or a damaged one.
    """
    checkpoint = selected_checkpoint(run)
    try:
        return load_game(checkpoint)
    except DAMAGED_ARCHIVE as error:
        raise SuiteError(f"{checkpoint} is damaged ({type(error).__name__}): delete it and train on.") from None


def open_plan(run):
    """The same game with the data and the protocol of its recipe.

    Raises:
        SuiteError: no checkpoint yet, a damaged one, or the data are not there.
    """
    checkpoint = selected_checkpoint(run)
    plan = rebuilt(run)
    plan.restore(checkpoint)
    return plan


def rebuilt(run):
    """The plan that the run's configuration describes, its game as at the beginning.

    Raises:
        SuiteError: the recipe takes no such arguments, or the data are not there.
    """
    system = find(run.system)
    try:
        arguments = checked_arguments(system, run.arguments)
    except SuiteError as error:
        raise SuiteError(f"{run.path / 'config.yaml'}: {error}") from None
    return build(system, arguments, Execution(precision=run.precision))


def selected_checkpoint(run):
    """The checkpoint that is sampled and exported: the best where one was kept, else the latest.

    Raises:
        SuiteError: none yet.
    """
    checkpoint = latest_checkpoint(run.best) or latest_checkpoint(run.checkpoints)
    if checkpoint is None:
        raise SuiteError(f"{run.path} has no checkpoint yet: train on until the end of its first epoch.")
    return checkpoint
