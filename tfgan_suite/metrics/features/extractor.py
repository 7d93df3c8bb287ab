"""Feature extractor: examples in, features and perhaps class probabilities out."""

import abc
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError


class NoFeatures(SuiteError):
    """Nothing here can read these examples for the scores."""


class Extracted(NamedTuple):
    """Features [n, d] and class probabilities [n, K], or None where the extractor does not classify."""

    features: np.ndarray
    probabilities: np.ndarray | None


class FeatureExtractor(abc.ABC):
    """Reads examples for the scores. A subclass writes `extract`; everything else follows from it.

    Attributes:
        name: identifies the features and their version in a report.
        score_name: what a Fréchet distance on these features is called; "FID" is for Inception-v3 alone.
        fingerprint: tells apart two sets of weights under one name; None where there are none.
        value_range: what 0 and 255 become before the network sees them; None where it is not the suite that does it.
        caution: what a reader of the scores should hear, if anything.
    """

    name: str
    score_name: str
    fingerprint: str | None = None
    value_range: tuple[float, float] | None = None
    caution: str | None = None

    @abc.abstractmethod
    def extract(self, examples: np.ndarray) -> Extracted:
        """Features and probabilities in one pass, for any n ≥ 1.

        Args:
            examples: uint8 images [n, h, w, c], unless the subclass says otherwise.
        """

    def features(self, examples: np.ndarray) -> np.ndarray:
        """The features [n, d] of `examples`."""
        return self.extract(examples).features

    def probabilities(self, examples: np.ndarray) -> np.ndarray | None:
        """The class probabilities [n, K] of `examples`, or None."""
        return self.extract(examples).probabilities

    def describe(self, shape: tuple[int, ...]) -> str:
        """`name`, and what else is done to examples of this shape (without n) before they are read."""
        return self.name


class Identity(FeatureExtractor):
    """Points that are their own features, such as the 2-D toys; examples are numbers [n, ...]."""

    name = "identity"
    score_name = "Fréchet distance"

    def extract(self, examples: ArrayLike) -> Extracted:
        x = np.asarray(examples, "float64")
        return Extracted(x.reshape(len(x), -1), None)


class FunctionExtractor(FeatureExtractor):
    """Any function as a feature extractor.

    Args:
        function: examples [n, ...], as they are -> features [n, d], or a pair of them and probabilities [n, K].
        name: identifies features and version in a report.
    """

    def __init__(self, function: Callable, name: str) -> None:
        self.function = function
        self.name = name
        self.score_name = f"Fréchet distance on {name}"

    def extract(self, examples: np.ndarray) -> Extracted:
        read = self.function(np.asarray(examples))
        return Extracted(*map(np.asarray, read)) if isinstance(read, tuple) else Extracted(np.asarray(read), None)
