"""How games are scored that find codes without labels."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfgan_suite.data import to_float
from tfgan_suite.metrics import matched_accuracy
from tfgan_suite.training.protocols.images import SAMPLING_SEED, compared

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan


def code_protocol(plan: "Plan", n: int, features: Any = None) -> dict[str, Any]:
    """Scores `n` images of random codes against `n` held-out ones, and the codes themselves.

    Returns:
        The report of `metrics.evaluate_images`; "codes": what Q reads in generated images ("cross_entropy" of the
        category in nats, "correlation" of each continuous code with Q's mean); and where the data have labels,
        "matched_accuracy" of Q's categories on held-out images.
    """
    game, test = plan.game, plan.test
    images, (category, continuous) = game.random(n, seed=SAMPLING_SEED)
    report = compared(plan, images, n, features)
    probabilities, means = game.read(images)
    likelihood = probabilities[np.arange(n), category]
    report["codes"] = {
        "cross_entropy": float(-np.log(np.maximum(likelihood, 1e-12)).mean()),
        "correlation": [float(np.corrcoef(a, b)[0, 1]) for a, b in zip(continuous.T, means.T, strict=True)],
    }
    if "label" in test.fields:
        found, _ = game.read(to_float(test["image"][:n]))
        report["matched_accuracy"] = matched_accuracy(found.argmax(axis=1), test["label"][:n])
    return report
