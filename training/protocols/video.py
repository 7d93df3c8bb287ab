"""How clips are scored whose content and motion are separate codes."""

from typing import Any

import numpy as np

from tfgan_suite.data import to_uint8
from tfgan_suite.data.tasks.fashion_clips import articles, motions, tracks
from tfgan_suite.kinds import Clips
from tfgan_suite.metrics import fashion_classifier, track_correlation
from tfgan_suite.training.protocols.images import SAMPLING_SEED, NoFeatures
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.scoring.score import Score

MOST = 500


def _beside_chance(name, title):
    return Score(
        name,
        title,
        best=1.0,
        unskilled=f"{name}_by_chance",
        on_itself=True,
        fair=0.5,
        bad=0.9,
        says="{title} {value:.3g}, {unskilled:.3g} by chance",
        compared=True,
    )


class VideoProtocol(Protocol):
    """What stays when one code of a clip is drawn anew and the other kept."""

    yields = (Clips,)
    scores = (
        _beside_chance("content_agreement", "content agreement"),
        _beside_chance("motion_correlation", "motion correlation"),
        Score("motion_extent", "motion extent", better=1.0, compared=True),
    )
    ranks_by = ("content_agreement",)

    def obstacle(self, data: Any) -> str:
        """Clips that nothing here reads."""
        if data.test.name == "fashion_clips":
            return ""
        return f"Nothing here reads the clips of {data.test.name}: look at samples/, or give fashion_clips."

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """ "content_agreement": share of clips whose article the classifier finds the same under another motion, and
        "motion_correlation": of the tracks of another content under the same motion; each beside the same number where
        that code too is another ("_by_chance"). "motion_extent": how far articles wander, over how far they do in real
        clips, since clips that hardly move keep their content at no cost. "label_accuracy": share of clips whose track
        is of the kind asked for; "articles_present": how many of the ten articles make up at least 2% of the clips.

        Raises:
            NoFeatures: clips that nothing here reads.
        """
        if reason := self.obstacle(data):
            raise NoFeatures(reason)
        test = data.test
        n = min(n, MOST)
        game, film = products.game, products["generator"]
        length, motion_dim = game.generator.inputs[1].shape[1:]
        (z, other_z), (noise, other_noise) = (
            [np.array(game.prior((n, *shape), (SAMPLING_SEED, first + i))) for i in range(2)]
            for first, shape in ((0, (game.latent_dim,)), (2, (length, motion_dim)))
        )
        labels = game.told(test, n)
        seen, moved, swapped = (
            _read(to_uint8(film(*codes, labels))) for codes in ((z, noise), (z, other_noise), (other_z, noise))
        )
        return {
            "protocol": "content and motion",
            "n": n,
            "content_agreement": float(np.mean(seen[0] == moved[0])),
            "content_agreement_by_chance": float(np.mean(seen[0] == swapped[0])),
            "motion_correlation": track_correlation(seen[1], swapped[1]),
            "motion_correlation_by_chance": track_correlation(seen[1], moved[1]),
            "motion_extent": _extent(seen[1]) / _extent(tracks(test["clip"][:n])),
            "label_accuracy": float(np.mean(motions(seen[1]) == labels)),
            "articles_present": int(np.sum(np.bincount(seen[0], minlength=10) >= 0.02 * n)),
        }


video_protocol = VideoProtocol()


def _read(clips):
    """Article and track of each clip."""
    cut = articles(clips)
    probabilities = fashion_classifier().probabilities(cut.reshape(-1, *cut.shape[2:]))
    return probabilities.reshape(*cut.shape[:2], -1).mean(1).argmax(-1), tracks(clips)


def _extent(paths):
    """Mean distance of a track's places from their centre, in pixels (root of the mean square, clip by clip)."""
    return float(np.mean(np.sqrt(paths.var(1).sum(-1))))
