"""Semi-supervised sets: few examples have their label."""

from dataclasses import replace

import numpy as np

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.rows import taken
from tfgan_suite.data.sets.toys import toy
from tfgan_suite.errors import SuiteError

UNLABELLED = -1


def few_labels(examples: Examples, n: int, seed: int = 0) -> Examples:
    """The same examples with label -1 for all but `n`, as many of each class as of any other.

    Args:
        examples: with a label for each.
        n: labels to keep, a multiple of the number of classes.
        seed: chooses which.

    Raises:
        SuiteError: classes cannot have equally many, or not so many.
    """
    labels, rng = examples["label"], np.random.default_rng([seed, n])
    classes = np.unique(labels[labels != UNLABELLED])
    each, over = divmod(n, len(classes))
    if over or each < 1 or each > min(np.sum(labels == k) for k in classes):
        raise SuiteError(f"{n} labels do not fit {examples.name}: keep a multiple of its {len(classes)} classes.")
    kept = np.concatenate([rng.choice(np.flatnonzero(labels == k), each, replace=False) for k in classes])
    fewer = np.full_like(labels, UNLABELLED)
    fewer[kept] = labels[kept]
    return replace(examples, fields={**examples.fields, "label": fewer})


def beside_labelled(examples: Examples, field: str) -> Examples:
    """Every example beside a labelled one; these repeat in turn.

    Args:
        examples: with label -1 where there is none.
        field: the one that is classified, such as "image".

    Returns:
        Fields "labelled" and "label", an example and its label, and `field`, an example whose label is not told.

    Raises:
        SuiteError: no example has a label.
    """
    labelled = np.flatnonzero(examples["label"] != UNLABELLED)
    if not len(labelled):
        raise SuiteError(f"no example of {examples.name} has a label; give some, or train dcgan")
    companions = np.resize(labelled, len(examples))
    told = {"labelled": taken(examples[field], companions), "label": examples["label"][companions]}
    return replace(examples, fields={**told, field: examples[field]})


def moons_4_labels(split: str = "train", *, seed: int = 0) -> Examples:
    """Two moons of which two points each have a label in training, and all in the test split.

    Returns:
        Fields "point", float32 [N, 2], and "label", int32 [N], -1 where there is none.
    """
    moons = replace(toy("moons", split, seed=seed), name="moons_4_labels", classes=("upper", "lower"))
    return few_labels(moons, 4, seed) if split == "train" else moons
