"""Few labels: what recipes tell their games of them."""

import numpy as np

from tfgan_suite.data import Examples
from tfgan_suite.data.tasks.few_labels import UNLABELLED, few_labels

FEWEST = 10


def with_few_labels(examples: Examples, share: float, seed: int) -> Examples:
    """The same examples, this share of each class with its label, ten at least; those of which some have none stay."""
    labels = examples["label"]
    if share == 1 or (labels == UNLABELLED).any():
        return examples
    rarest = int(np.bincount(labels).min())
    each = min(rarest, max(FEWEST, round(share * rarest)))
    return few_labels(examples, each * len(np.unique(labels)), seed)


def with_labels_only(examples: Examples) -> Examples:
    """Those of the examples that have a label."""
    return examples.take(np.flatnonzero(examples["label"] != UNLABELLED))
