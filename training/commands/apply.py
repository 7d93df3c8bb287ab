"""`tfgan apply`: what a run's network makes of pictures."""

import sys
from pathlib import Path

from tfgan_suite.errors import SuiteError
from tfgan_suite.training.applying.any_size import Way
from tfgan_suite.training.applying.apply import apply
from tfgan_suite.training.cards.ranges import Fraction
from tfgan_suite.training.commands.arguments import run
from tfgan_suite.training.running.run import Run


def use(
    run_dir: Path,
    source: Path,
    out: Path = Path("applied"),
    product: str | None = None,
    way: Way = "auto",
    given: str | None = None,
    threshold: Fraction | None = None,
) -> None:
    """Translates, segments, encodes or classifies pictures of any size with what a run has trained.

    Args:
        run_dir: the run's directory.
        source: a picture, a folder of pictures, an array file (.npy) of pictures of any number of channels, or - for a
            list of files on standard input, one a line.
        out: folder for the results, which keep the names of the pictures; numbers go into one table in it.
        product: which of the run's networks, such as to_source of CycleGAN for the way back; the first by default.
        way: how it sees pictures of another size than it was trained on: whole, in tiles that overlap, or resized and
            the result resized back; auto takes whole where the network can.
        given: a further picture that the network takes, such as style=FILE.
        threshold: of masks, the probability from which on a pixel is white and all others black; by default a mask is
            as bright as it is sure.
    """
    opened = Run.open(run_dir)
    files = (Path(line.rstrip("\r\n")) for line in sys.stdin) if str(source) == "-" else source
    applied = apply(
        opened, files, out, product=product, way=way, given=_given(given) if given else {}, threshold=threshold
    )
    for note in applied.notes:
        print(note)
    print(f"{applied.written} pictures by {applied.product}: {applied.out}")


def _given(words):
    pairs = [pair.partition("=") for pair in words.split(",")]
    if not all(name and path for name, _, path in pairs):
        raise SuiteError(f"--given {words}: give the name of an input and a file, such as style=painting.jpg.")
    return {name: Path(path).expanduser() for name, _, path in pairs}


def main(argv: list[str]) -> None:
    run(use, "tfgan apply", argv)
