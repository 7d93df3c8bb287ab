"""What Keras keeps of a game in a `.keras` file, and how it becomes a game again."""

import inspect
from collections.abc import Callable
from typing import Any, Self

import keras
import numpy as np

from tfgan_suite.aliases import Config
from tfgan_suite.core.saving import spare_variables


class Stored(keras.Model):
    """A Keras model whose clocks, stage and running means are saved with its weights; its constructor arguments are its
    configuration.

    A subclass has `averages`, `optimizers`, `stage`, `accumulate`, `renamed` and `keep_average` (see `Game`).
    """

    stage: int

    def save_own_variables(self, store: Any) -> None:
        """Clocks, the stage, and the running means of the epoch under way, which Keras would leave out."""
        spare_variables()
        super().save_own_variables(store)
        store["stage"] = np.asarray(self.stage)
        for name, variable in self._means():
            store[name] = variable.numpy()

    def load_own_variables(self, store: Any) -> None:
        super().load_own_variables({name: store[name] for name in store.keys() if name.isdigit()})
        self._enter(int(np.asarray(store["stage"])))
        for name, variable in self._means():
            variable.assign(store[name])

    def _enter(self, stage: int) -> None:
        """Compiles anew what was compiled for another stage, at once: it may be inside `fit` that a game is loaded."""
        if stage != self.stage:
            self.stage = stage
            for function, make in self._compiled:
                if function is not None:
                    make(force=True)

    @property
    def _compiled(self) -> list[tuple[Any, Callable[..., None]]]:
        return [(self.train_function, self.make_train_function), (self.test_function, self.make_test_function)]

    def get_config(self) -> Config:
        config = {"name": self.name, "averages": list(self.averages)}
        for name in _arguments(type(self)) - config.keys():
            config[name] = _plain(getattr(self, name))
        return keras.saving.serialize_keras_object(config)

    @classmethod
    def from_config(cls, config: Config) -> Self:
        config = keras.saving.deserialize_keras_object(config)
        averages = config.pop("averages")
        game = cls(**{cls.renamed.get(name, name): value for name, value in config.items()})
        for name in averages:
            game.keep_average(name)
        return game

    def get_compile_config(self) -> Config:
        settings = {"steps_per_execution": self.steps_per_execution, "run_eagerly": self.run_eagerly}
        settings |= {"jit_compile": self.jit_compile, "accumulate": self.accumulate}
        return keras.saving.serialize_keras_object({**settings, **self.optimizers})

    def compile_from_config(self, config: Config) -> None:
        self.compile(**keras.saving.deserialize_keras_object(config))

    def _means(self):
        return [(variable.path.replace("/", "."), variable) for metric in self.metrics for variable in metric.variables]


def _arguments(cls):
    """Names of all constructor arguments of a game's classes."""
    own = [c for c in cls.__mro__ if issubclass(c, Stored) and "__init__" in vars(c)]
    signatures = [inspect.signature(c.__init__) for c in own]
    parameters = [p for s in signatures for p in s.parameters.values()]
    return {p.name for p in parameters if p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)} - {"self"}


def _plain(value):
    """A constructor argument as it was given: scalars that became variables are numbers again."""
    return value.numpy().item() if isinstance(value, keras.Variable) else value
