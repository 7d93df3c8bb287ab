"""What recipes of super-resolution share: their sizes, and their plan of two phases."""

from typing import TYPE_CHECKING

from tfgan_suite import callbacks
from tfgan_suite.aliases import Shape
from tfgan_suite.errors import SuiteError
from tfgan_suite.training import protocols
from tfgan_suite.training.plans.schedule import Schedule

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan
    from tfgan_suite.training.plans.task import ImageTask
    from tfgan_suite.variants.bases.enlarging import EnlargingGAN


def small_shape(image_shape: Shape, factor: int) -> Shape:
    """(h, w, C) of what is enlarged.

    Raises:
        SuiteError: sides that are no multiples of the factor.
    """
    height, breadth, channels = image_shape
    if height % factor or breadth % factor:
        raise SuiteError(f"{height}x{breadth} is no multiple of {factor}: give another --image-size or --factor.")
    return height // factor, breadth // factor, channels


def enlarging_plan(task: "ImageTask", game: "EnlargingGAN", pretraining: float, by: str) -> "Plan":
    """The plan of a compiled game that learns pixels in a first share of the training, and plays in the rest; `by` says
    what content is compared by."""
    start = round(pretraining * task.steps)
    task.found += f"; content is compared by {by}"
    return task.plan(
        game,
        ("image",),
        protocol=protocols.enlarging_protocol,
        collapse_field=None,
        callbacks=[callbacks.Stages([start])],
        schedule=Schedule.of({"pixels": 0, "game": start}, "a smaller --pretraining"),
        derived={"pretraining": pretraining},
    )
