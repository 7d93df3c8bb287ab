"""Standing statistics: batch normalization's moving moments, taken anew from what the averaged network makes."""

from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Logs


class StandingStatistics(keras.callbacks.Callback):
    """After each epoch, replaces a served generator's moving moments by their means over many batches of fresh latents.

    Brock et al. 2018, section 3.1 and appendix E, https://arxiv.org/abs/1809.11096. A moving average of weights has not
    seen the moments that it would give: those that are averaged with it are of other weights.

    Args:
        network: the name of the network.
        batches: how many.
        batch_size: latents of each; conditions are as frequent as in training.
    """

    def __init__(self, network: str = "generator", batches: int = 16, batch_size: int = 64) -> None:
        super().__init__()
        self.network = network
        self.batches = batches
        self.batch_size = batch_size

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        take_moments(self.model, self.network, self.batches, self.batch_size)


def take_moments(game: Any, name: str, batches: int, batch_size: int) -> None:
    """Sets the moving moments of the served network `name` to their means over batches of latents of seeds 0, 1, ..."""
    network = game.served(name)
    norms = [layer for layer in network._flatten_layers() if isinstance(layer, keras.layers.BatchNormalization)]
    kept = [(layer.momentum, layer.trainable) for layer in norms]
    for number in range(batches):
        for layer in norms:
            layer.momentum, layer.trainable = number / (number + 1), True  # an average is not, and would stand still
        network([*map(ops.convert_to_tensor, game.latents(batch_size, seed=number))], training=True)
    for layer, (momentum, trainable) in zip(norms, kept, strict=True):
        layer.momentum, layer.trainable = momentum, trainable
