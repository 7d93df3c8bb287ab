"""Places: which system is better than which, by Welch's t-test over seeds."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import stats

LEVEL = 0.05


def places(scores: Mapping[str, Sequence[float]]) -> list[tuple[int, str]]:
    """Ranks systems by the mean of their scores over seeds, the lowest first; those that cannot be told from the leader
    of a place share it.

    Two systems differ if Welch's t-test says so at the level of 5 %. A system of one seed has no spread of its own and
    differs from none, so that where all have one seed all share the first place.

    Args:
        scores: name -> scores, one for each seed.

    Returns:
        [(place, name)], the best first; places count from 1 and skip as in sports: 1, 1, 3.
    """
    order = sorted(scores, key=lambda name: np.mean(scores[name]))
    ranked, leader, place = [], None, 0
    for position, name in enumerate(order, 1):
        if leader is None or differ(scores[leader], scores[name]):
            leader, place = name, position
        ranked.append((place, name))
    return ranked


def differ(a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether the means of two samples differ by more than noise."""
    if min(len(a), len(b)) < 2:
        return False
    if np.ptp(a) == np.ptp(b) == 0:
        return bool(np.mean(a) != np.mean(b))
    return bool(stats.ttest_ind(a, b, equal_var=False).pvalue < LEVEL)
