"""Modes of stacked garments: which of a thousand an image is in."""

from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.features.extractor import Extracted, FeatureExtractor
from tfgan_suite.metrics.features.fashion import fashion_classifier


class StackedFashionClassifier(FeatureExtractor):
    """The Fashion-MNIST classifier on each channel of uint8 images [n, H, W, 3].

    Features are those of the three channels side by side, 192 numbers, and the probability of a mode is the product of
    its classes' in the channels: 1,000 numbers, in the order of the labels of `stacked_fashion_mnist`. Thus
    "classes_present" of a report is the count of modes of Metz et al. 2016, section 3.3.1.
    """

    score_name = "stacked C-FID"

    def __init__(self) -> None:
        self.classifier = fashion_classifier()
        self.name = f"stacked-{self.classifier.name}"
        self.fingerprint = self.classifier.fingerprint

    def extract(self, examples: Array) -> Extracted:
        if examples.ndim != 4 or examples.shape[-1] != 3:
            raise SuiteError(f"stacked images have shape {examples.shape}; give [n, H, W, 3]")
        red, green, blue = (self.classifier.extract(examples[..., i : i + 1]) for i in range(3))
        features = np.concatenate([red.features, green.features, blue.features], axis=1)
        shares: Any = [colour.probabilities for colour in (red, green, blue)]
        modes = np.einsum("na,nb,nc->nabc", *shares)
        return Extracted(features, modes.reshape(len(examples), -1))
