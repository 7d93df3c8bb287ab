"""Sound [n, T] or [n, T, channels] in [-1, 1]: WAV, and for the eye each waveform over its spectrogram."""

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.io import wavfile
from scipy.signal import spectrogram

from tfgan_suite.aliases import Array
from tfgan_suite.kinds.images import grid
from tfgan_suite.kinds.kind import PICTURES, Kind

PAUSE = 0.25
WIDTH, WAVE, BANDS = 192, 48, 96
QUIETEST = -80.0


@dataclass(frozen=True)
class Audio(Kind):
    """Sound of one length and rate.

    Args:
        rate: samples a second.
    """

    rate: int = 16_000

    title = "sounds"
    suffixes = (".wav", *PICTURES)
    kept = (".wav", ".png")
    shown = 16
    alone = ".wav"
    field = "audio"
    role = "sound"
    names = {"audio": "sound in [-1, 1], one value for each moment and channel"}

    def save(self, samples: Any, file: Path) -> None:
        if file.suffix.lower() != ".wav":
            super().save(samples, file)
            return
        wavfile.write(file, self.rate, self.sequence(samples))

    def save_alone(self, sample: Any, file: Path) -> None:
        self.save(np.asarray(sample)[None], file)

    def sequence(self, samples: Any) -> Array:
        """All sounds one after the other with a pause between them, int16 [moments, channels]."""
        sounds = _with_channels(samples)
        pause = np.zeros((len(sounds), int(PAUSE * self.rate), sounds.shape[-1]), sounds.dtype)
        heard = np.concatenate([sounds, pause], axis=1).reshape(-1, sounds.shape[-1])[: -pause.shape[1] or None]
        return np.rint(np.clip(heard, -1, 1) * 32767).astype(np.int16)

    def picture(self, samples: Any) -> Array:
        """Of each sound, channels together, the waveform over its spectrogram in decibels, low tones at the foot."""
        sounds = _with_channels(samples).mean(-1)
        return grid(np.stack([np.concatenate([_waveform(sound), self._tones(sound)]) for sound in sounds])[..., None])

    def array(self, samples: Any) -> Array:
        return np.asarray(samples, "float32")

    def _tones(self, sound):
        length = min(len(sound), 512)
        _, _, power = spectrogram(sound, self.rate, nperseg=length, noverlap=length // 2)
        decibels = 10 * np.log10(np.maximum(power / max(power.max(), 1e-12), 1e-12))
        bright = np.clip(1 - decibels / QUIETEST, 0, 1)[::-1]
        sizes = zip((BANDS, WIDTH), bright.shape, strict=True)
        places = np.ix_(*(np.arange(size) * found // size for size, found in sizes))
        return np.rint(255 * bright[places]).astype(np.uint8)


def _with_channels(samples):
    sounds = np.asarray(samples, "float32")
    return sounds if sounds.ndim == 3 else sounds[..., None]


def _waveform(sound):
    """The reach of the sound, column by column, uint8 [WAVE, WIDTH]."""
    edges = np.linspace(0, len(sound), WIDTH + 1).astype(int)
    parts = [sound[first : max(last, first + 1)] for first, last in itertools.pairwise(edges)]
    low, high = (np.clip([reach(part) for part in parts], -1, 1) for reach in (np.min, np.max))
    height = np.linspace(1, -1, WAVE)[:, None]
    step = 1 / (WAVE - 1)
    return np.where((height <= high + step) & (height >= low - step), 255, 0).astype(np.uint8)
