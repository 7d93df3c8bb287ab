"""Batch coupling: penalties of single examples are refused for networks with batch normalization."""

import keras
from keras.layers import BatchNormalization

from tfgan_suite.errors import SuiteError


def refuse_batch_norm(network: keras.Model, rule: str, reason: str) -> None:
    """Raises a SuiteError if `network` has batch normalization at any depth, which `rule` has a `reason` against."""
    if _normalizes(network):
        raise SuiteError(
            f"{rule} and batch normalization in the {network.name} exclude each other: {reason}. "
            "Give it another norm, such as none or layer."
        )


def _normalizes(layer):
    return isinstance(layer, BatchNormalization) or any(map(_normalizes, getattr(layer, "layers", ())))
