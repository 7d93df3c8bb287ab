"""Spectral norms of normalized layers, logged after each epoch."""

from collections.abc import Iterator
from typing import Any

import keras

from tfgan_suite.aliases import Logs
from tfgan_suite.layers import SpectralNormalized


class SpectralNorms(keras.callbacks.Callback):
    """Logs σ of each spectrally normalized layer after each epoch, as `sigma/<network>/<layer>`."""

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        for name, layer in spectral_layers(self.model):
            logs[f"sigma/{name}"] = float(layer.sigma)


def spectral_layers(game: Any) -> Iterator[tuple[str, SpectralNormalized]]:
    """(network/layer, layer) for all layers of the players' networks that are spectrally normalized."""
    names = [name for owned in game.players.values() for name in owned]
    for name in names:
        for layer in getattr(game, name)._flatten_layers():
            if isinstance(layer, SpectralNormalized):
                yield f"{name}/{layer.name}", layer
