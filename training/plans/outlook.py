"""Outlook: what a plan comes to, before its training starts."""

import math
from typing import TYPE_CHECKING, Any

import keras
import tensorflow as tf

from tfgan_suite.data.pipeline.memory import in_mebibytes
from tfgan_suite.data.pipeline.rows import is_mapped

if TYPE_CHECKING:
    from tfgan_suite.core.game import Game
    from tfgan_suite.training.plans.plan import Plan

PROCESS = 750 * 2**20  # TensorFlow, and a traced step of small networks
PASSES = 1.5  # how often a step holds what each layer makes of an example: measured, see benchmarks/large_images.py


def outlook_of(plan: "Plan", minutes: float | None = None) -> str:
    """Steps, passes over the data, the phase that will be reached, memory and the size of checkpoints, in one line.

    Args:
        plan: of a compiled game.
        minutes: how long all steps together may take, where that is a limit too.
    """
    passes = plan.steps * plan.examples_per_step / len(plan.train)
    length = f"{plan.steps:,} steps of {plan.examples_per_step:,} examples, {passes:,.3g} times over the data"
    length += f", or {minutes:g} minutes" if minutes else ""
    reached = plan.schedule.reached(plan.steps)
    return (
        f"{length}{f', to {reached}' if reached else ''}; about {in_mebibytes(memory_needed(plan))} of memory, "
        f"{in_mebibytes(max(2**20, checkpoint_size(plan.game)))} for each checkpoint"
    )


def checkpoint_size(game: "Game") -> int:
    """Bytes of a checkpoint: weights, moving averages, what optimizers keep of each weight, and clocks."""
    return _size([*game.variables, *(v for optimizer in game.optimizers.values() for v in optimizer.variables)])


def memory_needed(plan: "Plan") -> float:
    """Bytes of memory that training steps take, by a rule of thumb.

    Counted are TensorFlow itself, examples that are held in memory and not read from disk, weights with their gradients
    and with what optimizers keep, and what layers make of a minibatch, as far as its shape is known beforehand.
    """
    game = plan.game
    held = sum(array.nbytes for array in plan.train.fields.values() if not is_mapped(array))
    at_once = math.ceil(plan.batch_size / game.replicas / max(1, game.accumulate))
    names = [*(name for owned in game.players.values() for name in owned), *game.frozen]
    networks = {id(network): network for name in names for network in tf.nest.flatten(getattr(game, name, []))}
    made = sum(map(_activations, networks.values())) * at_once
    return PROCESS + 2 * held + 2 * checkpoint_size(game) + PASSES * made


def _activations(network: Any) -> int:
    """Bytes of what all layers of a network make of one example."""
    if isinstance(network, keras.Model):
        return sum(map(_activations, network.layers))
    try:
        made = tf.nest.flatten(network.output)
    except (AttributeError, ValueError):  # called several times, or not yet
        return 0
    return sum(math.prod(side for side in out.shape[1:] if side) * tf.as_dtype(out.dtype).size for out in made)


def _size(variables: list[Any]) -> int:
    return sum(math.prod(variable.shape) * tf.as_dtype(variable.dtype).size for variable in variables)
