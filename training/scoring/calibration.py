"""Calibration inputs: what clients of a product send, as far as data or other networks have to tell it."""

from typing import TYPE_CHECKING

import keras
import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.core.latents import unit
from tfgan_suite.data import to_float
from tfgan_suite.export.meanings import meaning

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan


N = 256
SEED = (7, 0)


def typical(plan: "Plan", product: str, network: keras.Model) -> dict[str, Array]:
    """Up to 256 examples of those inputs of a product that no prior tells: name -> array.

    Images and attributes are held-out ones, never noise; captions are those of held-out examples; styles come of the
    mapping network.

    Args:
        plan: with the trained game.
        product: its name among the game's products.
        network: the product.
    """
    known = {tensor.name: _drawn(plan, product, tensor) for tensor in network.inputs}
    return {name: values for name, values in known.items() if values is not None}


def _drawn(plan, product, tensor):
    game, test = plan.game, plan.test
    if tensor.name == "embedding":
        return np.asarray(game.encode(test["caption"][:N], tensor.shape[-1]), "float32")
    if tensor.name == "styles":
        return np.asarray(game.styles(N))
    if tensor.name == "psi":
        return np.asarray(unit((N,), SEED))
    if tensor.name == "temperature":
        return np.ones((N, *tensor.shape[1:]), "float32")
    fields = [field for field in plan.fields if _fits(test[field], tensor)] if _is_seen(tensor.name) else []
    fields = [field for field in fields if field == tensor.name] or fields
    if not fields:
        return None
    taken = plan.protocol.takes.get(product)
    images = test[taken if taken in fields else fields[0]][:N]
    return to_float(images) if images.dtype == np.uint8 else images


def _is_seen(name):
    """Whether an input is something that data hold, a picture, a point or attributes, not noise of such a shape."""
    known = meaning(name)
    return bool(known.span) or known.role in ("point", "attributes")


def _fits(array, tensor):
    """Whether examples could be what an input takes: pictures or points of its shape."""
    shape = np.shape(array)[1:]
    return (
        bool(shape)
        and len(shape) == len(tensor.shape) - 1
        and all(size in (None, own) for size, own in zip(tensor.shape[1:], shape, strict=True))
    )
