"""Game: named players take turns, each descending its own loss; every model of the suite is one."""

import functools
from collections.abc import Callable
from typing import Any

import keras
import tensorflow as tf

from tfgan_suite.aliases import Array, Draw, Shape, Tensor
from tfgan_suite.core import replicas
from tfgan_suite.core.fitting import Fitted
from tfgan_suite.core.precision import answer
from tfgan_suite.core.step_context import CURRENT, StepContext
from tfgan_suite.core.turn import Turn
from tfgan_suite.kinds import Images
from tfgan_suite.kinds.kind import Kind


class Game(Fitted):
    """A Keras model whose `train_step` is its paper's algorithm box.

    A variant names its players and writes `train_step` in the words of this class: `in_training`, `turn`, `deal`,
    `draw`, `track`. Everything a turn costs in bookkeeping is written once, here and in `Turn`. All state of a training
    is the game's: networks, their averages, optimizers, the step clock; so one `.keras` file holds all of it.
    One player is enough: an autoencoder or a model of likelihood is a game without an adversary.

    Args:
        seed: non-negative integer from which all random numbers of training and evaluation follow.
        name: the Keras model's name.

    Attributes:
        players: who moves, and the networks each of them owns (class attribute).
        frozen: names of networks that no player moves, such as perceptual networks and rollout policies: saved, not
            trainable, in inference mode; only the box itself may assign to them (class attribute).
        renamed: former name -> name of a constructor argument, for files of before (class attribute).
        monitors: names of what a box tracks beside the players' losses (class attribute).
        batch_fields: names of what a batch of the box holds, one for a bare tensor, several for a tuple; None for
            whatever `fit` is given (class attribute).
        yields: the kind of its samples, see `kinds` (class attribute, or the instance's own).
        sampler: the product that makes samples of `latents` (class attribute).
        needs_inputs: whether samples are made of held-out examples, as translators make them (class attribute).
        stage: which part of its schedule a game with stages is in (see `callbacks.Stages`).
        steps: number of training steps taken, an integer variable that is saved with the model.
    """

    players: dict[str, tuple[str, ...]] = {}
    frozen: tuple[str, ...] = ()
    renamed: dict[str, str] = {}
    monitors: tuple[str, ...] = ()
    batch_fields: tuple[str, ...] | None = None
    yields: Kind = Images()
    sampler = "generator"
    needs_inputs = False

    def __init__(self, *, seed: int = 0, name: str | None = None) -> None:
        super().__init__(seed=seed, name=name)

    # What a box is written in

    def train_step(self, data: Any) -> None:
        """The paper's algorithm box: one step on this replica's share of the batch."""
        raise NotImplementedError(f"{type(self).__name__} has no train_step: write its paper's algorithm box there.")

    def in_training(self, *names: str) -> list[Callable[..., Any]]:
        """The named networks as functions in training mode (inference mode while the game is being measured, and for
        frozen ones), which answer in float32 where they compute in half precision."""
        training = self.context.descends
        return [
            functools.partial(answer, getattr(self, name), training=training and name not in self.frozen)
            for name in names
        ]

    def turn(self, player: str) -> Turn:
        """`with self.turn("critic") as critic:` ... `critic.loss = ...` moves the critic on leaving."""
        return Turn(self, player)

    def deal(self, batch: Any, count: int) -> list[Any]:
        """Deals a batch like cards into `count` equal minibatches, the same ones on any number of replicas.

        Of a batch whose size is known only while it is dealt, such as the last of finite data, the last examples may be
        left over.

        Raises:
            ValueError: a batch of a known size that is no multiple of `count`.
        """
        return [tf.nest.map_structure(functools.partial(_dealt, k, count), batch) for k in range(count)]

    def draw(self, distribution: Draw, like: Any, shape: Shape = ()) -> Tensor:
        """Random numbers of `distribution(shape, seed)`: one row of `shape` for each example of `like`."""
        return self.context.draw(distribution, replicas.rows_of(like), shape)

    def track(self, name: str, value: Tensor) -> None:
        """Adds `value` to the mean that the logs show under `name`, over the global batch and the epoch."""
        self.context.track(self._trackers[name], value)

    def state(self, name: str, initial: Any, dtype: str = "float32", shape: Shape = ()) -> keras.Variable:
        """A variable that is part of the game's state: saved, resumed, and the same on every replica."""
        initializer = keras.initializers.Constant(initial)
        aggregation = "only_first_replica"
        return self.add_weight(shape, initializer, dtype, trainable=False, name=name, aggregation=aggregation)

    def assign_state(self, variable: keras.Variable | tf.Variable, value: Tensor) -> None:
        """Assigns `value`, which must be the same on every replica; does nothing while the game is being measured."""
        if self.context.descends:
            variable.assign(value)

    def all_reduce_mean(self, value: Tensor) -> Tensor:
        """The mean of a per-replica mean: that of the global batch."""
        return replicas.all_reduce_mean(value)

    def all_gather(self, rows: Tensor) -> Tensor:
        """The rows of all replicas, in the order of the global batch."""
        return replicas.all_gather(rows)

    def local_rows(self, rows: Tensor) -> Tensor:
        """This replica's share of the rows of the global batch."""
        context = tf.distribute.get_replica_context()
        share = replicas.rows_of(rows) // context.num_replicas_in_sync
        first = share * context.replica_id_in_sync_group
        return rows[first : first + share]

    @property
    def minibatches_per_step(self) -> int:
        """How many minibatches a batch holds: what one training step deals out."""
        return 1

    @property
    def context(self) -> StepContext:
        """The context of the training or measuring step that is under way."""
        context = CURRENT.get(None)
        if context is None:
            raise RuntimeError(
                "train_step runs inside fit, evaluate and train_on_batch: call one of them instead of it."
            )
        return context

    @property
    def replicas(self) -> int:
        """How many replicas share the global batch."""
        return self.distribute_strategy.num_replicas_in_sync

    def weights_of(self, player: str) -> list[keras.Variable]:
        """The trainable weights that `player` owns, each once."""
        networks = tf.nest.flatten([getattr(self, name) for name in self.players[player]])
        weights = {id(w): w for network in networks for w in network.trainable_weights}
        return list(weights.values())

    def weights_in_play(self, player: str) -> list[keras.Variable]:
        """Those of the player's weights that its turn moves: all, unless networks grow while they train."""
        return self.weights_of(player)

    # What trained networks are for

    def keep_average(self, name: str) -> None:
        """Starts a moving average of network `name` at its present weights; does nothing where one is kept already."""
        if name not in self.averages:
            with self.distribute_strategy.scope():
                network = getattr(self, name)
                average = keras.models.clone_model(network)
                average.set_weights(network.get_weights())
                average.trainable = False
                self.averages = {**self.averages, name: average}

    def served(self, name: str) -> keras.Model:
        """The network to sample, evaluate and export: the moving average where one is kept."""
        return self.averages.get(name) or getattr(self, name)

    def products(self) -> dict[str, keras.Model]:
        """Name -> network of all that a user takes away from this game."""
        raise NotImplementedError(f"{type(self).__name__} does not say which of its networks are exported.")

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """`n` samples of this system for people to look at, the same for the same seed.

        Args:
            n: how many.
            seed: of all that is random in them.
            inputs: for games that need them, at least n held-out examples as a batch of the box.

        Returns:
            What the kind `yields` draws: images [n, H, W, C] or clips [n, T, H, W, C] in [-1, 1], points [n, 2], a list
            of n strings, and so on.
        """
        raise NotImplementedError(f"{type(self).__name__} does not say what its samples are.")

    def latents(self, n: int, *, seed: int = 0) -> tuple[Any, ...]:
        """What the product `sampler` makes `n` samples of: an array for each input, the same for the same seed."""
        raise NotImplementedError(f"{type(self).__name__} does not say what its samples are made of.")

    def finished(self, samples: Any) -> Any:
        """Samples as users see them, of what the product gives."""
        return samples

    def told(self, examples: Any, n: int) -> Any:
        """What the first `n` examples are known to be, for samples that are told the same; None where none are told."""
        return

    def groups(self, n: int) -> Array | None:
        """int [n] from 0, by which the dots of `sample` are coloured where it makes points; None for one colour."""
        return None

    def on_stage_begin(self, stage: int) -> None:
        """Called when training crosses into a later stage; a game with stages resets here what its paper resets."""

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        """Player -> the paper's optimizer."""
        raise NotImplementedError(f"{type(self).__name__} names no optimizers: pass one to compile() for each player.")

    def call(self, inputs: Any, training: bool = False) -> Any:
        """Outputs of the first product, which is what `predict` gives."""
        return next(iter(self.products().values()))(inputs, training=training)


def _dealt(k, count, rows):
    if rows.shape[0] is None:
        return rows[k::count][: replicas.rows_of(rows) // count]
    if rows.shape[0] % count:
        raise ValueError(f"A batch of {rows.shape[0]} cannot be dealt into {count} equal minibatches.")
    return rows[k::count]
