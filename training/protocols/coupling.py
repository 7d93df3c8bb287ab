"""How coupled generators are scored: do the two images of one latent show the same?"""

import dataclasses
from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.data.tasks.fashion_pairs import dilated, turned
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import correlation, distinct
from tfgan_suite.training.protocols.image_scores import DISTINCT, IMAGE_SCORES
from tfgan_suite.training.protocols.images import SAMPLING_SEED, NoFeatures, compared
from tfgan_suite.training.protocols.judging import LEFT_OUT
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.scoring.pixels import among_real
from tfgan_suite.training.scoring.score import Score


def outlines(images: Array) -> Array:
    """The 3×3 dilation of uint8 images [N, H, W, C] minus the images."""
    return dilated(images) - images


COUNTERPARTS = {"fashion_edges_unpaired": outlines, "fashion_inverted": turned}
SECOND = "second"


def _by_pixels(domain, ordinal):
    return Score(
        f"pixels_{domain}/distance",
        f"pixels of the {ordinal} domain",
        better="lower",
        best=f"pixels_{domain}/real_real_floor",
        unskilled=f"pixels_{domain}/of_mean_image",
        fair=0.3,
        bad=0.8,
        says=f"pixels of the {ordinal} images are {{share:.3g}} as far from real ones as the mean image is",
    )


def _of_second(score):
    """The same score of the second domain's images."""
    says = score.says.replace("samples", "second images")
    best, real = (f"{SECOND}/{a}" if isinstance(a, str) and a else a for a in (score.best, score.real))
    return dataclasses.replace(
        score,
        name=f"{SECOND}/{score.name}",
        title=f"{score.title} of the second domain",
        best=best,
        real=real,
        says=says,
        compared=False,
        named_by=(),
    )


class CouplingProtocol(Protocol):
    """Pairs of images, each of one latent."""

    scores = (
        Score(
            "correlation",
            "agreement of pairs",
            best=1.0,
            unskilled="correlation_of_strangers",
            on_itself=True,
            fair=0.8,
            bad=0.95,
            says="images of one latent agree to {value:.3g}, those of two to {unskilled:.3g} (exactly: 1)",
            compared=True,
        ),
        *IMAGE_SCORES,
        *(_of_second(score) for score in IMAGE_SCORES if score is not DISTINCT),
        _by_pixels("source", "first"),
        _by_pixels("target", "second"),
    )
    ranks_by = ("fid", "correlation", "pixels_target/distance")

    def reads(self, data: Any) -> tuple[tuple[str, ...], ...]:
        return (("source",),) if data.test.known_as in COUNTERPARTS else (("source",), ("target",))

    def obstacle(self, data: Any) -> str:
        return (
            "" if len(data.test) > 1 else "a single held-out image of each domain says nothing, at least 2 are needed"
        )

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """ "correlation" of what the first image ought to look like in the second domain with the second image, and
        "correlation_of_strangers", the same with the second image of another latent; both are left out for domains of
        which nobody here knows how they correspond.

        Where features read them, all that `evaluate_images` says of the first domain, the name of its distance under
        "fid_protocol"; else how far either domain's pixels are from real ones ("pixels_source", "pixels_target"). Where
        the correlation is left out, "second" is the report of the second domain.
        """
        if reason := self.obstacle(data):
            raise SuiteError(reason)
        pair = products["generator"](*products.game.latents(n, seed=SAMPLING_SEED))
        source, target = (to_uint8(images) for images in pair)
        counterpart = COUNTERPARTS.get(data.test.known_as)
        report = {"protocol": "agreement of coupled images", "n": n, "seed": SAMPLING_SEED}
        if counterpart:
            expected = counterpart(source)
            report["correlation"] = correlation(expected, target)
            report["correlation_of_strangers"] = correlation(expected, np.roll(target, 1, axis=0))
        else:
            known = " and ".join(COUNTERPARTS)
            reason = f"how the domains of {data.test.name} correspond is not known, as it is for {known}"
            report[LEFT_OUT] = [f"whether the images of a pair show the same: {reason}"]
        try:
            images = compared(data, pair[0], n, features, field="source")
            second = {} if counterpart else {SECOND: compared(data, pair[1], n, features, field="target")}
            return {**images, **second, "fid_protocol": images["protocol"], **report}
        except NoFeatures:
            real = (to_float(data.test[field]) for field in ("source", "target"))
            names = ("pixels_source", "pixels_target")
            pixels = {name: among_real(*sides) for name, *sides in zip(names, pair, real, strict=True)}
            report["distinct"] = distinct(np.concatenate([source, target], axis=-1))
            return {**report, **pixels}


coupling_protocol = CouplingProtocol()
