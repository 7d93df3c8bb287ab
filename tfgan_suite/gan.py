"""The game that every variant is: named players who take turns, each descending its own loss."""

import functools
import inspect
import operator

import keras
import tensorflow as tf

from tfgan_suite.play import CURRENT, Play
from tfgan_suite.turn import Turn

TRAINING, MEASURING = 0, 1
STREAMS = (tf.data.Iterator, tf.distribute.DistributedIterator)


class GAN(keras.Model):
    """A Keras model whose `train_step` is its paper's algorithm box.

    A variant names its players and writes `train_step` in the words of this class: `in_training`, `turn`, `deal`,
    `draw`, `track`. Everything a turn costs in bookkeeping is written once, here and in `Turn`. All state of a training
    is the game's: networks, their averages, optimizers, the step clock; so one `.keras` file holds all of it.

    Args:
        seed: non-negative integer from which all random numbers of training and evaluation follow.
        name: the Keras model's name.

    Attributes:
        players: who moves, and the networks each of them owns (class attribute).
        monitors: names of what a box tracks beside the players' losses (class attribute).
        needs_inputs: whether samples are made of held-out examples, as translators make them (class attribute).
        stage: which part of its schedule a game with stages is in (see `callbacks.Stages`).
        steps: number of training steps taken, an integer variable that is saved with the model.
    """

    players: dict[str, tuple[str, ...]] = {}
    monitors: tuple[str, ...] = ()
    needs_inputs = False

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        keras.saving.register_keras_serializable(cls.__module__.partition(".")[0])(cls)

    def __init__(self, *, seed=0, name=None):
        super().__init__(name=name)
        self.seed = seed
        self.steps = self._clock("steps")
        self._measured = self._clock("measured")
        self.stage = 0
        self.optimizers = {}
        self.averages = {}
        names = [f"{player}_loss" for player in self.players]
        self._trackers = {n: keras.metrics.Mean(name=n) for n in (*names, *self.monitors)}
        self.built = True

    def build(self, input_shape=None):
        """Networks arrive built."""

    # What a box is written in

    def train_step(self, data):
        """The paper's algorithm box: one step on this replica's share of the batch."""
        raise NotImplementedError(f"{type(self).__name__} has no train_step: write its paper's algorithm box there.")

    def in_training(self, *names):
        """The named networks as functions in training mode (inference mode while the game is being measured)."""
        training = self.play.descends
        return [functools.partial(getattr(self, name), training=training) for name in names]

    def turn(self, player):
        """`with self.turn("critic") as critic:` ... `critic.loss = ...` moves the critic on leaving."""
        return Turn(self, player)

    def deal(self, batch, hands):
        """Deals a batch like cards into `hands` equal minibatches, the same ones on any number of replicas."""
        for tensor in tf.nest.flatten(batch):
            if tensor.shape[0] is not None and tensor.shape[0] % hands:
                raise ValueError(f"A batch of {tensor.shape[0]} cannot be dealt into {hands} equal minibatches.")
        return [tf.nest.map_structure(operator.itemgetter(slice(hand, None, hands)), batch) for hand in range(hands)]

    def draw(self, distribution, like, shape=()):
        """Random numbers of `distribution(shape, seed)`: one row of `shape` for each example of `like`."""
        rows = like.shape[0] if like.shape[0] is not None else tf.shape(like)[0]
        return self.play.draw(distribution, rows, shape)

    def track(self, name, value):
        """Adds `value` to the mean that the logs show under `name`, over the global batch and the epoch."""
        self._trackers[name].update_state(value)

    def state(self, name, initial, dtype="float32"):
        """A variable that is part of the game's state: saved, resumed, and the same on every replica."""
        initializer = keras.initializers.Constant(initial)
        aggregation = "only_first_replica"
        return self.add_weight((), initializer, dtype, trainable=False, name=name, aggregation=aggregation)

    def settle(self, variable, value):
        """Assigns `value`, which must be the same on every replica; does nothing while the game is being measured."""
        if self.play.descends:
            variable.assign(value)

    def everywhere(self, value):
        """The mean of a per-replica mean: that of the global batch."""
        return tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.MEAN, value)

    @property
    def hands(self):
        """How many minibatches a batch holds: what one training step deals out."""
        return 1

    @property
    def play(self):
        """The performance of the box that is under way."""
        play = CURRENT.get(None)
        if play is None:
            raise RuntimeError(
                "A box is played by fit, evaluate or train_on_batch, not by calling train_step directly."
            )
        return play

    @property
    def replicas(self):
        """How many replicas share the global batch."""
        return self.distribute_strategy.num_replicas_in_sync

    def weights_of(self, player):
        """The trainable weights that `player` owns, each once."""
        networks = tf.nest.flatten([getattr(self, name) for name in self.players[player]])
        weights = {id(w): w for network in networks for w in network.trainable_weights}
        return list(weights.values())

    # What trained networks are for

    def keep_average(self, name):
        """Starts a moving average of network `name` at its present weights; does nothing where one is kept already."""
        if name not in self.averages:
            with self.distribute_strategy.scope():
                network = getattr(self, name)
                average = keras.models.clone_model(network)
                average.set_weights(network.get_weights())
                average.trainable = False
                self.averages = {**self.averages, name: average}

    def served(self, name):
        """The network to sample, evaluate and export: the moving average where one is kept."""
        return self.averages.get(name) or getattr(self, name)

    def products(self):
        """Name -> network of all that a user takes away from this game."""
        raise NotImplementedError(f"{type(self).__name__} does not say which of its networks are exported.")

    def sample(self, n, *, seed=0, inputs=None):
        """What a user of this system wants to see, n of it, the same for the same seed.

        Args:
            n: how many.
            seed: of all that is random in them.
            inputs: for games that need them, at least n held-out examples as a batch of the box.

        Returns:
            Images [n, H, W, C] or clips [n, T, H, W, C] in [-1, 1], points [n, 2], or a list of n strings.
        """
        raise NotImplementedError(f"{type(self).__name__} does not say what its samples are.")

    def enter(self, stage):
        """Called when training crosses into a later stage; a game with stages resets here what its paper resets."""

    # Keras

    def paper_optimizers(self):
        """Player -> the paper's optimizer."""
        raise NotImplementedError(f"{type(self).__name__} names no optimizers: pass one to compile() for each player.")

    def compile(self, *, steps_per_execution=1, run_eagerly=False, jit_compile=False, **optimizers):
        """Gives each player an optimizer; who gets none plays with the paper's.

        Args:
            steps_per_execution: training steps inside one call of the compiled function.
            run_eagerly: runs the box op by op, to debug it.
            jit_compile: compiles the box with XLA.
            **optimizers: player -> `keras.optimizers.Optimizer`, for example `critic=Adam(1e-4, 0.0, 0.9)`.

        Raises:
            ValueError: an optimizer for someone who does not play.
        """
        if strangers := optimizers.keys() - self.players.keys():
            raise ValueError(f"No player is called {', '.join(sorted(strangers))}; players: {', '.join(self.players)}.")
        with self.distribute_strategy.scope():
            super().compile(
                optimizer=None,
                steps_per_execution=steps_per_execution,
                run_eagerly=run_eagerly,
                jit_compile=jit_compile,
                auto_scale_loss=False,
            )
            if len(optimizers) < len(self.players):
                optimizers = {**self.paper_optimizers(), **optimizers}
            self.optimizers = {player: keras.optimizers.get(optimizers[player]) for player in self.players}
            for player, optimizer in self.optimizers.items():
                optimizer.build(self.weights_of(player))

    def call(self, inputs, training=False):
        """Outputs of the first product, which is what `predict` gives."""
        return next(iter(self.products().values()))(inputs, training=training)

    def test_step(self, data):
        """The same box with turns that measure and do not descend."""
        with Play(self.seed, self._measured, MEASURING, descends=False):
            self.train_step(data)

    def make_train_function(self, force=False):
        if self.train_function is None or force:
            self.train_function = self._loop(self._move, self.steps, self.steps_per_execution)

    def make_test_function(self, force=False):
        if self.test_function is None or force:
            self.test_function = self._loop(self.test_step, self._measured, 1)

    @property
    def metrics(self):
        return list(self._trackers.values())

    def reset_metrics(self):
        super().reset_metrics()
        self._measured.assign(0)

    def save_own_variables(self, store):
        """Clocks, and the running means of the epoch under way, which Keras would leave out."""
        super().save_own_variables(store)
        for name, variable in self._means():
            store[name] = variable.numpy()

    def load_own_variables(self, store):
        super().load_own_variables({name: store[name] for name in store.keys() if name.isdigit()})
        for name, variable in self._means():
            variable.assign(store[name])

    def get_config(self):
        config = {"name": self.name, "averages": list(self.averages)}
        for name in _arguments(type(self)) - config.keys():
            config[name] = _plain(getattr(self, name))
        return keras.saving.serialize_keras_object(config)

    @classmethod
    def from_config(cls, config):
        config = keras.saving.deserialize_keras_object(config)
        averages = config.pop("averages")
        game = cls(**config)
        for name in averages:
            game.keep_average(name)
        return game

    def get_compile_config(self):
        settings = {"steps_per_execution": self.steps_per_execution, "run_eagerly": self.run_eagerly}
        settings["jit_compile"] = self.jit_compile
        return keras.saving.serialize_keras_object({**settings, **self.optimizers})

    def compile_from_config(self, config):
        self.compile(**keras.saving.deserialize_keras_object(config))

    def _means(self):
        return [(variable.path.replace("/", "."), variable) for metric in self.metrics for variable in metric.variables]

    def _move(self, data):
        with Play(self.seed, self.steps, TRAINING, descends=True):
            self.train_step(data)

    def _loop(self, step, clock, steps):
        """`steps` times the step on every replica, then the logs of the global batch.

        Read outside the replicas, metrics are exact; Keras' own function averages what replicas saw, and fails on
        several workers (keras issue 20585).
        """
        step = tf.autograph.experimental.do_not_convert(step)
        if self.jit_compile:
            step = tf.function(step, jit_compile=True)

        def execute(iterator):
            for _ in range(1) if steps == 1 else tf.range(steps):
                self.distribute_strategy.run(step, args=(next(iterator),))
                clock.assign_add(1)
            return {metric.name: metric.result() for metric in self.metrics}

        def execute_once(data):
            return execute(iter([_given(data)]))

        compiled = execute if self.run_eagerly else tf.function(execute)
        return lambda data: compiled(data) if isinstance(data, STREAMS) else execute_once(next(data))

    def _maybe_symbolic_build(self, iterator=None, data_batch=None):
        """Nothing is left to build; Keras' own attempt fails on several workers (keras issue 20585)."""

    def _clock(self, name):
        return self.state(name, 0, "int64")


def _given(data):
    """`train_on_batch` fills what it was not given with None; a box sees what `fit` would show it."""
    given = tuple(part for part in data if part is not None)
    return given[0] if len(given) == 1 else given


def _arguments(cls):
    """Names of all constructor arguments between `cls` and `GAN`."""
    signatures = [inspect.signature(c.__init__) for c in cls.__mro__ if issubclass(c, GAN) and "__init__" in vars(c)]
    parameters = [p for s in signatures for p in s.parameters.values()]
    return {p.name for p in parameters if p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)} - {"self"}


def _plain(value):
    """A constructor argument as it was given: scalars that became variables are numbers again."""
    return value.numpy().item() if isinstance(value, keras.Variable) else value
