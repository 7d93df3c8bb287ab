"""Nearest neighbours: the samples most like training images, beside those images."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from tfgan_suite.atomic import atomic_write
from tfgan_suite.data import to_uint8
from tfgan_suite.kinds.images import Images, grid
from tfgan_suite.kinds.panels import beside
from tfgan_suite.metrics.distributions.memory import nearest
from tfgan_suite.metrics.features.kept_features import real_features
from tfgan_suite.training.protocols.image_report import looked_through
from tfgan_suite.training.protocols.images import SAMPLING_SEED, NoFeatures, extractor_for

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan


LOOKED_AT, SHOWN, NEAREST, GUTTER = 64, 9, 4, 4


def draw_neighbours(plan: "Plan", file: Path, features: Any = None) -> bool:
    """Of 64 samples the nine that are nearest to training images, each followed by the four it is nearest to.

    Draws nothing, and returns False, where samples are not images like the training ones or no features are known.
    """
    if plan.game.needs_inputs or not plan.collapse_field or plan.game.yields.role != Images.role:
        return False
    samples, real = plan.game.sample(LOOKED_AT, seed=SAMPLING_SEED), looked_through(plan.train[plan.collapse_field])
    try:
        extractor = extractor_for(plan, features, (plan.collapse_field,))
    except NoFeatures:
        return False
    samples = to_uint8(samples)
    known = real_features(real, extractor, f"{plan.train.name}-train").features
    places, distances = nearest(known, extractor.features(samples), NEAREST)
    chosen = np.argsort(distances[:, 0], kind="stable")[:SHOWN]
    gutter = np.full((len(chosen), real.shape[1], GUTTER, 1), 255, np.uint8)
    strips = beside(samples[chosen], gutter, *(real[places[chosen, k]] for k in range(places.shape[1])), gutter)
    with atomic_write(file) as draft:
        Image.fromarray(grid(strips)).save(draft)
    return True
