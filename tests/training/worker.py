"""One worker of a training; run as `python -m tests.training.worker OUT SYSTEM`, alone or under TF_CONFIG."""

import sys

import keras
import numpy as np

from tests.variants.cases import CASES, build
from tfgan_suite.data import Examples, batches
from tfgan_suite.training.strategy import choose


def main(out, system):
    strategy = choose()
    case = CASES[system]
    with strategy.scope():
        game = build(case)
        game.compile(**{player: keras.optimizers.SGD(0.05) for player in game.players})
    drawn = case.batch(np.random.default_rng(0), 64)
    fields = drawn if isinstance(drawn, tuple) else (drawn,)
    examples = Examples({f"part{i}": part for i, part in enumerate(fields)}, "drawn")
    data = batches(examples, 16, list(examples.fields))
    history = game.fit(data, steps_per_epoch=4, epochs=2, shuffle=False, verbose=0).history
    np.savez(out, *[v.numpy() for v in game.variables], **{k: np.array(h) for k, h in history.items()})


if __name__ == "__main__":
    main(*sys.argv[1:])
