"""The end of the interpreter, which must not come while TensorFlow's threads read in Python.

A thread that wants the interpreter once it has begun to end is never answered, and TensorFlow waits for that thread:
the process hangs. Streams read a few batches ahead and then pause, so that it is enough to wait for that.
"""

import atexit
import time
from collections.abc import Iterator
from contextlib import contextmanager

PAUSE = 0.2
LONGEST = 30.0

_reads: set[object] = set()
_last = float("-inf")


@contextmanager
def awaited() -> Iterator[None]:
    """Inside, and for `PAUSE` seconds after it, the interpreter does not end."""
    global _last
    read = object()
    _reads.add(read)
    try:
        yield
    finally:
        _reads.discard(read)
        _last = time.monotonic()


@atexit.register
def _wait():
    latest = time.monotonic() + LONGEST
    while time.monotonic() < latest and (_reads or time.monotonic() - _last < PAUSE):
        time.sleep(0.01)
