"""One worker of several trainings; run as `python -m tests.training.worker OUT CASE...`, alone or under TF_CONFIG.

Writes OUT/CASE.npz with all variables and logs, or OUT/CASE.txt with what went wrong. CASE+N trains on N
examples that end, in batches of 8.
"""

import pathlib
import sys

import keras
import numpy as np
import tensorflow as tf

from tests.variants.cases import CASES, build
from tfgan_suite.data import Examples, batches
from tfgan_suite.training.running.strategy import choose

RATE = 0.01  # at five times as much some games diverge, and rounding with them


def train(case, ending=0):
    """A game after two epochs, and its logs; or after one of so many examples."""
    game = build(case)
    game.compile(**{player: keras.optimizers.SGD(RATE) for player in game.players})
    drawn = case.batch(np.random.default_rng(0), 64)
    if ending:
        data = tf.data.Dataset.from_tensor_slices(tf.nest.map_structure(lambda part: part[:ending], drawn)).batch(8)
        return game, game.fit(data.with_options(by_data()), shuffle=False, verbose=0).history
    fields = drawn if isinstance(drawn, tuple) else (drawn,)
    examples = Examples({f"part{i}": part for i, part in enumerate(fields)}, "drawn")
    data = batches(examples, 16, list(examples.fields))
    return game, game.fit(data, steps_per_epoch=3, epochs=2, shuffle=False, verbose=0).history


def by_data():
    options = tf.data.Options()
    options.experimental_distribute.auto_shard_policy = tf.data.experimental.AutoShardPolicy.DATA
    return options


def main(out, *names):
    strategy = choose()
    for name in names:
        try:
            with strategy.scope():
                case, _, ending = name.partition("+")
                game, history = train(CASES[case], int(ending or 0))
        except Exception as error:
            pathlib.Path(out, f"{name}.txt").write_text(f"{type(error).__name__}: {error}")
        else:
            arrays = [variable.numpy() for variable in game.variables]
            np.savez(pathlib.Path(out, f"{name}.npz"), *arrays, **{k: np.array(h) for k, h in history.items()})


if __name__ == "__main__":
    main(*sys.argv[1:])
