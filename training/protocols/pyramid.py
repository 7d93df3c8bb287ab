"""How images of any kind are scored where features do not say all: local structure at every scale."""

from typing import Any

from tfgan_suite.data import to_uint8
from tfgan_suite.metrics import distinct, sliced_distances
from tfgan_suite.metrics.distributions.sliced_wasserstein import COARSEST
from tfgan_suite.training.protocols.image_scores import IMAGE_SCORES
from tfgan_suite.training.protocols.images import SAMPLING_SEED, ImageProtocol, NoFeatures
from tfgan_suite.training.scoring.score import Score

MOST = 1000


def _distance(path, title):
    """SWD, whose unit is what real images have among themselves."""
    floor = f"real_real_floor/{path}" if path == "mean" else "swd/real_real_floor/mean"
    return Score(
        path,
        title,
        better="lower",
        best=0.0,
        unskilled=floor,
        fair=3,
        bad=6,
        says="local structure is {share:.3g} times as far from real images as these among them",
        real=floor,
        compared=True,
    )


class PyramidProtocol(ImageProtocol):
    """SWD on the Laplacian pyramid (Karras et al. 2018), beside the scores of `ImageProtocol` where it knows features.

    Images of less than 16 pixels have no such pyramid and get the latter alone.
    """

    scores = (*IMAGE_SCORES, _distance("swd/mean", "SWD"), _distance("mean", "SWD"))
    ranks_by = ("fid", "swd/mean", "mean")

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """The report; "swd" holds a distance for each level, and "real_real_floor" the same for held-out images among
        themselves, at its own n, which is no more than 1,000."""
        real = data.test["image"]
        if min(real.shape[1:3]) < COARSEST:
            return super().measure(products, data, n, features)
        few = min(n, MOST, len(real) // 2)
        fake = to_uint8(products.sample(few, seed=SAMPLING_SEED))
        swd = {"n": few, **sliced_distances(fake, real[:few])}
        swd["real_real_floor"] = sliced_distances(real[few : 2 * few], real[:few])
        try:
            return {**super().measure(products, data, n, features), "swd": swd}
        except NoFeatures:
            return {"protocol": "SWD", **swd, "distinct": distinct(fake), "distinct_real": distinct(real[:few])}


pyramid_protocol = PyramidProtocol()
