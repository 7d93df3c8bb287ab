"""Warnings that name the line of a user's program, not one of Keras or of the suite."""

import sys
import warnings
from pathlib import Path

import keras

OWN = tuple(str(Path(module.__file__ or "").parent) for module in (keras, sys.modules[__package__]))


def warn(message: str, category: type[Warning] = UserWarning) -> None:
    """Warns of something at the line outside of Keras and the suite from which it came about."""
    frame, level = sys._getframe(1), 2
    while frame.f_back and frame.f_code.co_filename.startswith(OWN):
        frame, level = frame.f_back, level + 1
    warnings.warn(message, category, stacklevel=level)
