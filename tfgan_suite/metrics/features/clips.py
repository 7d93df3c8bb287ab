"""Features of clips: what their frames show on average, and by how much it changes."""

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.pipeline.rows import in_parts
from tfgan_suite.metrics.features.extractor import Extracted, FeatureExtractor

MOST_FRAMES = 8


class ClipFeatures(FeatureExtractor):
    """Features [n, 2 d] of clips uint8 [n, T, h, w, c], by those [d] of their frames.

    The first half is the mean of the frames' features, the second the mean absolute difference from one frame to the
    next, so that the order of frames counts and the direction in which they run does not. Of a long clip eight evenly
    spaced frames are read. Probabilities are the frames' mean.

    Args:
        frames: reads single frames.
    """

    def __init__(self, frames: FeatureExtractor) -> None:
        self.frames = frames
        self.name = f"clips by {frames.name}"
        self.score_name = f"{frames.score_name}, of clips"
        self.fingerprint, self.value_range, self.caution = frames.fingerprint, frames.value_range, frames.caution

    def extract(self, examples: Array) -> Extracted:
        read = [self._of_frames(part) for part in in_parts(examples)]
        features = np.concatenate([features for features, _ in read])
        steps = np.abs(np.diff(features, axis=1)).sum(1) / max(1, features.shape[1] - 1)
        probabilities = None if read[0][1] is None else np.concatenate([p for _, p in read]).mean(1)
        return Extracted(np.concatenate([features.mean(1), steps], axis=1), probabilities)

    def describe(self, shape: tuple[int, ...]) -> str:
        return f"clips by {self.frames.describe(shape[1:])}"

    def by_frame(self, clips: Array) -> Array:
        """Features [n, t, d] of evenly spaced frames."""
        return np.concatenate([self._of_frames(part)[0] for part in in_parts(clips)])

    def _of_frames(self, clips):
        length = clips.shape[1]
        at = np.linspace(0, length - 1, min(length, MOST_FRAMES)).astype(int)
        chosen = clips[:, at]
        read = self.frames.extract(chosen.reshape(-1, *chosen.shape[2:]))
        return [x if x is None else x.reshape(len(clips), len(at), -1) for x in read]
