"""Memory: how much of it there is for examples."""

import os

UNKNOWN = 2**34


def memory() -> int:
    """Bytes that this process may hold: those of the machine, or what its limits leave of them."""
    return int(min(_of_the_machine(), address_space()))


def address_space() -> float:
    """Bytes that this process may hold and map together (`ulimit -v`); infinite without a limit."""
    try:
        import resource
    except ImportError:
        return float("inf")
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return float("inf") if limit == resource.RLIM_INFINITY else limit


def in_mebibytes(size: float) -> str:
    """A number of bytes as people write it."""
    return f"{size / 2**30:.1f} GiB" if size >= 2**30 else f"{size / 2**20:.0f} MiB"


def _of_the_machine():
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return UNKNOWN
