"""DANN: recipe and card."""

from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.system import System

CARD = System(
    name="dann",
    title="DANN",
    paper="Ganin et al. 2016",
    url="https://arxiv.org/abs/1505.07818",
    line="a classifier for a domain without labels, by reversed gradients",
    reading="The cross-entropy of the labels, and that of the domains (1.386 when they cannot be told apart), which "
    "the features want high. Neither is the accuracy in the other domain.",
    presets={"paper": {"data": "fashion_shift", "batch_size": 64, "units": 100, "head": 100, "momentum": 0.9}},
)


def dann(
    *,
    data: str = "moons_35",
    lam: Weight = 1.0,
    width: Count = 32,
    units: Count = 64,
    head: Count = 64,
    learning_rate: Positive | None = None,
    batch_size: Count | None = None,
    momentum: Fraction = 0.9,
    **options: Any,
) -> "plans.Plan":
    """DANN (Ganin et al. 2016): a classifier for a domain that has no labels.

    The networks for images depart from the paper's: strided convolutions instead of pooling, and features that end one
    dense layer later.

    Args:
        data: a source with labels and a target: moons_35, fashion_shift, a folder or an array file; see docs/data.md.
        lam: what the weight of the domain game rises to; 0 trains on the source alone, for comparison.
        width: channels of the first convolution, for images.
        units: length of the features.
        head: hidden units between features and labels, and those of the domain classifier.
        learning_rate: at first, from where it falls as in the paper; by default .02 for points and .01 for images.
        batch_size: examples of each domain in a minibatch, over all replicas; by default 256 points or 64 images.
        momentum: of the one optimizer.
    """
    task = plans.ShiftTask(data=data, **options)
    shape = task.train["source"].shape[1:]
    of_points = len(shape) == 1
    learning_rate = learning_rate or (0.02 if of_points else 0.01)
    task.batch_size = batch_size or (256 if of_points else 64)
    task.lasting(plans.USUAL_EPOCHS)
    game = variants.DANN(
        networks.feature_classifier(
            shape, len(task.train.classes), units=units, head=(head,), width=width, activation="relu"
        ),
        networks.domain_classifier(units, head),
        total_steps=task.steps,
        lam=lam,
        seed=task.seed,
    )
    game.compile(classifier=optimizers.sgd(optimizers.Annealed(learning_rate, task.steps), momentum))
    fields, protocol = ("source", "label", "target"), protocols.adaptation_protocol
    return task.plan(game, fields, averaged=("classifier",), protocol=protocol, collapse_field=None)
