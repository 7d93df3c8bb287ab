"""Lock: one training at a time in a directory."""

import contextlib
import datetime
import errno
import fcntl
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from tfgan_suite.errors import SuiteError

NO_LOCKS_HERE = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)


@contextlib.contextmanager
def locked(directory: Path, purpose: str = "training") -> Iterator[None]:
    """Nobody else who asks for it works in this directory, which must exist, while the block runs.

    The operating system keeps the lock and takes it from a process that dies, however it does; the file `.lock` only
    says who has it. Where a file system knows no locks there is none.

    Args:
        directory: a run's or a comparison's.
        purpose: what is being done there, for the line that others get.

    Raises:
        SuiteError: somebody else is at work there; with his process, machine and beginning.
    """
    descriptor = os.open(directory / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 1000, 0).decode(errors="replace").strip() or "somebody"
            raise SuiteError(
                f"{directory} is in use, for {holder}: wait until that ends, or give another directory."
            ) from None
        except OSError as error:
            if error.errno not in NO_LOCKS_HERE:
                raise
        began = datetime.datetime.now().astimezone().isoformat(" ", "seconds")
        os.ftruncate(descriptor, 0)
        os.pwrite(
            descriptor, f"{purpose} by process {os.getpid()} on {socket.gethostname()} since {began}\n".encode(), 0
        )
        yield
    finally:
        os.close(descriptor)
