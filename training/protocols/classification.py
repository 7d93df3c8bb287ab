"""How games are scored whose product is a classifier."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tfgan_suite.data import in_order


def accuracy_protocol(**scores: tuple[str, str]) -> Callable[..., dict[str, Any]]:
    """A protocol that reports the share of held-out examples that the classifier gives their label.

    Args:
        **scores: name of the score -> (field of what is classified, field of its label).
    """

    def protocol(plan, n, features=None):
        report = {"protocol": "accuracy", "n": n, "classes": plan.game.num_classes}
        for name, (seen, label) in scores.items():
            x = next(iter(in_order(plan.test, n, (seen,))))
            said = plan.game.probabilities(x).argmax(axis=1)
            report[name] = float(np.mean(said == plan.test[label][:n]))
        return report

    return protocol
