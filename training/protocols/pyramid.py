"""Scores of local structure at every scale, for images of any kind."""

from typing import TYPE_CHECKING, Any

from tfgan_suite.data import to_uint8
from tfgan_suite.metrics import distinct, sliced_distances
from tfgan_suite.metrics.distributions.sliced_wasserstein import COARSEST
from tfgan_suite.training.protocols.images import SAMPLING_SEED, NoFeatures, image_protocol

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan


MOST = 1000


def pyramid_protocol(plan: "Plan", n: int, features: Any = None) -> dict[str, Any]:
    """SWD on the Laplacian pyramid (Karras et al. 2018), beside the scores of `image_protocol` where it knows features.

    Images of less than 16 pixels have no such pyramid and get the latter alone.

    Args:
        plan: with the trained game.
        n: how many on each side; SWD takes no more than 1,000 and says how many.
        features: as for `image_protocol`.

    Returns:
        The report; "swd" holds a distance for each level, and "real_real_floor" the same for held-out images among
        themselves, at its own n.
    """
    real = plan.test["image"]
    if min(real.shape[1:3]) < COARSEST:
        return image_protocol(plan, n, features)
    few = min(n, MOST, len(real) // 2)
    fake = to_uint8(plan.game.sample(few, seed=SAMPLING_SEED))
    swd = {"n": few, **sliced_distances(fake, real[:few])}
    swd["real_real_floor"] = sliced_distances(real[few : 2 * few], real[:few])
    try:
        return {**image_protocol(plan, n, features), "swd": swd}
    except NoFeatures:
        return {"protocol": "SWD", **swd, "distinct": distinct(fake), "distinct_real": distinct(real[:few])}
