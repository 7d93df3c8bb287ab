"""Translation tasks: what recipes ask for whose examples are on two sides."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from tfgan_suite.aliases import Shape
from tfgan_suite.data import Examples, summary
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.cards.ranges import Fraction
from tfgan_suite.training.plans.task import ImageTask

if TYPE_CHECKING:
    from tfgan_suite.core.game import Game
    from tfgan_suite.training.plans.plan import Plan


@dataclass
class TranslationTask(ImageTask):
    """An `ImageTask` whose examples have the fields `source` and `target`.

    Args:
        direction: AtoB translates sources into targets, BtoA targets into sources.
    """

    needs: ClassVar[tuple[str, ...]] = ("source", "target")

    direction: Literal["AtoB", "BtoA"] = "AtoB"

    average: Fraction = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.direction == "BtoA":
            self.train, self.test = map(turned_round, (self.train, self.test))
            self.found = summary(self.train, self.test)
        source, target = self.source_shape, self.target_shape
        if source[:2] != target[:2]:
            sizes = " and ".join("x".join(map(str, shape[:2])) for shape in (source, target))
            raise SuiteError(f"{self.data!r} has sources and targets of {sizes}: give --image-size, which fits both.")

    @property
    def source_shape(self) -> Shape:
        """(height, width, channels) of what is translated."""
        return self.train["source"].shape[1:]

    @property
    def target_shape(self) -> Shape:
        """(height, width, channels) of the translations."""
        return self.train["target"].shape[1:]

    def plan(self, game: "Game", **others: Any) -> "Plan":  # type: ignore[override]  # its fields are given
        return super().plan(game, ("source", "target"), collapse_field=None, **others)


@dataclass
class PairTask(TranslationTask):
    """A `TranslationTask` whose sources and targets belong together.

    Args:
        side_by_side: whether each picture of a folder is a pair, source left and target right, whatever its shape;
            those that are twice as wide as high are taken so without it.
    """

    content: ClassVar[str] = "pairs"
    known: ClassVar[str] = "fashion_edges, fashion_pooled or openmoji"

    side_by_side: bool = False

    @property
    def reading(self) -> dict[str, Any]:
        return {"side_by_side": self.side_by_side}


@dataclass
class DomainTask(TranslationTask):
    """A `TranslationTask` of two domains without pairs, each of any number of images.

    Args:
        domains: which folders of a folder are the domains, separated by a comma, that of the sources first.
    """

    content: ClassVar[str] = "domains"
    known: ClassVar[str] = "fashion_edges_unpaired or fashion_inverted"
    apart: ClassVar[tuple[str, ...]] = ("target",)

    domains: str | None = None

    @property
    def reading(self) -> dict[str, Any]:
        return {"domains": self.domains}


def turned_round(examples: Examples) -> Examples:
    """Examples with source and target exchanged, and the labels of both where these have labels of their own.

    They have another name, since what is known of a set by its name holds for the one direction only.
    """
    swapped = {"source": "target", "target": "source"}
    if "target_label" in examples.fields:
        swapped |= {"label": "target_label", "target_label": "label"}
    fields = {name: examples[swapped.get(name, name)] for name in examples.fields}
    return replace(examples, fields=fields, name=f"{examples.name} BtoA")
