"""A run from training to export as one process, in a room where TensorFlow has been imported already."""

import os
import sys
from pathlib import Path

import tensorflow  # noqa: F401  (so that whoever is forked from here has it)

from tfgan_suite.training.commands.main import main
from tfgan_suite.training.running import train  # noqa: F401


def perform(commands, log, environment):
    """Runs commands of `tfgan` one after the other; what they say goes to the file `log`, what was there before too."""
    os.environ.update(environment)
    with Path(log).open("a") as file:
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
    for command in commands:
        main([str(word) for word in command])
