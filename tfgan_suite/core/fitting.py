"""Keras' side of a game: compile, fit, evaluate, predict."""

import inspect
from typing import Any

import keras
import tensorflow as tf

from tfgan_suite.core.accumulation import accumulate
from tfgan_suite.core.feeding import Look, boxed, refuse_endless
from tfgan_suite.core.grappler import keep_order
from tfgan_suite.core.precision import refuse_double
from tfgan_suite.core.sharing import Sharing
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.core.stored import Stored

TRAINING, MEASURING = 0, 1
STREAMS = (tf.data.Iterator, tf.distribute.DistributedIterator)


class Fitted(Stored):
    """A Keras model of several players, each with its own optimizer, whose steps are counted and whose logs are global.

    A subclass has `players`, `frozen`, `renamed` and `monitors` (see `Game`) and gives `weights_of`,
    `paper_optimizers`, `minibatches_per_step` and `train_step`.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        keras.saving.register_keras_serializable(cls.__module__.partition(".")[0])(cls)
        if both := set(cls.frozen) & {name for networks in cls.players.values() for name in networks}:
            raise TypeError(f"{cls.__name__} freezes {', '.join(sorted(both))}, which a player of it moves.")

    def __init__(self, *, seed: int, name: str | None) -> None:
        super().__init__(name=name)
        self.seed = seed
        self.stage = 0
        self.steps = self._clock("steps")
        self._measured = self._clock("measured")
        self.train_function: Any = None
        self.test_function: Any = None
        self.optimizers: dict[str, keras.optimizers.Optimizer] = {}
        self.averages: dict[str, keras.Model] = {}
        names = [f"{player}_loss" for player in self.players]
        self._trackers = {n: keras.metrics.Mean(name=n) for n in (*names, *self.monitors)}
        self.built = True

    def build(self, input_shape: Any = None) -> None:
        """Networks arrive built."""

    def compile(
        self,
        optimizer: str | keras.optimizers.Optimizer | None = None,
        *,
        steps_per_execution: int = 1,
        run_eagerly: bool = False,
        jit_compile: bool = False,
        accumulate: int = 1,
        **optimizers: keras.optimizers.Optimizer,
    ) -> None:
        """Gives each player an optimizer; a player without one gets the paper's.

        Args:
            optimizer: for all players who get none of their own; each has a copy.
            steps_per_execution: training steps inside one call of the compiled function.
            run_eagerly: runs the box op by op, to debug it.
            jit_compile: compiles the box with XLA.
            accumulate: into how many micro-batches a replica cuts its share of a batch, to run them one after another
                in less memory; each turn still moves once, by the mean of their gradients.
            **optimizers: player -> `keras.optimizers.Optimizer`, for example `critic=Adam(1e-4, 0.0, 0.9)`.

        Raises:
            ValueError: an optimizer under a name that is no player's, or one optimizer for several players.
            SuiteError: a network that computes in float64.
        """
        if unknown := optimizers.keys() - self.players.keys():
            raise ValueError(f"No player is called {', '.join(sorted(unknown))}; players: {', '.join(self.players)}.")
        refuse_double(self)
        self.accumulate = accumulate
        self._sharing = self._shared()
        for network in keras.tree.flatten([getattr(self, name) for name in self.frozen]):
            network.trainable = False
        with self.distribute_strategy.scope():
            super().compile(
                optimizer=None,
                steps_per_execution=steps_per_execution,
                run_eagerly=run_eagerly,
                jit_compile=jit_compile,
                auto_scale_loss=False,
            )
            if optimizer is not None:
                optimizers = {**{player: _copy(optimizer) for player in self.players}, **optimizers}
            if len(optimizers) < len(self.players):
                optimizers = {**self.paper_optimizers(), **optimizers}
            self.optimizers = {player: keras.optimizers.get(optimizers[player]) for player in self.players}
            if len({id(optimizer) for optimizer in self.optimizers.values()}) < len(self.players):
                raise ValueError("An optimizer keeps the moments of one player's weights: give each player its own.")
            for player in self.players:
                self.optimizers[player].build(self.weights_of(player))

    def fit(self, x: Any = None, *args: Any, **kwargs: Any) -> keras.callbacks.History:
        """Keras' `fit`, on arrays, `tf.data`, `PyDataset`s or generators of what the box sees (`batch_fields`).

        uint8 images are scaled to [-1, 1]; floats on another scale are remarked on, as are parts of a batch that the
        game is not told. What replicas, and the minibatches of a step, cannot share equally is left out with a warning:
        of a batch its last examples, or such a batch, as the last may be, as a whole.

        Raises:
            ValueError: batches without end and no number of steps, batches of too few parts, labels that the game
                does not know, or no batch that can be shared equally.
        """
        given = inspect.signature(super().fit).bind(x, *args, **kwargs)
        told = given.arguments
        refuse_endless(x, told.get("steps_per_epoch"), "steps_per_epoch")
        refuse_endless(told.get("validation_data"), told.get("validation_steps"), "validation_steps")
        size = told.get("validation_batch_size") or told.get("batch_size")
        self._shared().refuse(told.get("validation_data"), size)
        return self._looking(super().fit, given, self.steps, "validation_data")

    def evaluate(self, x: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Keras' `evaluate`, on what `fit` takes."""
        given = inspect.signature(super().evaluate).bind(x, *args, **kwargs)
        refuse_endless(x, given.arguments.get("steps"), "steps")
        return self._looking(super().evaluate, given, self._measured)

    def predict(self, x: Any, *args: Any, **kwargs: Any) -> Any:
        """Keras' `predict`, of the first product."""
        given = inspect.signature(super().predict).bind(x, *args, **kwargs)
        refuse_endless(x, given.arguments.get("steps"), "steps")
        return super().predict(*given.args, **given.kwargs)

    def test_step(self, data: Any) -> None:
        """The same box with turns that measure and do not descend."""
        with StepContext(self.seed, self._measured, MEASURING, descends=False):
            self.train_step(boxed(self, data))

    def make_train_function(self, force: bool = False) -> None:
        if self.train_function is None or force:
            self.train_function = self._loop(self._move, self.steps, self.steps_per_execution)

    def make_test_function(self, force: bool = False) -> None:
        if self.test_function is None or force:
            self.test_function = self._loop(self.test_step, self._measured, 1)

    @property
    def metrics(self) -> list[keras.Metric]:
        return list(self._trackers.values())

    def reset_metrics(self) -> None:
        super().reset_metrics()
        self._measured.assign(0)

    def _looking(self, method, given, clock, *others):
        """Calls one of Keras' methods, which advances the clock, with a look at its data, whose complaints come as they
        are."""
        look, told = Look(self), given.arguments
        outer, self._sharing = self._sharing, (sharing := self._shared())  # an evaluation may be inside of fit
        sharing.refuse(told.get("x"), told.get("batch_size"))
        for name in ("x", *others):
            told[name] = look.at(told.get(name))
        if told.get("y") is not None:
            look.at((told["x"], told["y"]))
        before = int(clock.numpy()) if clock is self.steps else 0  # where each evaluation begins
        try:
            result = method(*given.args, **given.kwargs)
        except tf.errors.OpError:
            if look.error is None:
                raise
            raise look.error from None
        finally:
            self._sharing = outer
        if int(clock.numpy()) == before:
            sharing.refuse_nothing()
        return result

    def _move(self, data):
        data = boxed(self, data)
        with StepContext(self.seed, self.steps, TRAINING, descends=True) as context:
            if self.accumulate == 1:
                self.train_step(data)
            else:
                accumulate(self, context, data, self.accumulate)

    def _loop(self, step, clock, steps):
        """`steps` times the step on every replica, then the logs of the global batch.

        Read outside the replicas, metrics are exact; Keras' own function averages what replicas saw, and fails on
        several workers (keras issue 20585).
        """
        keep_order()
        step = tf.autograph.experimental.do_not_convert(step)
        if self.jit_compile:
            step = tf.function(step, jit_compile=True)

        def take(data):
            with tf.control_dependencies(tf.nest.flatten(data, expand_composites=True)):  # there may be no more
                self.distribute_strategy.run(step, args=(data,))
                clock.assign_add(1)

        @tf.autograph.experimental.do_not_convert
        def take_what_is_shared(data):
            if (numbers := self._sharing.surplus(data)) is None:
                take(data)
            else:
                over, rows = numbers
                tf.cond(over > 0, lambda: tf.numpy_function(self._remark, [over, rows], []) and None, lambda: None)
                tf.cond(over < rows, lambda: take(data), lambda: None)

        def execute(iterator):
            for _ in range(1) if steps == 1 else tf.range(steps):
                take_what_is_shared(next(iterator))
            return {metric.name: metric.result() for metric in self.metrics}

        def execute_once(data):
            take(data)
            return {metric.name: metric.result() for metric in self.metrics}

        if not self.run_eagerly:
            execute, execute_once = tf.function(execute), tf.function(execute_once)
        return lambda data: execute(data) if isinstance(data, STREAMS) else execute_once(_given(next(data)))

    def _shared(self):
        return Sharing(self.distribute_strategy, self.minibatches_per_step * self.accumulate)

    def _remark(self, over, rows):
        self._sharing.remark(int(over), int(rows))

    def _maybe_symbolic_build(self, iterator=None, data_batch=None):
        """Nothing is left to build; Keras' own attempt fails on several workers (keras issue 20585)."""

    def _clock(self, name):
        return self.state(name, 0, "int64")


def _given(data):
    """`train_on_batch` fills what it was not given with None; a box sees what `fit` would show it: tensors."""
    return tuple(tf.nest.map_structure(tf.convert_to_tensor, part) for part in data if part is not None)


def _copy(optimizer: str | keras.optimizers.Optimizer) -> keras.optimizers.Optimizer:
    """An optimizer like this one, with moments of its own."""
    like = keras.optimizers.get(optimizer)
    return type(like).from_config(like.get_config())
