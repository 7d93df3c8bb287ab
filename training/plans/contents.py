"""Tasks by what their examples hold."""

from dataclasses import dataclass
from typing import ClassVar

from tfgan_suite.training.cards.ranges import Fraction
from tfgan_suite.training.plans.task import ImageTask


@dataclass
class MaskTask(ImageTask):
    """Images, each with a mask."""

    content: ClassVar[str] = "masks"
    needs: ClassVar[tuple[str, ...]] = ("image", "mask")
    known: ClassVar[str] = "fashion_masks or noto_emoji"

    average: Fraction = 0.0


@dataclass
class CaptionTask(ImageTask):
    """Images, each with a caption."""

    content: ClassVar[str] = "captions"
    needs: ClassVar[tuple[str, ...]] = ("image", "caption")
    known: ClassVar[str] = "captioned_fashion or noto_emoji"


@dataclass
class ClipTask(ImageTask):
    """Clips, with or without labels."""

    content: ClassVar[str] = "clips"
    needs: ClassVar[tuple[str, ...]] = ("clip",)
    known: ClassVar[str] = "fashion_clips"


@dataclass
class SequenceTask(ImageTask):
    """Sequences of tokens."""

    content: ClassVar[str] = "sequences"
    needs: ClassVar[tuple[str, ...]] = ("tokens",)
    known: ClassVar[str] = "oracle, grammar or bach"

    average: Fraction = 0.0


@dataclass
class ShiftTask(ImageTask):
    """Two domains of one set of classes, of which only the source has labels to learn from."""

    content: ClassVar[str] = "shifts"
    needs: ClassVar[tuple[str, ...]] = ("source", "label", "target")
    known: ClassVar[str] = "moons_35 or fashion_shift"

    average: Fraction = 0.0
