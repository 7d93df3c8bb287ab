"""The features of the Fréchet Inception distance of papers, from weights that a user has."""

import hashlib
import pickle
from pathlib import Path

import keras
import numpy as np

from tfgan_suite.aliases import Array, Shape
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.features.keras_extractor import KerasExtractor
from tfgan_suite.metrics.features.torch_weights import torch_weights
from tfgan_suite.networks.images.inception import inception_2015

NAME = "inception-2015-12-05"
SHA256 = "6726825d0af5f729cebd5821db510b11b1cfad8faad88a03f1befd49fb9129b2"
FILE = (
    "pt_inception-2015-12-05-6726825d.pth of pytorch-fid, weights-inception-2015-12-05-6726825d.pth of torch-fidelity"
)
EPSILON = 1e-3


class FIDInception(KerasExtractor):
    """2048-d pooled features and 1,008 classes of images of any size and colour; see `fid_inception`.

    Args:
        model: see `inception_2015`.
        is_published: whether its weights are those of published FIDs; only then is the distance called "FID".
    """

    batch_size = 16
    compiled = True

    def __init__(self, model: keras.Model, is_published: bool) -> None:
        self.caution = (
            "compare with a published FID only on the same real images in the same size and number as there, mostly "
            "50,000: FID falls as n grows"
            if is_published
            else "the weights are not those of published FIDs: compare with none but your own"
        )
        score_name = "FID" if is_published else "FID (other weights)"
        super().__init__(model, NAME, (-1.0, (255 - 128) / 128), score_name, "TF1 bilinear")


def fid_inception(weights: str | Path) -> FIDInception:
    """The extractor of Heusel et al. 2017, https://arxiv.org/abs/1706.08500, as their program has it.

    Images are resized to 299×299 by TensorFlow 1's bilinear interpolation, which has no half-pixel centres and aliases,
    and 0 to 255 becomes (x − 128) / 128. So does torch-fidelity; pytorch-fid resizes with half-pixel centres and scales
    to [-1, 1], from which its FIDs differ a little.

    Args:
        weights: one file, which two programs distribute: pt_inception-2015-12-05-6726825d.pth (pytorch-fid),
            weights-inception-2015-12-05-6726825d.pth (torch-fidelity). Other weights of the same network will do, but
            their distance is not called FID.

    Raises:
        SuiteError: there is no such file, or it does not hold this network.
    """
    path = Path(weights).expanduser()
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            state = torch_weights(file)
        model = inception_2015()
        fill(model, state)
    except OSError as error:
        raise SuiteError(f"{path} cannot be read ({error.strerror or error}): give {FILE}.") from error
    except (ValueError, EOFError, pickle.UnpicklingError) as error:
        raise SuiteError(f"{path} does not hold FID's Inception-v3 ({error}): give {FILE}.") from error
    return FIDInception(model, digest == SHA256)


def fill(model: keras.Model, state: dict[str, np.ndarray]) -> None:
    """Gives the network the arrays of a state dict, those of batch normalization with its convolution's.

    Raises:
        ValueError: one is missing, of another shape, or not finite.
    """
    for layer in model.layers:
        if isinstance(layer, keras.layers.Conv2D):
            layer.set_weights(_normalized(state, layer.name, layer.kernel.shape))
        elif isinstance(layer, keras.layers.Dense):
            layer.set_weights([_array(state, f"{layer.name}.weight", layer.kernel.shape[::-1]).T])


def _normalized(state, name, shape):
    """Kernel and bias of a convolution whose outputs are normalized."""
    *sides, depth, width = shape
    kernel = _array(state, f"{name}.conv.weight", (width, depth, *sides)).transpose(2, 3, 1, 0)
    γ, β, μ, variance = (
        _array(state, f"{name}.bn.{part}", (width,)) for part in ("weight", "bias", "running_mean", "running_var")
    )
    if variance.min() < 0:
        raise ValueError(f"{name}.bn.running_var is below 0")
    scale = γ / np.sqrt(variance + EPSILON, dtype="float64")
    return kernel * scale, β - μ * scale


def _array(state: dict[str, np.ndarray], name: str, shape: Shape) -> Array:
    if name not in state:
        raise ValueError(f"{name} is missing")
    array = state[name]
    if array.shape != tuple(shape):
        raise ValueError(f"{name} is {list(array.shape)}, not {list(shape)}")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} has numbers that are not finite")
    return array
