"""Model cache: a network that reads examples for the scores is trained once and kept."""

import logging
from collections.abc import Callable
from pathlib import Path

import keras

from tfgan_suite.atomic import atomic_write
from tfgan_suite.errors import SuiteError

log = logging.getLogger(__name__)


def kept_model(path: Path, made: Callable[[], keras.Model]) -> keras.Model:
    """The model in a file; where there is none, or a damaged one, what `made` gives, which is then kept there.

    Raises:
        SuiteError: the directory cannot be written, which is known before anything is made.
    """
    return found if (found := read_model(path)) is not None else _made_into(path, made)


def read_model(path: Path) -> keras.Model | None:
    """The model in a file, or None where there is none that can be read."""
    if not path.exists():
        return None
    try:
        return keras.models.load_model(path, compile=False)
    except Exception as error:  # Keras has no one exception for a file that is not what it wrote
        log.warning("%s is damaged (%s) and is made anew", path, type(error).__name__)
        return None


def _made_into(path, made):
    try:
        with atomic_write(path) as draft:
            model = made()
            model.save(draft)
            return model
    except OSError as error:
        raise SuiteError(
            f"cannot keep a network for the scores in {path.parent} ({error.strerror or error}); "
            "make room there, or set TFGAN_SUITE_CACHE to a directory that can be written"
        ) from error
