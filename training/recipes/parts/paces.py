"""Paces: what of a composed game follows from the length of its training, unless it is given."""

import math

from tfgan_suite.callbacks import HeadStart
from tfgan_suite.training.plans.schedule import Schedule

ADA_IMAGES = 500_000
ANNEAL = 0.99


def reductions(floor: float) -> int:
    """How often the share of fakes that count is multiplied by `ANNEAL` until it is the floor of top-k."""
    return math.ceil(math.log(floor) / math.log(ANNEAL))


def top_k_interval_of(floor: float, steps: int) -> int:
    """Training steps between two reductions, with which half of the training passes above the floor of top-k."""
    return max(1, steps // (2 * reductions(floor)))


def ada_images_of(steps: int, examples_per_step: int) -> int:
    """Images in which p may rise from 0 to 1: the paper's 500,000, or all of a training that sees fewer."""
    return min(ADA_IMAGES, steps * examples_per_step)


def schedule_of(head_start: HeadStart | None, floor: float, interval: int | None) -> Schedule:
    """The phases of a training with a head start of the critic, with top-k, or with both.

    Args:
        head_start: of the critic.
        floor: of top-k; 1 is without.
        interval: training steps between two reductions of the share.
    """
    later, shorten = {}, []
    if head_start:
        later["both players"] = head_start.first * head_start.rounds
        shorten.append("--head-start false")
    if floor < 1 and interval:
        later[f"the best {floor:.0%} of the fakes"] = reductions(floor) * interval
        shorten.append("a smaller --top-k-interval")
    if not later:
        return Schedule()
    first = "head start of the critic" if head_start else "ever fewer fakes"
    return Schedule.of({first: 0, **dict(sorted(later.items(), key=lambda phase: phase[1]))}, " and ".join(shorten))
