"""Domain adaptation: a labelled source, and a target whose labels only the test split has."""

from dataclasses import replace

import numpy as np

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.sets.toys import toy

ANGLE = np.deg2rad(35)
CENTRE = np.array([0.5, 0.25])


def moons_35(split: str = "train", *, seed: int = 0) -> Examples:
    """Two moons, and two moons turned by 35 degrees about their centre; Ganin et al. 2016, section 5.1.

    Returns:
        Fields "source", float32 [N, 2], "label", int32 [N], and "target", float32 [N, 2], other points than the source;
        in the test split also "target_label".
    """
    moons = toy("moons", split, seed=seed)
    half = len(moons) // 2
    turn = np.array([[np.cos(ANGLE), np.sin(ANGLE)], [-np.sin(ANGLE), np.cos(ANGLE)]])
    fields = {"source": moons["point"][:half], "label": moons["label"][:half]}
    fields["target"] = ((moons["point"][half:] - CENTRE) @ turn + CENTRE).astype(np.float32)
    if split == "test":
        fields["target_label"] = moons["label"][half:]
    return replace(moons, fields=fields, name="moons_35", classes=("upper", "lower"))


def fashion_shift(source: Examples, split: str, *, seed: int = 0) -> Examples:
    """Fashion-MNIST, and Fashion-MNIST before a cloudy background of low frequency.

    Args:
        source: Fashion-MNIST's examples of this split.
        split: "train" or "test".
        seed: of the backgrounds.

    Returns:
        Fields "source" and "target", uint8 [N, 28, 28, 1], other garments in the one than in the other, and "label"; in
        the test split also "target_label".
    """
    half = len(source) // 2
    before, behind = source.take(slice(half)), source.take(slice(half, 2 * half))
    fields = {"source": before["image"], "label": before["label"]}
    fields["target"] = np.maximum(behind["image"], clouds(np.random.default_rng([seed, len(source)]), half))
    if split == "test":
        fields["target_label"] = behind["label"]
    return replace(source, fields=fields, name="fashion_shift")


def clouds(rng: np.random.Generator, n: int) -> np.ndarray:
    """Low-frequency noise, uint8 [n, 28, 28, 1] of levels 0 to 76: a 4×4 grid of grey levels, interpolated."""
    at = np.linspace(0, 3, 28)
    hat = np.maximum(0, 1 - np.abs(at[:, None] - np.arange(4))).astype(np.float32)
    grid = rng.uniform(0, 76, (n, 4, 4)).astype(np.float32)
    return (hat @ grid @ hat.T)[..., None].astype(np.uint8)
