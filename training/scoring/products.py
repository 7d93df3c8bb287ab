"""What a game gives away, as functions of arrays: its own networks, or exported files in their place."""

import functools
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.core.chunks import by_chunks

CHUNK = 256

Answer = Callable[[dict[str, Array]], Mapping[str, Array]]


class Products:
    """`products["generator"](z, label)`: the products of a game, by the names that they are exported under.

    Args:
        game: trained; it also says how latents are drawn and what samples are made by.
        files: product -> function of named arrays that gives named arrays, asked instead of the network; such as
            `export.checks.interpreter.load` gives for a LiteRT file and `export.formats.saved_model.load` for a
            SavedModel.

    Attributes:
        asked: how often each product has been asked.
    """

    def __init__(self, game: Any, files: Mapping[str, Answer] | None = None) -> None:
        self.game = game
        self.files = files or {}
        self.networks = game.products()
        self.asked: Counter[str] = Counter()

    def __getitem__(self, name: str) -> Callable[..., Any]:
        return functools.partial(self._ask, name)

    def sample(self, n: int, *, seed: int = 0, **told: Any) -> Any:
        """`n` samples as `GAN.sample` makes them of nothing but noise; the same for the same seed.

        A conditional game's get the conditions `told` where they are given, such as those of held-out examples.
        """
        return self.game.finished(self[self.game.sampler](*self.game.latents(n, seed=seed, **told)))

    def translate(self, source: Array, *, seed: int = 0) -> Array:
        """Translations of source images; by the game itself where these have noise that no product takes."""
        if self.game.translator is None:
            return self.game.translate(source, seed=seed)
        return self[self.game.translator](source)

    def _ask(self, name, *arrays):
        """What a product makes of an array for each of its inputs: an array, or a list where it has several outputs."""
        self.asked[name] += 1
        network = self.networks[name]
        if name not in self.files:
            return by_chunks(network, *arrays, size=CHUNK)
        inputs = {t.name: np.asarray(a).astype(t.dtype) for t, a in zip(network.inputs, arrays, strict=True)}
        answers = self.files[name](inputs)
        outputs = [answers[output] for output in network.output_names]
        return outputs if len(outputs) > 1 else outputs[0]
