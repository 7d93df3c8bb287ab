"""Systems trained for a claim, through the recipes of the suite, beside a progress bar."""

from dataclasses import replace

import numpy as np
from keras.callbacks import LambdaCallback
from tqdm import tqdm

from tfgan_suite.data import to_uint8
from tfgan_suite.metrics import fashion_classifier, fid
from tfgan_suite.training.running.train import build
from tfgan_suite.training.systems.registry import find


def plan_of(system, seed, examples=None, **settings):
    """The plan of a system's recipe; on `examples` in place of the training set, where they are given."""
    plan = build(find(system), {"seed": seed, **settings})
    return plan if examples is None else replace(plan, train=examples)


def train(name, plan, steps, every=None, look=None):
    """Trains a plan and calls `look()`, if there is one, each time `every` steps have passed."""
    with tqdm(total=steps, desc=name, unit="step") as bar:
        callbacks = [*plan.callbacks, LambdaCallback(on_train_batch_end=lambda *_, **__: bar.update())]
        if look:
            callbacks.append(LambdaCallback(on_epoch_end=lambda *_, **__: look()))
        span = {"epochs": steps // (every or steps), "steps_per_epoch": every or steps}
        plan.game.fit(plan.training_data(), **span, shuffle=False, verbose=0, callbacks=callbacks)


class FashionScore:
    """C-FID of a game's samples against the first n held-out images of Fashion-MNIST; biased by n, the same for all."""

    def __init__(self, test, n):
        self.n = n
        self.classifier = fashion_classifier()
        self.real = self.classifier.features(test["image"][:n])

    def __call__(self, game):
        return fid(self.classifier.features(to_uint8(game.sample(self.n, seed=1))), self.real)


def uint8_samples(game, n, size=2000):
    """`n` samples as images, made `size` at a time with a seed of their own."""
    for part, first in enumerate(range(0, n, size)):
        yield to_uint8(np.asarray(game.sample(min(size, n - first), seed=part + 1)))
