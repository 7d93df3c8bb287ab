"""Transfer: a new training that starts from the weights of another run, as far as layers fit.

Wang et al. 2018, "Transferring GANs", https://arxiv.org/abs/1805.01677: with few images, generator and discriminator
that have learned other images are a better start than random ones.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import keras

from tfgan_suite.core.game import Game
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.running.freezing import KERNELS, layers_of
from tfgan_suite.training.running.open_game import open_game

if TYPE_CHECKING:
    from tfgan_suite.training.running.run import Run

LISTED = 3


@dataclass(frozen=True)
class Transfer:
    """Which layers of a network came along.

    Attributes:
        network: its name in the game.
        came: names of the layers that have the weights of the other run.
        left: names of those that begin anew, each with the shape of its first weight.
    """

    network: str
    came: list[str]
    left: list[str]

    def __str__(self) -> str:
        if not self.left:
            return f"{self.network} all {len(self.came)} layers"
        more = f" and {len(self.left) - LISTED} more" * (len(self.left) > LISTED)
        count = f"{len(self.came)} of {len(self.came) + len(self.left)} layers"
        return f"{self.network} {count} (new: {', '.join(self.left[:LISTED])}{more})"


def start_from(game: Game, run: "Run") -> list[Transfer]:
    """Gives a game the weights of another run, layer by layer where they fit; optimizers and clocks begin anew.

    A layer fits one of the network of the same name if it is of the same class, has a name of its own in both or in
    neither, and weights of the same shapes. Layers are aligned in the order of the graph, so that of networks for
    another size those are found that both have. A moving average gets that of the run, or else what its network got.

    Args:
        game: new, of the same system or of one with networks of the same names.
        run: trained.

    Returns:
        What came along, network by network.

    Raises:
        SuiteError: the run has no checkpoint, or no layer with a kernel fits.
    """
    before = open_game(run)
    ours, theirs = _networks(game), _networks(before)
    pairs = {name: _aligned(theirs[name], network) for name, network in ours.items() if name in theirs}
    if not any(w.name in KERNELS for pair in pairs.values() for _, layer in pair for w in layer.weights):
        raise SuiteError(
            f"No layer of {run.path} ({run.system}: {', '.join(theirs)}) fits {', '.join(ours)} of this training: "
            "give the same system, and arguments such as --width as it was trained with."
        )
    for pair in pairs.values():
        _copy(pair)
    for name, average in game.averages.items():
        average.set_weights(getattr(game, name).get_weights())
        if name in before.averages:
            _copy(_aligned(before.averages[name], average))
    return [_transfer(name, network, pairs.get(name, [])) for name, network in ours.items() if network.weights]


def told(transfers: list[Transfer], run: "Run") -> str:
    """One line about what came along."""
    return f"from {run.path}: {'; '.join(map(str, transfers))}"


def _networks(game):
    """Name -> network of all that players own and of what is frozen."""
    names = [name for own in (*game.players.values(), game.frozen) for name in own]
    found = {}
    for name in dict.fromkeys(names):
        parts = [part for part in keras.tree.flatten(getattr(game, name)) if isinstance(part, keras.Model)]
        found |= {name if len(parts) == 1 else f"{name}_{number}": part for number, part in enumerate(parts)}
    return found


def _aligned(theirs, ours):
    """Pairs of layers that fit, in the order of both graphs."""
    old, new = layers_of(theirs), layers_of(ours)
    matches = SequenceMatcher(None, list(map(_form, old)), list(map(_form, new)), autojunk=False).get_matching_blocks()
    return [(old[a + k], new[b + k]) for a, b, size in matches for k in range(size)]


def _form(layer):
    kind = type(layer).__name__
    named = re.sub(r"[\d_]", "", layer.name) != re.sub(r"[\d_]", "", kind).lower()
    return kind, layer.name if named else "", tuple(tuple(w.shape) for w in layer.weights)


def _copy(pairs):
    for old, new in pairs:
        for source, target in zip(old.weights, new.weights, strict=True):
            target.assign(source.numpy())


def _transfer(name, network, pairs):
    came = {id(new) for _, new in pairs}
    layers = layers_of(network)
    left = [f"{layer.name} {_shape(layer)}" for layer in layers if id(layer) not in came]
    return Transfer(name, [layer.name for layer in layers if id(layer) in came], left)


def _shape(layer):
    return "x".join(map(str, layer.weights[0].shape))
