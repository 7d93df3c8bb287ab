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
    return ((name, layer) for name, layer in layers_of_players(game) if isinstance(layer, SpectralNormalized))


def layers_of_players(game: Any) -> Iterator[tuple[str, keras.layers.Layer]]:
    """(network/layer, layer) for all layers of the players' networks."""
    for name in (name for owned in game.players.values() for name in owned):
        for layer in getattr(game, name)._flatten_layers():
            yield f"{name}/{layer.name}", layer
