"""Singular values of all weights, logged after each epoch."""

from collections.abc import Iterator
from typing import Any

import keras
import numpy as np

from tfgan_suite.aliases import Array, Logs
from tfgan_suite.callbacks.spectral_norms import layers_of_players


class SingularValues(keras.callbacks.Callback):
    """Logs the largest singular values of each layer's kernel after each epoch, as `singular k/<network>/<layer>`.

    Brock et al. 2018, section 4 and figure 3, https://arxiv.org/abs/1809.11096, whose generator's rise before it
    collapses. A kernel is a matrix of its last axis against all others; that of a spectrally normalized layer is taken
    before the division.

    Args:
        most: how many of each, from the largest on; three in the paper.
    """

    def __init__(self, most: int = 3) -> None:
        super().__init__()
        self.most = most

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        for name, matrix in kernels(self.model):
            largest = np.linalg.svd(matrix, compute_uv=False)[: self.most]
            for k, value in enumerate(largest, 1):
                logs[f"singular {k}/{name}"] = float(value)


def kernels(game: Any) -> Iterator[tuple[str, Array]]:
    """(network/layer, its kernel as a matrix) of all layers of the players' networks that have one."""
    for name, layer in layers_of_players(game):
        kernel = getattr(layer, "raw", None)
        kernel = getattr(layer, "kernel", None) if kernel is None else kernel
        if kernel is not None and len(kernel.shape) > 1:
            yield name, np.array(kernel).reshape(-1, kernel.shape[-1])
