"""How several generators are scored: together, and by how they divide the work."""

from typing import Any

import numpy as np

from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import to_uint8
from tfgan_suite.metrics import entropy, modes_reached, nearest_modes
from tfgan_suite.training.protocols.image_scores import IMAGE_SCORES
from tfgan_suite.training.protocols.images import SAMPLING_SEED, ImageProtocol, extractor_for, tells_classes
from tfgan_suite.training.scoring.score import Score

REACH = 0.2


class EnsembleProtocol(ImageProtocol):
    """The scores of `ImageProtocol`, and what each of N generators does."""

    scores = (*IMAGE_SCORES, Score("modes", "modes", best="modes_known", compared=True))

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """Also "source_accuracy", how often the discriminator knows which generator made a sample (1 / N is chance);
        "mode_entropy", of each generator's samples over the modes, in bits; and "modes", how many all of them reach,
        of "modes_known". Modes are the classes of the data: a classifier's, or the nearest centre of points; they
        are left out where nothing tells them."""
        game, total = products.game, len(data.test.classes)
        report = super().measure(products, data, n, features)
        samples, index = products.sample(n, seed=SAMPLING_SEED), np.arange(n) % game.count
        scores = by_chunks(game.discriminator, samples)[:, : game.count]
        report["source_accuracy"] = float(np.mean(scores.argmax(1) == index))
        modes, reached = _modes(data, samples, total, features)
        if modes is None:
            return report
        of_each = {f"generator {i}": entropy(modes[index == i], total) for i in range(game.count)}
        return {**report, "mode_entropy": of_each, "modes": modes_reached(reached, total), "modes_known": total}


ensemble_protocol = EnsembleProtocol()


def _modes(data, samples, total, features):
    """The mode that each sample is nearest to, and the same with -1 for samples that are in none; None where nothing
    reads the classes of the data."""
    if data.fields[0] == "point":
        points, labels = data.test["point"], data.test["label"]
        centres = np.stack([points[labels == mode].mean(0) for mode in range(total)])
        return nearest_modes(samples, centres), nearest_modes(samples, centres, REACH)
    extractor = extractor_for(data, features)
    if not tells_classes(extractor, data.test, data.fields[0]):
        return None, None
    modes = extractor.probabilities(to_uint8(samples)).argmax(1)
    return modes, modes
