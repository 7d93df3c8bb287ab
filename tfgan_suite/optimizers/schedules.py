"""Learning-rate schedules of papers, as Keras objects that a game saves."""

import keras
from keras import ops

from tfgan_suite.aliases import Config, Tensor


def halving(learning_rate: float, steps: int) -> keras.optimizers.schedules.LearningRateSchedule:
    """A learning rate that is halved each time `steps` have passed.

    Args:
        learning_rate: at first.
        steps: of the optimizer, from one halving to the next.
    """
    return keras.optimizers.schedules.ExponentialDecay(learning_rate, steps, 0.5, staircase=True)


@keras.saving.register_keras_serializable("tfgan_suite")
class LinearDecay(keras.optimizers.schedules.LearningRateSchedule):
    """A learning rate that stays, and from some step on falls in a line to zero.

    Args:
        learning_rate: at first.
        start: the step from which it falls.
        end: the step at which it is zero.
    """

    def __init__(self, learning_rate: float, start: float, end: float) -> None:
        self.learning_rate = learning_rate
        self.start = start
        self.end = end

    def __call__(self, step: Tensor) -> Tensor:
        left = (self.end - ops.cast(step, "float32")) / max(1, self.end - self.start)
        return self.learning_rate * ops.clip(left, 0.0, 1.0)

    def get_config(self) -> Config:
        return {"learning_rate": self.learning_rate, "start": self.start, "end": self.end}


@keras.saving.register_keras_serializable("tfgan_suite")
class Scaled(keras.optimizers.schedules.LearningRateSchedule):
    """Another schedule, times a factor.

    Args:
        schedule: the other one.
        factor: the factor.
    """

    def __init__(self, schedule: keras.optimizers.schedules.LearningRateSchedule, factor: float) -> None:
        self.schedule = schedule
        self.factor = factor

    def __call__(self, step: Tensor) -> Tensor:
        return self.factor * self.schedule(step)

    def get_config(self) -> Config:
        return {"schedule": keras.saving.serialize_keras_object(self.schedule), "factor": self.factor}

    @classmethod
    def from_config(cls, config: Config) -> "Scaled":
        return cls(keras.saving.deserialize_keras_object(config["schedule"]), config["factor"])


@keras.saving.register_keras_serializable("tfgan_suite")
class Annealed(keras.optimizers.schedules.LearningRateSchedule):
    """μ₀ / (1 + α p)^β while p rises from 0 to 1. Ganin et al. 2016, section 5.2.2, https://arxiv.org/abs/1505.07818

    Args:
        learning_rate: μ₀.
        total_steps: steps from p = 0 to p = 1.
        alpha: α, 10 in the paper.
        beta: β, .75 in the paper.
    """

    def __init__(self, learning_rate: float, total_steps: int, alpha: float = 10.0, beta: float = 0.75) -> None:
        self.learning_rate = learning_rate
        self.total_steps = total_steps
        self.alpha = alpha
        self.beta = beta

    def __call__(self, step: Tensor) -> Tensor:
        progress = ops.minimum(ops.cast(step, "float32") / self.total_steps, 1.0)
        return self.learning_rate / (1.0 + self.alpha * progress) ** self.beta

    def get_config(self) -> Config:
        names = ("learning_rate", "total_steps", "alpha", "beta")
        return {name: getattr(self, name) for name in names}
