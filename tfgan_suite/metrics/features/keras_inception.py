"""InceptionV3 features as Keras has them, for those who have its weights."""

import os
from pathlib import Path

import keras

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.features.extractor import NoFeatures
from tfgan_suite.metrics.features.keras_extractor import KerasExtractor

NAME = "keras-inception-v3"
FILE = "inception_v3_weights_tf_dim_ordering_tf_kernels.h5"
COMMAND = "tfgan fetch inception_v3"


class InceptionV3(KerasExtractor):
    """2048-d pooled features and ImageNet classes: images at 299×299, 0 to 255 as -1 to 1; see `inception_v3`."""

    batch_size = 16
    compiled = True
    caution = (
        "Keras' InceptionV3 is not the network of published FIDs (that of 2015): compare with none but your own, "
        "made with the same resize"
    )

    def __init__(self, model: keras.Model, resize: str) -> None:
        super().__init__(model, NAME, (-1.0, 1.0), "FID (Keras InceptionV3)", resize)


def inception_v3(weights: str | Path | None = None, resize: str = "antialiased bilinear") -> InceptionV3:
    """The extractor.

    Args:
        weights: file with Keras' weights, with the top; by default that which Keras has downloaded before.
        resize: "antialiased bilinear" (Parmar et al. 2022, section 3), "antialiased bicubic" (near clean-fid's), or
            "bilinear" (aliases, as TensorFlow 1 did).

    Raises:
        NoFeatures: there are no weights; it names the command that gets them.
        SuiteError: they are of another network, or damaged.
    """
    path = Path(weights) if weights else _home()
    if not path.is_file():
        raise NoFeatures(f"{NAME} has no weights at {path}: `{COMMAND}` lets Keras get them once (96 MB).")
    try:
        classifier = keras.applications.InceptionV3(weights=str(path))
    except (OSError, ValueError) as error:
        raise SuiteError(f"{path} does not hold Keras' InceptionV3: {str(error).splitlines()[0]}") from error
    return InceptionV3(with_features(classifier), resize)


def with_features(classifier: keras.Model) -> keras.Model:
    """The classifier with its pooled features beside the probabilities."""
    outputs = {"features": classifier.get_layer("avg_pool").output, "probabilities": classifier.output}
    return keras.Model(classifier.input, outputs, name=NAME)


def fetch_inception_v3() -> Path:
    """Lets Keras download its weights, from storage.googleapis.com.

    Raises:
        SuiteError: no network.
    """
    try:
        keras.applications.InceptionV3()
    except Exception as error:  # Keras has no one exception for a download that fails
        raise SuiteError(f"Keras cannot get InceptionV3 ({str(error).splitlines()[0]}); go online once") from error
    return _home()


def _home():
    return Path(os.environ.get("KERAS_HOME", Path.home() / ".keras")) / "models" / FILE
