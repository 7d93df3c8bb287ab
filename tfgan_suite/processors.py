"""Processors: which instructions this one has, oneDNN's kernels where TensorFlow would leave them out, and no more
threads than a container may use."""

import functools
import math
import os
import platform
import sys
import warnings
from pathlib import Path

ONEDNN = "TF_ENABLE_ONEDNN_OPTS"
INTEL = {"x86_64", "AMD64"}
LISTED = Path("/proc/cpuinfo")
THREADS = ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")
GROUP = Path("/sys/fs/cgroup")


@functools.cache
def instructions(listed: Path = LISTED) -> frozenset[str]:
    """The extensions of the instruction set, as Linux lists them; none where it does not."""
    if not listed.is_file():
        return frozenset()
    lines = listed.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((frozenset(line.partition(":")[2].split()) for line in lines if line.startswith("flags")), frozenset())


def is_narrow(found: frozenset[str]) -> bool:
    """Whether these are instructions of a processor known to have no AVX-512, to which TensorFlow gives no oneDNN."""
    return bool(found) and "avx512f" not in found


def turn_on_onednn() -> None:
    """Lets TensorFlow take oneDNN's convolutions on every x86 processor, unless the user has said what it shall do.

    By itself it takes them where there is AVX-512 only; elsewhere a DCGAN step takes half as long again, and more.
    TensorFlow looks once, as it is imported: where that was before, and makes a difference, a warning says so.
    """
    if ONEDNN in os.environ or platform.machine() not in INTEL:
        return
    if "tensorflow" not in sys.modules:
        os.environ[ONEDNN] = "1"
    elif is_narrow(instructions()):
        warnings.warn(
            f"TensorFlow was imported before tfgan_suite, without oneDNN: steps take half as long again. Import "
            f"tfgan_suite first, or set {ONEDNN}=1.",
            stacklevel=3,
        )


def quota(group: Path = GROUP) -> float | None:
    """How many processors a container may use at a time, as its limit of processor time says; None without limit."""
    try:
        if (whole := group / "cpu.max").is_file():
            granted, period = whole.read_text().split()
        else:
            granted, period = ((group / "cpu" / f"cpu.cfs_{name}_us").read_text() for name in ("quota", "period"))
        return int(granted) / int(period) if int(granted) > 0 else None
    except (OSError, ValueError):  # no control group, or "max"
        return None


def keep_to_quota(group: Path = GROUP) -> None:
    """Lets TensorFlow start as many threads as the container may use processors, unless the user has said how many.

    By itself it starts one for each processor of the machine that it is let onto (`docker run --cpus 2` is let onto
    all), which then wait for one another.
    """
    granted = quota(group)
    if granted is None or "tensorflow" in sys.modules or any(name in os.environ for name in THREADS):
        return
    if granted < processors():
        os.environ.update(dict.fromkeys(THREADS, str(math.ceil(granted))))


def processors() -> int:
    """How many processors the system lets this process onto."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
