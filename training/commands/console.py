"""Console: what standard output and error are told, on a terminal, in a file or in a pipe that nobody reads."""

import contextlib
import os
import sys
import warnings


def prepare() -> None:
    """Signs that the console's encoding has not are printed as question marks, and a warning is one line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    warnings.formatwarning = lambda message, *_, **__: f"tfgan: {' '.join(str(message).split())}\n"


def complain(line: str) -> None:
    """One line on standard error, if anybody is there to read it."""
    with contextlib.suppress(OSError):
        print(f"tfgan: {' '.join(line.split())}", file=sys.stderr, flush=True)


def leave_the_pipe() -> None:
    """Lets nothing more be written to a standard output that nobody reads, as Python does once more on leaving."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
