"""Samples of a trained game, any number of them, in files: drawn, written and forgotten chunk by chunk.

```python
from tfgan_suite.training.applying.sampling import Sampling

Sampling(game, 10_000, seed=1).write_alone(Path("faces"))  # faces/0000.png ... faces/9999.png
```
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf
from tqdm import tqdm

from tfgan_suite.atomic import atomic_write
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.applying.arrays import write_npy, write_npz

if TYPE_CHECKING:
    from tfgan_suite.core.game import Game

CHUNK = 256
NUMBERS = 2**24
ARRAYS = (".npy", ".npz")


@dataclass
class Sampling:
    """`n` samples of a game, the same for the same seed.

    Args:
        game: trained.
        n: how many; of games that make samples of held-out examples no more than there are.
        seed: of all that is random in them. Each chunk has a seed of its own that follows from it, the first this one.
        inputs: held-out examples, for games that need them, as a batch of the box.
        options: of the game's `sample`, such as a label; "told" has a row for each sample.
    """

    game: "Game"
    n: int
    seed: int = 0
    inputs: Any = None
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.inputs is not None:
            self.n = min(self.n, len(tf.nest.flatten(self.inputs)[0]))

    def all(self) -> Any:
        """All samples at once, as one picture of them needs."""
        return self._drawn(0, self.n, self.seed)

    def chunks(self) -> Iterator[Any]:
        """The samples, so many at a time that they fit into memory."""
        size = self._chunk()
        with tqdm(total=self.n, desc="samples", unit=" samples", delay=1, disable=None) as bar:
            for number, first in enumerate(range(0, self.n, size)):
                count = min(size, self.n - first)
                seed = (
                    self.seed if not number else int(np.random.SeedSequence([self.seed, number]).generate_state(1)[0])
                )
                yield self._drawn(first, count, seed)
                bar.update(count)

    def write_alone(self, out: Path) -> None:
        """Each sample in a file of its own in the folder `out`, numbered from 0 with as many digits for all.

        Raises:
            SuiteError: a sample of this kind is no file.
        """
        kind = self.game.yields
        if not kind.alone:
            raise SuiteError(f"{kind.title.capitalize()} are no files of their own: end --out in {self.formats}.")
        digits, number = max(4, len(str(self.n - 1))), 0
        for samples in self.chunks():
            for sample in samples:
                with atomic_write(out / f"{number:0{digits}}{kind.alone}") as draft:
                    kind.save_alone(sample, draft)
                number += 1

    def write_array(self, out: Path) -> None:
        """All samples in a .npy file, or, with the labels or attributes they were made of, in a .npz file.

        Pictures are uint8, so that the file is data to train on.
        """
        kind, told = self.game.yields, self._told()
        with atomic_write(out) as draft:
            rows = (kind.array(samples) for samples in self.chunks())
            if out.suffix.lower() == ".npy":
                write_npy(draft, self.n, rows)
            else:
                write_npz(draft, self.n, {kind.field: rows, **{name: iter([values]) for name, values in told.items()}})

    def write(self, out: Path, **scene: Any) -> None:
        """Into what the path's name says: a folder, an array file, a film, or one picture, sound or text of all.

        Args:
            out: a name without suffix is a folder.
            **scene: what a picture shows beside the samples, see `Kind.picture`.

        Raises:
            SuiteError: no format of this kind.
        """
        kind, suffix = self.game.yields, out.suffix.lower()
        if not suffix or out.is_dir():
            self.write_alone(out)
        elif suffix in ARRAYS:
            self.write_array(out)
        elif suffix in kind.suffixes:
            kind.write(self.all(), out, **scene)
        elif suffix in kind.moving:
            kind.film(self.all(), out)
        else:
            folder = f", or in no suffix for a folder of {kind.alone} files" if kind.alone else ""
            raise SuiteError(f"--out {out}: end the name in {self.formats}{folder}.")

    @property
    def formats(self) -> str:
        """The suffixes that files of all samples may have, in words."""
        kind = self.game.yields
        return ", ".join(dict.fromkeys((*ARRAYS, *kind.suffixes, *kind.moving)))

    def _drawn(self, first, count, seed):
        part = slice(first, first + count)
        options = {name: value[part] if name == "told" else value for name, value in self.options.items()}
        inputs = None if self.inputs is None else tf.nest.map_structure(lambda values: values[part], self.inputs)
        return self.game.sample(count, seed=seed, inputs=inputs, **options)

    def _chunk(self):
        product = self.game.products().get(self.game.sampler)
        shapes = [output.shape[1:] for output in product.outputs] if product is not None else []
        numbers = sum(int(np.prod([side or 1 for side in shape])) for shape in shapes)
        return max(1, min(CHUNK, NUMBERS // max(numbers, 1)))

    def _told(self):
        """What the samples were told, by the names that data have for it."""
        if "told" in self.options:
            return {self.game.condition.field: np.asarray(self.options["told"])}
        if "label" in self.options:
            return {"label": np.full(self.n, self.options["label"], "int32")}
        size = self._chunk()
        counts = [min(size, self.n - first) for first in range(0, self.n, size)]
        labels = [getattr(self.game, "sample_labels", lambda _: None)(count) for count in counts]
        return {} if labels[0] is None else {"label": np.concatenate(labels).astype("int32")}
