"""Tasks by what their examples hold."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from tfgan_suite.aliases import Shape
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.cards.ranges import Count, Fraction
from tfgan_suite.training.plans.task import ImageTask

if TYPE_CHECKING:
    from tfgan_suite.core.game import Game
    from tfgan_suite.training.plans.plan import Plan

SIDED = re.compile(r"\b(left|right)\b", re.IGNORECASE)


@dataclass
class MaskTask(ImageTask):
    """Images, each with a mask."""

    content: ClassVar[str] = "masks"
    needs: ClassVar[tuple[str, ...]] = ("image", "mask")
    known: ClassVar[str] = "fashion_masks or noto_emoji"

    average: Fraction = 0.0


@dataclass
class LabelMapTask(MaskTask):
    """Images, each with the class of its pixels, from which it is to be painted, and perhaps with numbers of things."""

    known: ClassVar[str] = "fashion_scenes or fashion_masks"

    @property
    def instances(self) -> bool:
        """Whether things have numbers."""
        return "instances" in self.train.fields

    @property
    def layout_shape(self) -> Shape:
        """(height, width, channels) of what networks are given of a label map."""
        *sides, classes = self.train["mask"].shape[1:]
        return (*sides, classes + self.instances)

    def plan(self, game: "Game", **others: Any) -> "Plan":  # type: ignore[override]  # its fields are given
        fields = ("mask", *(["instances"] if self.instances else []), "image")
        return super().plan(game, fields, collapse_field=None, **others)


@dataclass
class CaptionTask(ImageTask):
    """Images, each with a caption."""

    content: ClassVar[str] = "captions"
    needs: ClassVar[tuple[str, ...]] = ("image", "caption")
    known: ClassVar[str] = "captioned_fashion or noto_emoji"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.mirror and (sided := sum(map(bool, map(SIDED.search, self.train["caption"])))):
            self.found += f"; {sided:,} captions say left or right, which is wrong of mirrored images (--mirror false)"


@dataclass
class BoxTask(CaptionTask):
    """Images, each with a caption and the box that it is about."""

    content: ClassVar[str] = "boxes"
    needs: ClassVar[tuple[str, ...]] = ("image", "caption", "box")
    known: ClassVar[str] = "placed_fashion"
    places: ClassVar[str] = "Boxes"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.mirror or self.crop_from or self.turn:
            raise SuiteError(f"{self.places} do not move with images that are mirrored, cut or turned: leave that out.")


@dataclass
class KeypointTask(BoxTask):
    """Images, each with a caption and the places of parts of what it says."""

    content: ClassVar[str] = "keypoints"
    needs: ClassVar[tuple[str, ...]] = ("image", "caption", "keypoints")
    places: ClassVar[str] = "Key points"


@dataclass
class ClipTask(ImageTask):
    """Clips, with or without labels.

    Args:
        length: frames of a user's own clips; longer ones are cut into several, shorter ones left out. By default 16,
            of array files all.
        stride: every which frame of a user's own clips is taken; by default all are.
    """

    content: ClassVar[str] = "clips"
    needs: ClassVar[tuple[str, ...]] = ("clip",)
    known: ClassVar[str] = "fashion_clips"
    ramp: ClassVar[float] = 0.2

    length: Count | None = None
    stride: Count | None = None

    @property
    def reading(self) -> dict[str, Any]:
        return {"length": self.length, "stride": self.stride}


@dataclass
class SequenceTask(ImageTask):
    """Sequences of tokens.

    Args:
        level: what the tokens of a user's own text are; characters by default.
        length: tokens of a sequence, of a user's own data: 20 by default, 32 of melodies, and of array files all.
    """

    content: ClassVar[str] = "sequences"
    needs: ClassVar[tuple[str, ...]] = ("tokens",)
    known: ClassVar[str] = "oracle, grammar or bach"

    average: Fraction = 0.0
    level: Literal["characters", "words"] | None = None
    length: Count | None = None

    @property
    def reading(self) -> dict[str, Any]:
        return {"level": self.level, "length": self.length}


@dataclass
class FewLabelsTask(ImageTask):
    """Examples of which some have a label, each beside one that has."""

    apart: ClassVar[tuple[str, ...]] = ("labelled",)


@dataclass
class ShiftTask(ImageTask):
    """Two domains of one set of classes, of which only the source has labels to learn from."""

    content: ClassVar[str] = "shifts"
    needs: ClassVar[tuple[str, ...]] = ("source", "label", "target")
    known: ClassVar[str] = "moons_35 or fashion_shift"
    apart: ClassVar[tuple[str, ...]] = ("target",)

    average: Fraction = 0.0
