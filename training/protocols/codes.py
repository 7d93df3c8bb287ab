"""How games are scored that find codes without labels."""

from typing import Any

import numpy as np

from tfgan_suite.data import to_float
from tfgan_suite.metrics import matched_accuracy
from tfgan_suite.training.protocols.image_scores import IMAGE_SCORES
from tfgan_suite.training.protocols.images import SAMPLING_SEED, ImageProtocol, compared
from tfgan_suite.training.scoring.score import Score


class CodeProtocol(ImageProtocol):
    """Images of random codes against held-out ones, and the codes themselves."""

    scores = (*IMAGE_SCORES, Score("matched_accuracy", "matched accuracy", compared=True))

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """The report of `evaluate_images`; "codes": what Q reads in generated images ("cross_entropy" of the category
        in nats, of several their sum, "correlation" of each continuous code with Q's mean); and where the data have
        labels, "matched_accuracy" of Q's first category on held-out images."""
        z, *category, continuous = (np.asarray(part) for part in products.game.latents(n, seed=SAMPLING_SEED))
        images = products["generator"](z, *category, continuous)
        report = compared(data, images, n, features)
        *posteriors, means = products["encoder"](images)
        likelihood = np.stack([p[np.arange(n), code] for p, code in zip(posteriors, category, strict=True)])
        report["codes"] = {
            "cross_entropy": float(-np.log(np.maximum(likelihood, 1e-12)).sum(0).mean()),
            "correlation": [float(np.corrcoef(a, b)[0, 1]) for a, b in zip(continuous.T, means.T, strict=True)],
        }
        if "label" in data.test.fields:
            found, *_ = products["encoder"](to_float(data.test["image"][:n]))
            report["matched_accuracy"] = matched_accuracy(found.argmax(axis=1), data.test["label"][:n])
        return report


code_protocol = CodeProtocol()
