"""FreezeD: fine-tuning with the first layers of the discriminator frozen. Mo et al. 2020, https://arxiv.org/abs/2002.10964"""

import keras

from tfgan_suite.core.game import Game
from tfgan_suite.errors import SuiteError

PLAYERS = ("discriminator", "critic")
KERNELS = {"kernel", "embeddings"}


def freeze_discriminator(game: Game, layers: int) -> None:
    """Takes the first `layers` layers with kernels of a compiled game's discriminator, and the normalization after each
    of them, out of training; normalization by batches then uses the statistics that it has kept.

    Frozen weights are those of a game that goes on from another run, see `start_from`. They are saved with the game as
    frozen. Optimizers begin anew.

    Raises:
        SuiteError: the game has not one discriminator, or one of so few layers that none would be left to train.
    """
    blocks = blocks_of(_discriminator(game))
    if layers >= len(blocks):
        most = f"give --freeze-d {len(blocks) - 1} at most" if len(blocks) > 1 else "leave --freeze-d out"
        raise SuiteError(f"The discriminator has {len(blocks)} layers with kernels, of which one must learn: {most}.")
    for layer in (layer for block in blocks[:layers] for layer in block):
        layer.trainable = False
    with game.distribute_strategy.scope():
        game.compile_from_config(game.get_compile_config())


def blocks_of(network: keras.Model) -> list[list[keras.layers.Layer]]:
    """Layers with weights in the order of the graph, input first: each with a kernel begins a block."""
    blocks: list[list[keras.layers.Layer]] = []
    for layer in layers_of(network):
        if not blocks or (any(w.name in KERNELS for w in layer.weights) and _has_kernel(blocks[-1])):
            blocks.append([])
        blocks[-1].append(layer)
    return blocks


def layers_of(network: keras.Model) -> list[keras.layers.Layer]:
    """Layers with weights, those of networks inside in the place of these."""
    inside = [layers_of(layer) if isinstance(layer, keras.Model) else [layer] for layer in network.layers]
    return [layer for layers in inside for layer in layers if layer.weights]


def _has_kernel(block):
    return any(w.name in KERNELS for layer in block for w in layer.weights)


def _discriminator(game):
    networks = [getattr(game, name) for player in PLAYERS for name in game.players.get(player, ())]
    if len(networks) != 1 or not isinstance(networks[0], keras.Model):
        raise SuiteError(
            "--freeze-d freezes layers of a single discriminator, which this system has not: leave it out."
        )
    return networks[0]
