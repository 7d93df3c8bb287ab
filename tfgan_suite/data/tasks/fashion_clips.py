"""Video clips of Fashion-MNIST: one article that wanders over a still background."""

import numpy as np
from PIL import Image

from tfgan_suite.aliases import Array
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.resizing import fit_image, fitted

FRAMES, SIDE, SPRITE = 16, 32, 20
MOTIONS = ("horizontal", "vertical", "diagonal", "circle")
SIZES = {"train": 6_000, "test": 1_000}
DARKEST = 40


def fashion_clips(source: Examples, split: str) -> Examples:
    """Clips of 16 frames, 32x32, of one article at 20x20 that swings to and fro or goes round.

    The background is the same in all of them: smooth and dark. The motion's kind, direction, extent (3 to 6 pixels to
    either side), speed (.6 to 1.4 turns in a clip) and phase are drawn at random, the same in every run.

    Args:
        source: Fashion-MNIST as it is, "image" uint8 [N, 28, 28, 1] and "label".
        split: "train" (6,000 clips) or "test" (1,000).

    Returns:
        Fields "clip" uint8 [N, 16, 32, 32, 1], "label" int32 [N] (an index of `MOTIONS`, the set's classes) and
        "article" int32 [N] (what moves, Fashion-MNIST's label).
    """
    rng = np.random.default_rng([1707, *split.encode()])
    n = min(SIZES[split], len(source))
    chosen = source.take(rng.permutation(len(source))[:n])
    motion = rng.integers(len(MOTIONS), size=n, dtype=np.int32)
    places = np.rint((SIDE - SPRITE) / 2 + _paths(rng, motion)).astype(int)
    sprites = fitted(chosen, (SPRITE, SPRITE), 1)["image"]
    clips = np.tile(background(), (n, FRAMES, 1, 1, 1))
    for clip, sprite, path in zip(clips, sprites, places, strict=True):
        for frame, (y, x) in zip(clip, path, strict=True):
            spot = frame[y : y + SPRITE, x : x + SPRITE]
            np.maximum(spot, sprite, out=spot)
    return Examples(
        {"clip": clips, "label": motion, "article": chosen["label"]}, "fashion_clips", MOTIONS, source.licence
    )


def background() -> Array:
    """The still background, uint8 [32, 32, 1]."""
    coarse = np.random.default_rng(4993).integers(0, DARKEST, (4, 4), np.uint8)
    return np.asarray(Image.fromarray(coarse).resize((SIDE, SIDE), Image.Resampling.BICUBIC))[..., None]


def tracks(clips: Array) -> Array:
    """Where the article is in each frame: centre of mass of what outshines the background, [N, T, 2] as (y, x)."""
    light = np.clip(clips[..., 0].astype(np.float64) - DARKEST, 0, None) + 1e-9
    total = light.sum((2, 3))
    places = np.arange(SIDE)
    return np.stack([(light * axis).sum((2, 3)) / total for axis in (places[:, None], places)], -1)


def articles(clips: Array) -> Array:
    """The articles in the first, middle and last frame, cut out where the track finds them, uint8 [N, 3, 28, 28, 1]."""
    at = [0, clips.shape[1] // 2, clips.shape[1] - 1]
    corners = np.rint(tracks(clips[:, at]) - SPRITE / 2 + 0.5).astype(int).clip(0, SIDE - SPRITE)
    each = zip(clips[:, at].reshape(-1, SIDE, SIDE, 1), corners.reshape(-1, 2), strict=True)
    cut = [fit_image(frame[y : y + SPRITE, x : x + SPRITE], (28, 28), 1) for frame, (y, x) in each]
    return np.stack(cut).reshape(len(clips), len(at), 28, 28, 1)


def motions(paths: Array) -> Array:
    """The kind of motion of each track [N, T, 2], an index of `MOTIONS`: by how round it is, then by its direction."""
    spread, axes = np.linalg.eigh(np.stack([np.cov(path.T) for path in paths]))
    round_ones = spread[:, 0] > spread[:, 1] / 8
    y, x = np.abs(axes[:, :, 1]).T
    angle = np.rad2deg(np.arctan2(y, x))
    straight = np.where(angle < 22.5, "horizontal", np.where(angle > 67.5, "vertical", "diagonal"))
    return np.array([MOTIONS.index(kind) for kind in np.where(round_ones, "circle", straight)])


def _paths(rng, motion):
    """Offsets from the centre [n, 16, 2] as (y, x)."""
    n = len(motion)
    extent, turns, phase = (rng.uniform(low, high, (n, 1)) for low, high in ((3, 6), (0.6, 1.4), (0, 2 * np.pi)))
    sign = rng.choice([-1, 1], (n, 1))
    angle = 2 * np.pi * turns * np.arange(FRAMES) / FRAMES + phase
    swing, quarter, still = np.sin(angle), np.cos(angle), np.zeros((n, FRAMES))
    kinds = {
        "horizontal": (still, swing),
        "vertical": (swing, still),
        "diagonal": (sign * swing, swing),
        "circle": (sign * quarter, swing),
    }
    table = np.array([np.stack(kinds[name], -1) for name in MOTIONS])
    return extent[..., None] * table[motion, np.arange(n)]
