"""Silence for native code that writes straight to the standard streams of the process."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Discards what is written to standard output and error while the block runs, by native code too.

    It acts on file descriptors 1 and 2, so it holds for every thread of the process.
    """
    _flush()
    kept = {descriptor: os.dup(descriptor) for descriptor in (1, 2)}
    with Path(os.devnull).open("w") as void:
        try:
            for descriptor in kept:
                os.dup2(void.fileno(), descriptor)
            yield
        finally:
            _flush()
            for descriptor, original in kept.items():
                os.dup2(original, descriptor)
                os.close(original)


def start_tensorflow() -> None:
    """Imports TensorFlow without the notes on processors and missing GPUs that it prints as it starts."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    with quiet():
        import tensorflow as tf

        if "TF_CONFIG" not in os.environ:
            tf.config.list_logical_devices()


def _flush():
    sys.stdout.flush()
    sys.stderr.flush()
