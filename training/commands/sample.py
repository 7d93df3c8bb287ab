import inspect
from pathlib import Path

import numpy as np

from tfgan_suite.atomic import whole
from tfgan_suite.data import to_uint8
from tfgan_suite.errors import SuiteError
from tfgan_suite.samples import suffix_of, write_samples
from tfgan_suite.training.commands.arguments import run
from tfgan_suite.training.open_game import open_game
from tfgan_suite.training.run import Run
from tfgan_suite.training.systems import find
from tfgan_suite.training.train import build

SUITABLE = {".png": (".png", ".jpg", ".jpeg", ".webp", ".bmp"), ".gif": (".gif",), ".txt": (".txt",)}


def sample(run_dir: Path, n: int = 64, out: Path | None = None, seed: int = 0, label: int | None = None):
    """Draws samples from a run.

    Args:
        run_dir: the run's directory.
        n: how many.
        out: a picture, animation or text file gets them to look at, a .npy file the samples themselves, uint8 NHWC;
            samples.png (or .gif, .txt) by default.
        seed: of the latents.
        label: the class to draw, for a model that knows classes; all in turn by default.
    """
    if n < 1:
        raise SuiteError(f"--n {n} draws nothing: give a positive number.")
    run = Run.open(run_dir)
    game = open_game(run)
    options = {} if label is None else {"label": label}
    if label is not None and "label" not in inspect.signature(game.sample).parameters:
        raise SuiteError(f"{run_dir} holds an unconditional model: leave --label out.")
    inputs = build(find(run.system), run.arguments).inputs(n) if game.needs_inputs else None
    samples = game.sample(n, seed=seed, inputs=inputs, **options)
    out = out or Path(f"samples{suffix_of(samples)}")
    if out.suffix == ".npy":
        with whole(out) as draft:
            np.save(draft, to_uint8(samples) if getattr(samples, "ndim", 0) >= 4 else np.asarray(samples))
    elif out.suffix.lower() in SUITABLE[suffix_of(samples)]:
        write_samples(samples, out)
    else:
        raise SuiteError(f"--out {out}: end the name in .npy or {', '.join(SUITABLE[suffix_of(samples)])}.")
    print(f"{len(samples)} samples: {out}")


def main(argv):
    run(sample, "tfgan sample", argv)
