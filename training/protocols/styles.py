"""How contents in the style of another image are scored."""

from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.metrics import label_accuracy
from tfgan_suite.training.protocols.image_scores import LABELS
from tfgan_suite.training.protocols.images import extractor_for, tells_classes
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.scoring.score import Score

BRIGHT = 64


class StyleProtocol(Protocol):
    """Held-out contents, each in the style that comes with it."""

    scores = (
        LABELS,
        Score(
            "colour_error",
            "colour error",
            better="lower",
            best=0.0,
            unskilled="colour_error_swapped",
            fair=0.5,
            bad=0.9,
            says="colours miss the style by {share:.3g} of what those of another style do",
            compared=True,
        ),
    )
    ranks_by = ("colour_error",)
    takes = {"style_encoder": "style"}

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """ "label_accuracy", how many are still classified as their content ("label_accuracy_real" of the contents
        themselves), and "colour_error", the mean distance of their colour from the style's ("colour_error_swapped":
        from the style of another)."""
        test = data.test
        content, style = (to_float(test[field][:n]) for field in ("content", "style"))
        made = to_uint8(products["stylizer"](content, style))
        extractor, labels = extractor_for(data, features, ("content",)), test["label"][:n]
        seen = {"label_accuracy": made.max(axis=-1, keepdims=True), "label_accuracy_real": test["content"][:n]}
        seen = seen if tells_classes(extractor, test, "content") else {}
        ours, theirs = colours(made), test["colour"][:n]
        return {
            "protocol": "contents in given styles",
            "n": n,
            "features": extractor.describe(content.shape[1:]),
            "features_fingerprint": extractor.fingerprint,
            **{name: label_accuracy(extractor.probabilities(images), labels) for name, images in seen.items()},
            "colour_error": float(np.abs(ours - theirs).mean()),
            "colour_error_swapped": float(np.abs(ours - np.roll(theirs, 1, axis=0)).mean()),
        }


style_protocol = StyleProtocol()


def colours(images: Array) -> Array:
    """The colour of each uint8 image [n, H, W, 3] where it is bright, its largest channel at 1: [n, 3]."""
    bright = images.max(axis=-1, keepdims=True) >= BRIGHT
    total = (images * bright).sum(axis=(1, 2), dtype="float64")
    return total / np.maximum(total.max(axis=1, keepdims=True), 1)
