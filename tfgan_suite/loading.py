"""Loading: what was saved here or by a stranger is read back without running anything that it says."""

import json
import zipfile
from typing import Any

import keras

from tfgan_suite import conditions, layers, losses, regularizers, variants
from tfgan_suite.aliases import PathLike
from tfgan_suite.core.gan import GAN
from tfgan_suite.errors import SuiteError
from tfgan_suite.optimizers import HistoricalAveraging  # noqa: F401  (Keras finds it once it is imported)

ROOMS = (variants, layers, losses, regularizers, conditions)
CODE = {"Lambda", "__lambda__", "TFSMLayer", "TorchModuleWrapper", "JaxLayer", "FlaxLayer"}
LARGEST_CONFIG = 64 * 2**20


def load_game(path: PathLike) -> GAN:
    """A game from its `.keras` file, with every class of the suite known to Keras; no code in the file is run.

    Args:
        path: what `gan.save(path)` or the `Checkpoints` callback wrote.

    Returns:
        The game, compiled, with the state of its optimizers, averages and clocks.

    Raises:
        SuiteError: the file asks for code to be run.
    """
    for room in ROOMS:
        for name in room.__all__:
            getattr(room, name)
    return load_model(path)


def load_model(path: PathLike, **options: Any) -> keras.Model:
    """A Keras model from a `.keras` file, in Keras' safe mode, which no setting of the process turns off.

    Args:
        path: of the file.
        **options: of `keras.models.load_model`.

    Raises:
        SuiteError: the file asks for code to be run: a Lambda layer, or a layer of another library's.
        Any of `errors.DAMAGED_ARCHIVE`: it is damaged, or no `.keras` file.
    """
    if zipfile.is_zipfile(path) and (asked := sorted(_classes(_config(path)) & CODE)):
        raise SuiteError(
            f"{path} asks for code to be run ({', '.join(asked)}): only files without are opened. "
            "Write a layer of your own instead of a Lambda; into a game that your program builds again, "
            "`game.load_weights` reads it as it is."
        )
    return keras.models.load_model(path, safe_mode=True, **options)


def _config(path):
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("config.json")
        if entry.file_size > LARGEST_CONFIG:
            raise ValueError("a configuration of more than 64 MB")
        return json.loads(archive.read(entry))


def _classes(config):
    """Every "class_name" in a configuration."""
    found, left = set(), [config]
    while left:
        part = left.pop()
        if isinstance(part, dict):
            found.add(str(part.get("class_name")))
            left += part.values()
        elif isinstance(part, list):
            left += part
    return found
