"""How a training is carried out, whatever it is a training of."""

from dataclasses import dataclass
from typing import Literal

from tfgan_suite.errors import SuiteError
from tfgan_suite.training.strategy import choose


@dataclass(frozen=True)
class Execution:
    """Where and how a game is trained; none of it is a setting of the game.

    Args:
        strategy: mirrored shares each batch among the GPUs of this machine, multiworker among the machines that
            TF_CONFIG names, auto does what there is.
    """

    strategy: Literal["auto", "mirrored", "multiworker"] = "auto"

    def build(self, recipe, arguments):
        """The plan of a recipe, placed by the strategy.

        Raises:
            SuiteError: there are no such devices, or they cannot share the plan's batches.
        """
        with choose(self.strategy).scope():
            plan = recipe(**arguments)
        batch, replicas = plan.batch_size, plan.game.replicas
        if batch % replicas:
            raise SuiteError(f"A batch of {batch} cannot be shared by {replicas} replicas: change --batch-size.")
        return plan
