"""Execution: devices, precision, XLA and micro-batches of a training."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import tensorflow as tf

from tfgan_suite.core.precision import LossScale, computing_in
from tfgan_suite.errors import SuiteError
from tfgan_suite.processors import instructions, is_narrow
from tfgan_suite.training.cards.ranges import Count, Natural
from tfgan_suite.training.plans.plan import Plan
from tfgan_suite.training.running.strategy import choose


@dataclass(frozen=True)
class Execution:
    """Where and how a game is trained; none of it is a setting of the game.

    Args:
        strategy: mirrored shares each batch among the GPUs of this machine, multiworker among the machines that
            TF_CONFIG names, auto does what there is.
        precision: what networks compute in; weights, losses and what is exported are float32. In float16 the losses
            of each player are scaled.
        xla: compile training steps with XLA, on one device.
        accumulate: cut each replica's share of a batch into so many micro-batches, which it processes one after another
            in less memory; each player still moves once for the whole batch.
        ray_workers: train on as many workers of a Ray cluster; 0 for none.
    """

    strategy: Literal["auto", "mirrored", "multiworker"] = "auto"
    precision: Literal["float32", "bfloat16", "float16"] = "float32"
    xla: bool = False
    accumulate: Count = 1
    ray_workers: Natural = 0

    def build(self, recipe: Callable[..., Any], arguments: Mapping[str, Any]) -> Plan:
        """The plan of a recipe, placed by the strategy.

        Raises:
            SuiteError: it returns no plan, there are no such devices, or they cannot share the plan's batches or an XLA
                program.
        """
        with choose(self.strategy).scope(), computing_in(self.precision):
            plan = recipe(**arguments)
        if not hasattr(plan, "game"):
            raise SuiteError(
                f"{recipe.__name__} gives a {type(plan).__name__}: a recipe returns a plan, as task.plan() does."
            )
        self._check(plan)
        if self.precision == "bfloat16" and is_narrow(instructions()) and not tf.config.list_physical_devices("GPU"):
            print("This processor has no instructions for bfloat16: steps take several times as long as in float32.")
        if self != Execution(self.strategy):
            optimizers = self._optimizers(plan.game)
            plan.game.compile(jit_compile=self.xla, accumulate=self.accumulate, **optimizers)
        return plan

    def _optimizers(self, game):
        if self.precision != "float16":
            return game.optimizers
        return {player: LossScale(optimizer) for player, optimizer in game.optimizers.items()}

    def _check(self, plan):
        batch, replicas = plan.batch_size, plan.game.replicas
        if self.accumulate < 1:
            raise SuiteError("--accumulate counts micro-batches: give a positive number.")
        if batch % (replicas * self.accumulate):
            parts = f"{replicas} replicas" + f" in {self.accumulate} micro-batches each" * (self.accumulate > 1)
            raise SuiteError(f"A batch of {batch} cannot be shared equally by {parts}: change --batch-size.")
        if self.xla and replicas > 1:
            raise SuiteError(f"XLA compiles the steps of one replica, not of {replicas}: leave --xla out.")
