"""Label maps on disk, as a product that paints them takes them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import keras
import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.latents import normal
from tfgan_suite.data import to_uint8
from tfgan_suite.data.folders.walking import SUFFIXES
from tfgan_suite.data.masks.codes import MaskCode
from tfgan_suite.data.masks.files import fitted_classes, read_values
from tfgan_suite.data.masks.numbers import read_numbers
from tfgan_suite.data.pipeline.aspects import CROP
from tfgan_suite.errors import SuiteError
from tfgan_suite.export.meanings import meaning

if TYPE_CHECKING:
    from tfgan_suite.training.running.run import Run

LABEL_MAP, INSTANCES = "label_map", "instances"
SEED = 0


def paints(network: keras.Model) -> bool:
    """Whether a product makes pictures of label maps."""
    return meaning(network.inputs[0].name).role == LABEL_MAP


def reader(run: "Run", network: keras.Model, given: Mapping[str, Path]) -> Callable[[Path], Array]:
    """What makes of a label map uint8 [H, W, K] with 255 in the channel of each pixel's class, at the size of training,
    and in one channel more the numbers of things, if the product takes them.

    Files say classes as those did that were trained on: by the same numbers or colours. Void is no class.

    Args:
        run: whose data say what values stand for.
        network: takes label maps.
        given: {"instances": a folder with a picture of numbers by the name of each label map, or one for all}.

    Raises:
        SuiteError: what the product does not take is given, or what it takes is not.
    """
    *size, channels = network.inputs[0].shape[1:]
    takes = {tensor.name for tensor in network.inputs}
    if strange := given.keys() - ({INSTANCES} & takes):
        raise SuiteError(f"This product takes no {strange.pop()} beside label maps: leave that out.")
    if INSTANCES in takes and INSTANCES not in given:
        raise SuiteError(f"This product also takes numbers of things: give --given {INSTANCES}=FOLDER.")
    facts = run.data_facts()
    names = tuple(facts.get("mask_classes", ()))
    values = tuple(facts.get("mask_values", ())) or (tuple(range(channels)) if names else (0, 1))
    code, resize = MaskCode(values, names), run.arguments.get("resize") or CROP

    def read(path):
        marked = fitted_classes(code.classes_of(read_values(path)), tuple(size), channels, resize)
        if INSTANCES not in given:
            return marked
        return np.concatenate([marked, read_numbers(_beside(given[INSTANCES], path), tuple(size), resize)], axis=-1)

    return read


def painter(network: keras.Model) -> Callable[[Array], Array]:
    """uint8 arrays of a `reader` -> pictures uint8 [n, H, W, C], all by the same latent."""
    channels = network.inputs[0].shape[-1]
    drawn = [normal((1, *t.shape[1:]), (SEED, 0)).numpy() for t in network.inputs if meaning(t.name).role == "latent"]

    def paint(stacks):
        parts = [(stacks[..., :channels] > 127).astype("float32")]
        parts += [stacks[..., channels:].astype("float32")] if stacks.shape[-1] > channels else []
        return to_uint8(by_chunks(network, *parts, *(np.repeat(one, len(stacks), 0) for one in drawn)))

    return paint


def _beside(place, path):
    """The picture of numbers that belongs to a label map."""
    if not place.is_dir():
        return place
    found = next((place / (path.stem + suffix) for suffix in SUFFIXES if (place / (path.stem + suffix)).exists()), None)
    if found is None:
        raise SuiteError(f"{place} holds no numbers called {path.stem}")
    return found
