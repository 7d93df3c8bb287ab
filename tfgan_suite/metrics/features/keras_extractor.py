"""Keras models as feature extractors."""

import functools
import hashlib
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_suite.data.pipeline.rows import read
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.features.extractor import Extracted, FeatureExtractor, FunctionExtractor
from tfgan_suite.metrics.features.fit_input import check_images, fit_input, missing_steps


class KerasExtractor(FeatureExtractor):
    """Reads images with a Keras model, 256 at a time; `compiled`, for a large one, in a fraction of the memory.

    Images of another size or colour than the model's input are fitted to it (by `resize`, Rec. 601 luma), and
    `describe` says so: such a score compares only with those of images of the same shape.

    Args:
        model: takes [n, h, w, c]; gives features [n, d], or a dict of "features" [n, d] and "probabilities"
            [n, K], the latter from a classifier.
        name: identifies features and version in a report.
        value_range: what the model expects 0 and 255 to become.
        score_name: what a Fréchet distance on these features is called; by default it names the features.
        resize: "antialiased bilinear", "antialiased bicubic", or of those that alias when they shrink "bilinear" and
            "TF1 bilinear", without half-pixel centres as TensorFlow 1 had it.

    Attributes:
        fingerprint: eight hexadecimal digits of the weights' SHA-256. Scores compare only where it is equal.
    """

    batch_size = 256
    compiled = False

    def __init__(
        self,
        model: keras.Model,
        name: str,
        value_range: tuple[float, float] = (-1.0, 1.0),
        score_name: str | None = None,
        resize: str = "antialiased bilinear",
    ) -> None:
        self.model = model
        self._network = functools.partial(model, training=False)
        if self.compiled:
            self._network = tf.function(self._network, reduce_retracing=True)
        self.name = name
        self.value_range: tuple[float, float] = value_range
        self.resize = resize
        self.score_name = score_name or f"Fréchet distance on {name}"
        digest = hashlib.sha256()
        for weight in model.get_weights():
            digest.update(np.ascontiguousarray(weight).tobytes())
        self.fingerprint = digest.hexdigest()[:8]

    def extract(self, examples: np.ndarray) -> Extracted:
        """Features and probabilities of uint8 images [n, h, w, c], float32.

        Raises:
            SuiteError: not uint8 images, channels that cannot be converted, or a model without flat features.
        """
        images = check_images(examples)
        missing_steps(images.shape[1:], self.model.input_shape[1:], self.resize)
        starts = range(0, len(images), self.batch_size)
        parts = [self._read(read(images, slice(first, first + self.batch_size))) for first in starts]
        columns = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
        return Extracted(columns["features"], columns.get("probabilities"))

    def describe(self, shape: tuple[int, ...]) -> str:
        steps = missing_steps(shape, self.model.input_shape[1:], self.resize)
        return f"{self.name} after {' and '.join(steps)}" if steps else self.name

    def _read(self, images: np.ndarray) -> dict[str, np.ndarray]:
        low, high = self.value_range
        x = fit_input(ops.convert_to_tensor(images, "float32"), self.model.input_shape[1:], self.resize)
        y = self._network(x * ((high - low) / 255) + low)
        named = y if isinstance(y, dict) else {"features": y}
        read = {key: ops.convert_to_numpy(value) for key, value in named.items()}
        if "features" not in read or read["features"].ndim != 2:
            raise SuiteError(f"{self.name} gives no features [n, d]; pool or flatten its model's output")
        return read


def as_extractor(reader: Any) -> FeatureExtractor:
    """A feature extractor as it is, a Keras model as a `KerasExtractor`, another function as a `FunctionExtractor`."""
    if isinstance(reader, FeatureExtractor):
        return reader
    if isinstance(reader, keras.Model):
        return KerasExtractor(reader, reader.name)
    return FunctionExtractor(reader, getattr(reader, "__name__", type(reader).__name__))
