"""Processors: which instructions this one has, and oneDNN's kernels where TensorFlow would leave them out."""

import functools
import os
import platform
import sys
import warnings
from pathlib import Path

ONEDNN = "TF_ENABLE_ONEDNN_OPTS"
INTEL = {"x86_64", "AMD64"}
LISTED = Path("/proc/cpuinfo")


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
