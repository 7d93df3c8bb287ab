"""How games that encode images are scored: their samples, and what is left of an image that they rebuild."""

from typing import TYPE_CHECKING, Any

from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.metrics import unexplained
from tfgan_suite.training.protocols.images import extractor_for, image_protocol

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan


def reconstruction_protocol(plan: "Plan", n: int, features: Any = None) -> dict[str, Any]:
    """The report of `image_protocol` for images of the prior, and "reconstruction": the share of the variance of the
    features of `n` held-out images that their reconstructions miss ("shuffled": those of other images)."""
    report = image_protocol(plan, n, features)
    extractor, images = extractor_for(plan.test, features), plan.test["image"][:n]
    game = plan.game
    f, g = extractor.features(images), extractor.features(to_uint8(game.generate(game.encode(to_float(images)))))
    return report | {"reconstruction": {"unexplained": unexplained(f, g), "shuffled": unexplained(f, g[::-1])}}
