"""Schedule: the phases of a training, when each begins, and which of them its budget does not reach."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GROWING = 0.7


@dataclass(frozen=True)
class Phase:
    """A part of a training.

    Attributes:
        name: as people read it, for instance "level 8x8".
        start: the training step that it begins with, from 0.
    """

    name: str
    start: int


@dataclass(frozen=True)
class Schedule:
    """Phases in the order of their start; a training without any has none.

    Attributes:
        phases: the first begins with step 0.
        shorten: what makes the phases shorter, in the words of the command line.
    """

    phases: Sequence[Phase] = ()
    shorten: str = ""

    @classmethod
    def of(cls, starts: Mapping[str, int], shorten: str = "") -> "Schedule":
        """The schedule of phases by name, each with its first step; a phase of no steps is none."""
        named = [Phase(name, start) for name, start in starts.items()]
        later = [*(phase.start for phase in named[1:]), None]
        return cls([phase for phase, end in zip(named, later, strict=True) if phase.start != end], shorten)

    def reached(self, step: int) -> str:
        """The phase that the training is in when so many steps are done, and of how many; "" without phases."""
        begun = [phase.name for phase in self.phases if phase.start < max(step, 1)]
        return f"{begun[-1]} (phase {len(begun)} of {len(self.phases)})" if begun else ""

    def shortfall(self, steps: int) -> str:
        """One line about the phases that a training of so many steps never begins; "" where it begins them all."""
        missed = [phase for phase in self.phases if phase.start >= steps]
        if not missed:
            return ""
        later = ", ".join(f"{phase.name} (from step {phase.start + 1:,})" for phase in missed)
        how = f", or {self.shorten}" if self.shorten else ""
        return (
            f"{steps:,} steps end in {self.reached(steps)} and will not reach {later}: "
            f"give at least {missed[-1].start + 1:,} steps by --epochs, --steps-per-epoch or --kimg{how}."
        )


def share_of_a_phase(levels: int, steps: int) -> int:
    """Steps of each phase of growing, where growing takes `GROWING` of all steps and every phase as long as another.

    Args:
        levels: to grow above the first.
        steps: of the whole training.
    """
    return max(1, int(GROWING * steps) // (2 * levels)) if levels else 1


def growth(levels: int, stable_images: int, fade_images: int, batch_size: int) -> tuple[int, ...]:
    """The steps at which each of so many levels begins to fade in, and has."""
    stable, fade = (-(-images // batch_size) for images in (stable_images, fade_images))
    return tuple(itertools.accumulate([stable, fade] * levels))


def levels_of(shapes: Sequence[tuple[int, ...]], boundaries: Sequence[int]) -> list[Phase]:
    """The phases of networks that grow.

    Args:
        shapes: (height, width, ...) of each level, from that which training begins with.
        boundaries: see `growth`.
    """
    names = [f"level {height}x{width}" for height, width, *_ in shapes]
    return [Phase(name, start) for name, start in zip(names, (0, *boundaries[::2]), strict=True)]


def growing(
    shapes: Sequence[tuple[int, ...]],
    steps: int,
    batch_size: int,
    stable_images: int | None,
    fade_images: int | None,
) -> tuple[tuple[int, ...], dict]:
    """(the boundaries of a game whose networks grow, what its plan keeps of them: `derived` and `schedule`).

    Args:
        shapes: (height, width, ...) of each level, from that which training begins with.
        steps: of the whole training.
        batch_size: examples of a step.
        stable_images, fade_images: see `growth`; None takes a share of the steps.
    """
    levels = len(shapes) - 1
    share = share_of_a_phase(levels, steps) * batch_size
    stable, fade = (share if images is None else images for images in (stable_images, fade_images))
    boundaries = growth(levels, stable, fade, batch_size)
    schedule = Schedule(levels_of(shapes, boundaries), "a smaller --fade-images and --stable-images")
    return boundaries, {"derived": {"fade_images": fade, "stable_images": stable}, "schedule": schedule}
