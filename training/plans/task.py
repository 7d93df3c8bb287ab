"""Task: what all recipes ask for: data, length of the training, seed."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, cast

from tfgan_suite.aliases import Shape
from tfgan_suite.callbacks import MovingAverage, SingularValues
from tfgan_suite.data import DataAugmentation, load, summary
from tfgan_suite.data.folders.surveying import surveyed_once
from tfgan_suite.errors import SuiteError
from tfgan_suite.optimizers import LinearDecay
from tfgan_suite.training.cards.ranges import (
    Count,
    Degrees,
    Fraction,
    Natural,
    Positive,
    Seed,
    Share,
    check_ranges,
)
from tfgan_suite.training.plans.plan import Plan

if TYPE_CHECKING:
    from tfgan_suite.core.game import Game


USUAL_EPOCHS, USUAL_SIZE = 10, 60_000
DEEP_EPOCHS = 4  # a step of residual networks takes four times as long
LEAST_STEPS = 2000


@dataclass
class ImageTask:
    """A data set of images and a budget.

    Args:
        data: name of a data set, a folder of images, or an array file.
        image_size: side of the images, or HEIGHTxWIDTH: multiples of 4 from 8 to 256, or of 32 up to 1024; by default
            as they are.
        channels: 1 for grey, 3 for colour, 4 for colour with transparency; by default as they are, with what is
            transparent laid over white.
        value_range: the values of black and white in an array file or a folder, such as 0,4095; by default what such
            values usually mean.
        resize: what becomes of images of another aspect than image_size: crop takes their centre, stretch changes their
            aspect, letterbox sets them between black bars; by default crop.
        mirror: half of the training images, drawn anew for every batch, are mirrored, left for right; both of a pair,
            an image and its mask, all frames of a clip alike.
        crop_from: training images are enlarged to this side and cut to their size at a random place, as pix2pix does
            from 286 to 256; 0 leaves that out.
        turn: training images are turned at random, by up to so many degrees either way.
        colour_jitter: brightness, contrast and saturation of training images change at random by up to this share.
        epochs: how many; each is a pass over the data unless steps_per_epoch is given. By default as many as the
            system usually takes; of few examples as many as make 2,000 steps, of more than 60,000 as many as show no
            more examples than so many would, but at least one.
        steps_per_epoch: training steps of an epoch; batches go on where the last epoch left off.
        kimg: how many thousands of training examples to see in all, instead of epochs.
        batch_size: examples of a minibatch, over all replicas.
        seed: all randomness follows from it.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none. Early in a
            training the average forgets sooner, so that nothing of the untrained network is left in it.
        average_from: training steps up to which that average is the network itself (BigGAN: 20,000).
        singular_values: how many of the largest singular values of each layer are logged after each epoch (BigGAN: 3).

    Attributes:
        train, test: the examples.
        found: what they are, in one line.
        steps: training steps in all, once `lasting` has said how many.
        content: what a user's own file or folder is to hold; see `data.load`.
        needs: fields that the examples must have.
        known: named sets that have them, as a message offers them.
        apart: fields whose images are no part of the same example, see `data.DataAugmentation`.
        ramp: of the moving average, see `callbacks.MovingAverage`.
    """

    content: ClassVar[str] = "images"
    needs: ClassVar[tuple[str, ...]] = ()
    known: ClassVar[str] = "fashion_mnist"
    apart: ClassVar[tuple[str, ...]] = ()
    ramp: ClassVar[float] = 0.02

    data: str = "fashion_mnist"
    image_size: Count | str | None = None
    channels: Count | None = None
    value_range: str | None = None
    resize: Literal["crop", "stretch", "letterbox"] | None = None
    mirror: bool = False
    crop_from: Natural = 0
    turn: Degrees = 0.0
    colour_jitter: Share = 0.0
    epochs: Count | None = None
    steps_per_epoch: Count | None = None
    kimg: Positive | None = None
    batch_size: Count = 64
    seed: Seed = 0
    average: Fraction = 0.999
    average_from: Natural = 0
    singular_values: Natural = 0

    def __post_init__(self) -> None:
        check_ranges(self)
        if self.epochs and self.kimg:
            raise SuiteError("--epochs and --kimg both say how long: give one of them.")
        self.steps: Any = None
        how = {"image_size": self.image_size, "channels": self.channels, "value_range": self.value_range}
        how |= {"resize": self.resize, "seed": self.seed, "content": self.content, **self.reading}
        with surveyed_once():
            self.train, self.test = (load(self.data, split, **how) for split in ("train", "test"))
        if not {*self.needs} <= self.train.fields.keys():
            raise SuiteError(
                f"{self.data!r} holds no {self.content}, but {', '.join(self.train.fields)}: give --data {self.known}, "
                "or your own (see docs/data.md)"
            )
        self.found = summary(self.train, self.test)

    def lasting(self, epochs: int, minibatches: int = 1) -> Self:
        """Says how many epochs there are where the user has not, and returns the task.

        Args:
            epochs: of a data set of the usual size; more of a small one, so that it gets `LEAST_STEPS` steps, and fewer
                of a large one.
            minibatches: how many a training step deals out.
        """
        length = self.steps_per_epoch or max(1, len(self.train) // (self.batch_size * minibatches))
        if self.kimg:
            self.epochs = math.ceil(self.kimg * 1000 / (length * self.batch_size * minibatches))
        elif self.epochs is None:
            self.epochs = epochs if self.steps_per_epoch else self._passes(epochs, length)
        self.steps = self.epochs * length
        return self

    def _passes(self, usual: int, length: int) -> int:
        if len(self.train) > USUAL_SIZE:
            return max(1, usual * USUAL_SIZE // len(self.train))
        return max(usual, math.ceil(LEAST_STEPS / length))

    def rate(self, learning_rate: float, decay: float) -> Any:
        """A learning rate that falls to zero over the last share `decay` of the training; 0 keeps it as it is."""
        if not decay:
            return learning_rate
        return LinearDecay(learning_rate, round((1 - decay) * self.steps), self.steps)

    @property
    def reading(self) -> dict[str, Any]:
        """Options of `data.load` for this content alone."""
        return {}

    @property
    def augmentation(self) -> DataAugmentation | None:
        """What training batches undergo; None where that is nothing."""
        return DataAugmentation(self.mirror, self.crop_from, self.turn, self.colour_jitter, self.apart) or None

    @property
    def shape(self) -> Shape:
        """(height, width, channels) of the images."""
        return self.train.image_shape

    def plan(
        self,
        game: "Game",
        fields: tuple[str, ...] = ("image",),
        averaged: tuple[str, ...] = ("generator",),
        **others: Any,
    ) -> Plan:
        """The plan of a compiled game on this data; `averaged` networks are those whose moving average is served, and
        `others` are further attributes of `Plan`."""
        if self.steps is None:
            self.lasting(USUAL_EPOCHS, game.minibatches_per_step)
        callbacks = []
        for name in averaged if self.average else ():
            game.keep_average(name)
            callbacks.append(MovingAverage(name, self.average, self.ramp, self.average_from))
        callbacks += others.pop("callbacks", [])
        callbacks += [SingularValues(self.singular_values)] if self.singular_values else []
        budget = (self.batch_size, cast(int, self.epochs), self.steps_per_epoch)
        derived = {"epochs": self.epochs, **others.pop("derived", {})}
        changed = self.augmentation
        found = f"{self.found}; training images are {changed}" if changed else self.found
        told = {"derived": derived, "found": found, "augmentation": changed, **others}
        return Plan(game, self.train, self.test, *budget, fields, callbacks, **told)
