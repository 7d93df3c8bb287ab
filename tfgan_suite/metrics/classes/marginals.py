"""Mode Score: Inception Score, lowered where classes are missing. Xu et al. 2018, https://arxiv.org/abs/1806.07755"""

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.checks import probability_matrix
from tfgan_suite.metrics.classes.inception import inception_score


def mode_score(probabilities: ArrayLike, real_marginal: ArrayLike) -> float:
    """exp(Eₓ KL(p(y|x) ‖ p(y)) − KL(p(y) ‖ p*(y))), p* the share of each class among real examples.

    Che et al. 2017, https://arxiv.org/abs/1612.02136, in the form of Xu et al. 2018, https://arxiv.org/abs/1806.07755,
    section 2. With p* in the first KL too, as it is printed here and there, p* cancels: that is the Inception Score
    itself. One-hot and balanced over 5 of 10 classes: Inception Score 5, Mode Score 2.5. Blind to memorised
    examples and to collapse within a class; it rises with n, as the Inception Score does.

    Args:
        probabilities: [n, K], p(y|x) of each generated example.
        real_marginal: [K], ≥ 0 with a sum of 1: the mean of the classifier's probabilities, or the share of labels.

    Returns:
        0 to K; 0 where examples are in a class that real data do not have.

    Raises:
        SuiteError: rows that are not probabilities, or marginals of another K.
    """
    p = probability_matrix(probabilities)
    (real,) = probability_matrix(np.reshape(real_marginal, (1, -1)))
    if real.shape != p.shape[1:]:
        raise SuiteError(f"probabilities of {p.shape[1]} classes and marginals of {real.size}; use one classifier")
    score, _ = inception_score(p, splits=1)
    share = p.mean(axis=0)
    seen = share > 0
    with np.errstate(divide="ignore"):
        missing = np.sum(share[seen] * (np.log(share[seen]) - np.log(real[seen])))
    return float(score * np.exp(-missing))
