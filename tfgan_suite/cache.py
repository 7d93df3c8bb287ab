"""Cache directory: what the suite keeps and can always make again, such as data sets and feature extractors."""

import os
from pathlib import Path

import platformdirs


def cache_dir() -> Path:
    """The suite's cache directory, which need not exist yet.

    Returns:
        `$TFGAN_SUITE_CACHE` where that is set, otherwise this user's cache directory on this platform.
    """
    chosen = os.environ.get("TFGAN_SUITE_CACHE")
    return Path(chosen).expanduser() if chosen else Path(platformdirs.user_cache_dir("tfgan_suite"))
