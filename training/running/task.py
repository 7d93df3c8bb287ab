"""What all recipes ask for: data, and how long to look at it."""

from dataclasses import dataclass

from tfgan_suite.callbacks import MovingAverage
from tfgan_suite.data import load
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.running.plan import Plan


@dataclass
class ImageTask:
    """A data set of images and a budget.

    Args:
        data: name of a data set, a folder of images, or an array file.
        image_size: side of the images, a multiple of 4 from 8 to 256; by default as they are.
        value_range: the values of black and white in an array file or a folder, such as 0,4095; by default what such
            values usually mean.
        epochs: how many; each is a pass over the data unless steps_per_epoch is given.
        steps_per_epoch: training steps of an epoch; batches go on where the last epoch left off.
        batch_size: examples of a minibatch, over all replicas.
        seed: all randomness follows from it.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none.
    """

    data: str = "fashion_mnist"
    image_size: int | None = None
    value_range: str | None = None
    epochs: int = 10
    steps_per_epoch: int | None = None
    batch_size: int = 64
    seed: int = 0
    average: float = 0.0

    def __post_init__(self):
        for name in ("epochs", "steps_per_epoch", "batch_size"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise SuiteError(f"--{name} {value} leaves nothing to do: give a positive number.")
        how = {"image_size": self.image_size, "value_range": self.value_range, "seed": self.seed}
        self.train, self.test = (load(self.data, split, **how) for split in ("train", "test"))

    @property
    def shape(self):
        """(height, width, channels) of the images."""
        return self.train.image_shape

    def plan(self, game, fields=("image",), averaged=("generator",), **others):
        """The plan of a compiled game on this data; `averaged` networks are those whose moving average is served, and
        `others` are further attributes of `Plan`."""
        callbacks = []
        for name in averaged if self.average else ():
            game.keep_average(name)
            callbacks.append(MovingAverage(name, self.average))
        callbacks += others.pop("callbacks", [])
        budget = (self.batch_size, self.epochs, self.steps_per_epoch)
        return Plan(game, self.train, self.test, *budget, fields, callbacks, **others)
