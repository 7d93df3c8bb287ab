from pathlib import Path

import numpy as np

from tfgan_suite.atomic import whole
from tfgan_suite.data import to_uint8
from tfgan_suite.errors import SuiteError
from tfgan_suite.pictures import picture, save_picture
from tfgan_suite.training.commands.arguments import run
from tfgan_suite.training.open_game import open_game
from tfgan_suite.training.run import Run

PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".bmp"}


def sample(run_dir: Path, n: int = 64, out: Path = Path("samples.png"), seed: int = 0, label: int | None = None):
    """Draws samples from a run.

    Args:
        run_dir: the run's directory.
        n: how many.
        out: a picture file gets a grid; a .npy file gets the samples themselves, uint8 NHWC.
        seed: of the latents.
        label: the class to draw, for a model that knows classes; all in turn by default.
    """
    if n < 1:
        raise SuiteError(f"--n {n} draws nothing: give a positive number.")
    if out.suffix.lower() not in PICTURES | {".npy"}:
        raise SuiteError(f"--out {out}: end the name in .npy, {', '.join(sorted(PICTURES))}.")
    game = open_game(Run.open(run_dir))
    if label is not None and game.sample_labels(1) is None:
        raise SuiteError(f"{run_dir} holds an unconditional model: leave --label out.")
    samples = game.sample(n, seed=seed, **({} if label is None else {"label": label}))
    if out.suffix.lower() == ".npy":
        with whole(out) as draft:
            np.save(draft, to_uint8(samples) if samples.ndim == 4 else samples)
    else:
        save_picture(picture(samples), out)
    print(f"{n} samples: {out}")


def main(argv):
    run(sample, "tfgan sample", argv)
