"""How much memory there is for examples."""

import os


def memory() -> int:
    """Bytes that this process may hold: those of the machine, or what its limits leave of them."""
    held = _of_the_machine()
    try:
        import resource

        limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    except ImportError:
        return held
    return held if limit == resource.RLIM_INFINITY else min(held, limit)


def in_mebibytes(size: int) -> str:
    """A number of bytes as people write it."""
    return f"{size / 2**30:.1f} GiB" if size >= 2**30 else f"{size / 2**20:.0f} MiB"


def _of_the_machine():
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 2**34
