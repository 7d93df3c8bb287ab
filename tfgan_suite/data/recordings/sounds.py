"""Sound files as waveforms of one channel at one rate."""

import math
from pathlib import Path

import numpy as np

from tfgan_suite.data.sources.extras import needed

SUFFIXES = frozenset({".wav", ".flac", ".ogg", ".opus", ".mp3", ".aif", ".aiff"})


def waveform(path: Path, rate: int) -> np.ndarray:
    """The mean of the channels of a sound file, float32 [T] in [-1, 1], `rate` values a second.

    Raises:
        SuiteError: soundfile is not installed.
        ValueError: a file without sound, or with values that are not finite.
    """
    from scipy.signal import resample_poly

    soundfile = needed("soundfile", "audio", path.name)
    channels, native = soundfile.read(path, dtype="float32", always_2d=True)
    if not channels.size or not np.isfinite(channels).all():
        raise ValueError("no sound" if not channels.size else "NaN or infinite values")
    values = channels.mean(axis=1)
    if native != rate:
        common = math.gcd(native, rate)
        values = resample_poly(values, rate // common, native // common)
    return np.clip(values, -1, 1).astype(np.float32)
