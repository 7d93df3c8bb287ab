"""Inception Score, of any classifier. Salimans et al. 2016, https://arxiv.org/abs/1606.03498"""

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.checks import probability_matrix


def inception_score(probabilities: ArrayLike, splits: int = 10) -> tuple[float, float]:
    """exp(Eₓ KL(p(y|x) ‖ p(y))): Salimans et al. 2016, https://arxiv.org/abs/1606.03498, section 4.

    Blind to memorised examples, to collapse within a class and to the real data; it rises with n / splits.
    Splits are consecutive stretches, so shuffle examples that come sorted by class.

    Args:
        probabilities: [n, K], p(y|x) of each example; zeros are fine.
        splits: parts that are scored one by one, 1 ≤ splits ≤ n.

    Returns:
        Mean and standard deviation (divisor: splits) over the parts, each part between 1 and K.

    Raises:
        SuiteError: rows that are not probabilities, or more splits than rows.
    """
    p = probability_matrix(probabilities)
    if not 1 <= splits <= len(p):
        raise SuiteError(f"{len(p)} examples cannot be scored in {splits} splits; give 1 ≤ splits ≤ n")
    scores = [np.exp(_information(part)) for part in np.array_split(p, splits)]
    return float(np.mean(scores)), float(np.std(scores))


def _information(p: np.ndarray) -> float:
    """Mutual information of x and y in nats: E KL(p(y|x) ‖ p(y)) with 0 log 0 = 0."""
    marginal = np.broadcast_to(p.mean(axis=0), p.shape)
    seen = p > 0  # where p(y|x) > 0, so is p(y)
    return float(np.sum(p[seen] * np.log(p[seen] / marginal[seen])) / len(p))
