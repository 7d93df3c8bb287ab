"""How images are scored that were made of captions and key points."""

from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.tasks.placed_fashion import boxes_of, keypoints_of
from tfgan_suite.metrics import fashion_classifier, label_accuracy
from tfgan_suite.training.protocols.captioned.captions import CaptionProtocol
from tfgan_suite.training.protocols.captioned.placing import ARTICLE, shown
from tfgan_suite.training.protocols.image_scores import IMAGE_SCORES
from tfgan_suite.training.protocols.images import SAMPLING_SEED
from tfgan_suite.training.scoring.score import Score

NEAR = 2 / 32


class PointingProtocol(CaptionProtocol):
    """Whether images show what the captions of held-out examples say with its parts where their key points are: the
    share of parts that are "near" theirs, within a sixteenth of the side, and of images whose article ("label") and
    "shade" are those of the caption."""

    scores = (
        Score(
            "near",
            "parts in their places",
            best="real/near",
            unskilled="by_chance/near",
            fair=0.6,
            bad=0.9,
            says="{value:.0%} of the parts are where their key points are (real {best:.0%}, chance {unskilled:.0%})",
            compared=True,
        ),
        ARTICLE,
        *IMAGE_SCORES,
    )
    ranks_by = ("near", "fid")
    name = "pointing"
    known = "placed_fashion"
    unread = "whether images show their captions with their parts at the key points"

    def latents(self, game: Any, test: Any) -> tuple[Any, ...]:
        return game.latents_for(test["caption"], seed=SAMPLING_SEED, keypoints=test["keypoints"])

    def matching(self, images: Array, said: Any) -> dict[str, float]:
        return pointing(images, said)


pointing_protocol = PointingProtocol()


def pointing(images: Array, said: Any) -> dict[str, float]:
    """What images uint8 [n, 32, 32, 1] show, beside what the examples of placed_fashion at their place say."""
    articles, shades = shown(images, boxes_of(images))
    away = distances(keypoints_of(images), said["keypoints"])
    return {
        "near": float(np.mean(away <= NEAR)),
        "away": float(np.mean(away)),
        "label": label_accuracy(fashion_classifier().probabilities(articles), said["label"]),
        "shade": float(np.mean(shades == said["shade"])),
    }


def distances(ours: Array, theirs: Array) -> Array:
    """How far parts (x, y, seen) [n, K, 3] lie apart, as shares of the side, [n, K]."""
    return np.hypot(*np.moveaxis((ours - theirs)[..., :2], -1, 0))
