"""How coupled generators are scored: do the two images of one latent show the same?"""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_uint8
from tfgan_suite.data.tasks.fashion_pairs import dilated, turned
from tfgan_suite.metrics import correlation
from tfgan_suite.training.protocols.images import SAMPLING_SEED, NoFeatures, compared

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan


def outlines(images: Array) -> Array:
    """The 3×3 dilation of uint8 images [N, H, W, C] minus the images."""
    return dilated(images) - images


COUNTERPARTS = {"fashion_edges_unpaired": outlines, "fashion_inverted": turned}


def coupling_protocol(plan: "Plan", n: int, features: Any = None) -> dict[str, Any]:
    """`n` pairs of images, each of one latent.

    Returns:
        "correlation" of what the first image ought to look like in the second domain with the second image, and
        "correlation_of_strangers", the same with the second image of another latent; for domains whose relation is not
        known, the first image as it is. Where features are known, all that `metrics.evaluate_images` says of the first
        domain, the name of its distance under "fid_protocol".
    """
    pairs = plan.game.pairs(n, seed=SAMPLING_SEED)
    source, target = (to_uint8(images) for images in pairs)
    expected = COUNTERPARTS.get(plan.test.name, np.asarray)(source)
    report = {
        "protocol": "agreement of coupled images",
        "n": n,
        "seed": SAMPLING_SEED,
        "correlation": correlation(expected, target),
        "correlation_of_strangers": correlation(expected, np.roll(target, 1, axis=0)),
    }
    try:
        images = compared(plan, pairs[0], n, features, field="source")
    except NoFeatures:
        return report
    return {**images, "fid_protocol": images["protocol"], **report}
