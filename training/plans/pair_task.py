"""Pair task: what recipes of image translation ask for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from tfgan_suite.aliases import Shape
from tfgan_suite.errors import SuiteError
from tfgan_suite.optimizers import LinearDecay
from tfgan_suite.training.cards.ranges import Fraction
from tfgan_suite.training.plans.task import ImageTask

if TYPE_CHECKING:
    from tfgan_suite.core.game import Game
    from tfgan_suite.training.plans.plan import Plan


@dataclass
class PairTask(ImageTask):
    """An `ImageTask` whose examples have the fields `source` and `target`, which belong together."""

    content: ClassVar[str] = "pairs"
    needs: ClassVar[tuple[str, ...]] = ("source", "target")
    known: ClassVar[str] = "fashion_edges, fashion_pooled or openmoji"

    average: Fraction = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
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

    def rate(self, learning_rate: float, decay: float) -> Any:
        """A learning rate that falls to zero over the last share `decay` of the training; 0 keeps it as it is."""
        if not decay:
            return learning_rate
        return LinearDecay(learning_rate, round((1 - decay) * self.steps), self.steps)

    def plan(self, game: "Game", **others: Any) -> "Plan":  # type: ignore[override]  # its fields are given
        return super().plan(game, ("source", "target"), collapse_field=None, **others)


@dataclass
class DomainTask(PairTask):
    """A `PairTask` of two domains without pairs."""

    content: ClassVar[str] = "domains"
    known: ClassVar[str] = "fashion_edges_unpaired or fashion_inverted"
