"""Reading back what a game saved."""

import keras

from tfgan_suite import layers, losses, variants
from tfgan_suite.historical_averaging import HistoricalAveraging  # noqa: F401  (Keras finds it once it is imported)

ROOMS = (variants, layers, losses)


def load_game(path):
    """A game from its `.keras` file, with every class of the suite known to Keras; no code in the file is run.

    Args:
        path: what `gan.save(path)` or the `Checkpoints` callback wrote.

    Returns:
        The game, compiled, with the state of its optimizers, averages and clocks.
    """
    for room in ROOMS:
        for name in room.__all__:
            getattr(room, name)
    return keras.models.load_model(path)
