"""How games that encode images are scored: their samples, and what is left of an image that they rebuild."""

from typing import Any

from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.metrics import unexplained
from tfgan_suite.training.protocols.image_scores import IMAGE_SCORES
from tfgan_suite.training.protocols.images import ImageProtocol, extractor_for
from tfgan_suite.training.scoring.score import Score


class ReconstructionProtocol(ImageProtocol):
    """Images of the prior, and reconstructions of held-out images."""

    scores = (
        *IMAGE_SCORES,
        Score(
            "reconstruction/unexplained",
            "what reconstructions miss",
            better="lower",
            best=0.0,
            unskilled=1.0,
            fair=0.7,
            bad=0.95,
            says="reconstructions miss {value:.0%} of the variance of their images (the mean image 100%)",
        ),
    )

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """The report of `ImageProtocol`, and "reconstruction": the share of the variance of the features of `n`
        held-out images that their reconstructions miss ("shuffled": those of other images)."""
        report = super().measure(products, data, n, features)
        extractor, images = extractor_for(data, features), data.test["image"][:n]
        f, g = extractor.features(images), extractor.features(to_uint8(products["reconstruct"](to_float(images))))
        return report | {"reconstruction": {"unexplained": unexplained(f, g), "shuffled": unexplained(f, g[::-1])}}


reconstruction_protocol = ReconstructionProtocol()
