"""Distances that translations of all kinds are scored by, and the answers without skill beside them."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from tfgan_suite.aliases import Array, Shape
from tfgan_suite.data import to_float
from tfgan_suite.data.pipeline.rows import in_parts, is_mapped
from tfgan_suite.metrics import fid
from tfgan_suite.metrics.features.extractor import FeatureExtractor
from tfgan_suite.training.protocols.images import NoFeatures, extractor_for
from tfgan_suite.training.scoring.pixels import MOST
from tfgan_suite.training.scoring.score import Score, least

LEAST = 4
FID = Score("fid", "FID", better="lower", compared=True, named_by=("fid_protocol",))


def distance_to_truth(name: str, *trivial: str, beside: Score | None = None) -> Score:
    """A distance, which is judged only where the score `beside` is, if there is one."""
    without_skill: Any = least(*(f"{name}_of_{answer}" for answer in trivial))
    return Score(
        name,
        name.replace("_", " "),
        better="lower",
        best=0.0,
        unskilled=lambda report: without_skill(report) if beside is None or beside.share(report) is not None else None,
        fair=0.7,
        bad=0.9,
        says=f"{name} is {{share:.3g}} times what the best answer without skill has",
        compared=True,
    )


def in_form_of(images: Array, others: Array) -> Array | None:
    """Images [n, H, W, C] with as many channels as the others have; None where they are of another size."""
    if images.shape[1:3] != others.shape[1:3]:
        return None
    if images.shape[-1] == others.shape[-1]:
        return images
    return np.broadcast_to(images.mean(-1, keepdims=True), (*images.shape[:-1], others.shape[-1]))


def constants(examples: Array, shape: Shape) -> dict[str, Array]:
    """The images that suit all examples best, over and over: by squares the mean, by absolute values the median."""
    best = {"mean_image": mean_image(examples), "median_image": np.median(to_float(examples[:MOST]), axis=0)}
    return {name: np.broadcast_to(image, shape) for name, image in best.items()}


def frechet(extractor: FeatureExtractor, ours: Array, theirs: Array, shape: Shape) -> dict[str, Any]:
    """The Fréchet distance of two sets of features, and whose they are."""
    return {
        "features": extractor.describe(shape[1:]),
        "value_range": extractor.value_range and list(extractor.value_range),
        "features_fingerprint": extractor.fingerprint,
        "fid_protocol": extractor.score_name,
        "fid": fid(ours, theirs),
    }


def beside_others(
    extractor: FeatureExtractor, answers: Mapping[str, Array], real: Array, shape: Shape
) -> dict[str, Any]:
    """Fréchet distances of images that were made of the first half of real ones to the other half, and that of the
    first half itself ("real_real_floor").

    Args:
        extractor: reads images.
        answers: name -> uint8 images, one for each real one; the first is what is scored ("fid"), others are "fid_of"
            their name.
        real: uint8 images [n, H, W, C].
        shape: of the answers.
    """
    half = len(real) // 2
    others, floor = extractor.features(real[half : 2 * half]), extractor.features(real[:half])
    (_, scored), *beside = ((name, extractor.features(images[:half])) for name, images in answers.items())
    distances = {f"fid_of_{name}": fid(features, others) for name, features in beside}
    return {**frechet(extractor, scored, others, shape), **distances, "real_real_floor": fid(floor, others)}


def reader(data: Any, features: Any, n: int, *fields: str) -> FeatureExtractor | None:
    """What reads the images of the fields; None where nothing does, and where they are too few for halves."""
    try:
        return extractor_for(data, features, fields) if n >= LEAST else None
    except NoFeatures:
        return None


def mean_image(examples: Array) -> Array:
    """Of all examples, in [-1, 1], [1, H, W, C]."""
    if not is_mapped(examples):
        return to_float(examples).mean(0, keepdims=True)
    sums = (to_float(part).sum(0, "float64", keepdims=True) for part in in_parts(examples))
    return (sum(sums) / len(examples)).astype("float32")
