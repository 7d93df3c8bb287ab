"""Silence for native code that writes straight to the process's standard streams."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Discards what Python and native code write to standard output and error while the block runs.

    It acts on file descriptors 1 and 2, so it holds for every thread of the process.
    """
    kept = {descriptor: os.dup(descriptor) for descriptor in (1, 2)}
    with (
        Path(os.devnull).open("w") as void,
        contextlib.redirect_stdout(void),
        contextlib.redirect_stderr(void),
    ):
        try:
            for descriptor in kept:
                os.dup2(void.fileno(), descriptor)
            yield
        finally:
            for descriptor, original in kept.items():
                os.dup2(original, descriptor)
                os.close(original)
