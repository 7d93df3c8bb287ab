"""Classifier games: the product is a classifier."""

from typing import Any

import keras
import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.core.gan import GAN
from tfgan_suite.kinds import ClassProbabilities
from tfgan_suite.kinds.class_probabilities import regions, with_bars


class ClassifyingGAN(GAN):
    """A game whose product is a classifier: point [B, d] or image [B, H, W, C] -> probabilities [B, K].

    Args:
        classifier: x -> features [B, d], logits [B, K], probabilities [B, K]; see `networks.feature_classifier`.
    """

    yields = ClassProbabilities()
    needs_inputs = True

    def __init__(self, classifier: keras.Model, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.classifier = classifier

    @property
    def num_classes(self) -> int:
        return self.classifier.outputs[-1].shape[-1]

    def products(self) -> dict[str, keras.Model]:
        network = self.served("classifier")
        return {"classifier": keras.Model(network.inputs, network.outputs[-1], name="classifier")}

    def probabilities(self, x: Array) -> Array:
        """What the served classifier says, [N, K], of an array of any length."""
        return self.products()["classifier"].predict(x, batch_size=256, verbose=0)

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """One picture of the plane coloured by class with `n` points in it, or `n` images over their probabilities.

        Args:
            n: how many held-out examples are shown.
            seed: of nothing: a classifier does not draw.
            inputs: at least n examples as a batch of the box: labelled ones, in the picture of points in the colour of
                their label, the labels, and what the classifier is for, in black.

        Returns:
            [1, 480, 480, 3] for points; [n, H', W, C] for images, each with a strip beneath whose K cells are as bright
            as the K probabilities.
        """
        labelled, labels, x = (np.asarray(part[:n]) for part in inputs)
        if x.ndim == 2:
            return regions(self.probabilities, labelled, labels, x)[None]
        return with_bars(x, self.probabilities(x))
