"""How images are scored that were made of captions."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfgan_suite.aliases import Array, Arrays
from tfgan_suite.data import to_uint8
from tfgan_suite.data.tasks.captioned_fashion import shown
from tfgan_suite.metrics import distinct, fashion_classifier, label_accuracy
from tfgan_suite.training.protocols.images import SAMPLING_SEED, compared

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan


def caption_protocol(plan: "Plan", n: int, features: Any = None) -> dict[str, Any]:
    """Whether images show what the captions of `n` held-out examples say.

    Returns:
        For captioned_fashion, the share of images whose article ("label", by the classifier), "shade" and "quadrant"
        are those of the caption, and of "all" three at once; under "real" the same of the held-out
        images themselves, under "by_chance" of generated ones with the next one's caption.
        For other data, the report of `metrics.evaluate_images` by the features that suit them.
    """
    test = plan.test.take(slice(n))
    samples = plan.game.illustrate(test["caption"], seed=SAMPLING_SEED)
    if plan.test.name == "captioned_fashion" and features is None:
        images = to_uint8(samples)
        return {
            "protocol": "caption matching",
            "n": n,
            **matching(images, test),
            "by_chance": matching(np.roll(images, 1, axis=0), test),
            "real": matching(test["image"], test),
            "distinct": distinct(images),
            "distinct_real": distinct(test["image"]),
        }
    return compared(plan, samples, n, features, field="image")


def matching(images: Array, said: Arrays) -> dict[str, float]:
    """Shares of images uint8 [n, 32, 32, 1] that show what the examples of captioned_fashion at their place say."""
    articles, shades, quadrants = shown(images)
    probabilities = fashion_classifier().probabilities(articles)
    right = {
        "shade": shades == said["shade"],
        "quadrant": quadrants == said["quadrant"],
        "all": (probabilities.argmax(1) == said["label"]) & (shades == said["shade"]) & (quadrants == said["quadrant"]),
    }
    rates = {name: float(np.mean(hits)) for name, hits in right.items()}
    return {"label": label_accuracy(probabilities, said["label"]), **rates}
