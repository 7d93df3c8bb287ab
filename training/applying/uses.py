"""Uses: which products of a game make something of pictures, as the names of their inputs and outputs tell."""

from typing import TYPE_CHECKING

import keras

from tfgan_suite.errors import SuiteError
from tfgan_suite.export.meanings import meaning
from tfgan_suite.training.applying.label_maps import paints

if TYPE_CHECKING:
    from tfgan_suite.core.game import Game

PICTURE = "picture"
NUMBERS = {"shares", "vector", "codes", "number"}


def uses(game: "Game") -> dict[str, keras.Model]:
    """Products from pictures to pictures (translations, masks, reconstructions), or to numbers (probabilities of
    classes, codes, energies), and from label maps to pictures, by name."""
    return {name: network for name, network in game.products().items() if paints(network) or _is_of_pictures(network)}


def chosen(game: "Game", product: str | None = None) -> tuple[str, keras.Model]:
    """A product that is applied to pictures, by name; the first of the game's by default.

    Raises:
        SuiteError: none is, or not the one of this name.
    """
    found = uses(game)
    if not found:
        raise SuiteError("This run holds no network that takes pictures: what it makes is drawn by `tfgan sample`.")
    if product is not None and product not in found:
        raise SuiteError(f"No product {product!r} of this run takes pictures: give one of {', '.join(found)}.")
    name = product or next(iter(found))
    return name, found[name]


def makes_pictures(network: keras.Model) -> bool:
    """Whether a product in use answers with pictures, not numbers."""
    return meaning(network.output_names[0]).role == PICTURE


def _is_of_pictures(network):
    pictures = [t for t in network.inputs if meaning(t.name).role == PICTURE]
    answers = [meaning(name).role for name in network.output_names]
    return len(pictures) == len(network.inputs) and (answers == [PICTURE] or {*answers} <= NUMBERS)
