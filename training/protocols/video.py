"""How clips are scored whose content and motion are separate codes."""

from dataclasses import replace
from typing import Any

import numpy as np

from tfgan_suite.data import to_uint8
from tfgan_suite.data.tasks.fashion_clips import articles, motions, tracks
from tfgan_suite.kinds import Clips
from tfgan_suite.metrics import correlation, fashion_classifier, track_correlation
from tfgan_suite.training.protocols.image_report import SPLITS
from tfgan_suite.training.protocols.image_scores import IMAGE_SCORES, LABELS
from tfgan_suite.training.protocols.images import SAMPLING_SEED, compared, extractor_for
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.scoring.score import Score

KNOWN = "fashion_clips"
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


CATEGORY = replace(LABELS, name="category_accuracy", title="category accuracy", best="category_accuracy_real")


class VideoProtocol(Protocol):
    """What stays when one code of a clip is drawn anew and the other kept; of own clips also how they lie among real
    ones."""

    yields = (Clips,)
    scores = (
        _beside_chance("content_agreement", "content agreement"),
        _beside_chance("motion_correlation", "motion correlation"),
        Score("motion_extent", "motion extent", better=1.0, compared=True),
        *(score for score in IMAGE_SCORES if score is not LABELS),
        CATEGORY,
        Score("content_kept", "content kept", compared=True),
        Score("motion_kept", "motion kept", compared=True),
    )
    ranks_by = ("content_agreement", "fid")

    def reads(self, data: Any) -> tuple[tuple[str, ...], ...]:
        return () if data.test.known_as == KNOWN else (("clip",),)

    def obstacle(self, data: Any) -> str:
        """Too few clips of a user's own."""
        few = len(data.test) < SPLITS and data.test.known_as != KNOWN
        return f"{len(data.test)} held-out clips say nothing, at least {SPLITS} are needed" if few else ""

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """Of fashion_clips: "content_agreement", share of clips whose article the classifier finds the same under
        another motion, and "motion_correlation", of the tracks of another content under the same motion; each beside
        the same number where that code too is another ("_by_chance"). "motion_extent": how far articles wander, over
        how far they do in real clips, since clips that hardly move keep their content at no cost. "label_accuracy":
        share of clips whose track is of the kind asked for; "articles_present": how many of the ten articles make up
        at least 2% of the clips.

        Of other clips the report of `evaluate_images` on `ClipFeatures`; "category_accuracy", where frames show their
        category; and in these features "content_kept", the correlation of what two clips of one content show on
        average, and "motion_kept", of how two of one motion depart from that. How high these are for real clips nobody
        knows, so that they are told, beside chance, and not judged.
        """
        if data.test.known_as == KNOWN and features is None:
            return _of_articles(_films(products, data, min(n, MOST)), data.test)
        clips, moved, swapped, labels = _films(products, data, n)
        told = labels if len(data.test.classes) > 1 else None
        report = compared(data, clips, n, features, field="clip", fake_labels=told)
        for side in ("", "_real"):
            if (accuracy := report.pop(f"label_accuracy{side}", None)) is not None:
                report[f"category_accuracy{side}"] = accuracy
        reader: Any = extractor_for(data, features, ("clip",))
        return report | _kept(reader, *(to_uint8(film[:MOST]) for film in (clips, moved, swapped)))


video_protocol = VideoProtocol()


def _films(products, data, n):
    """Clips, the same contents under other motions, other contents under the same motions, and what all were told."""
    game, film = products.game, products["generator"]
    length, motion_dim = game.generator.inputs[1].shape[1:]
    (z, other_z), (noise, other_noise) = (
        [np.array(game.prior((n, *shape), (SAMPLING_SEED, first + i))) for i in range(2)]
        for first, shape in ((0, (game.latent_dim,)), (2, (length, motion_dim)))
    )
    labels = game.told(data.test, n)
    few = None if labels is None else labels[:MOST]
    again = (film(*(part[:MOST] for part in codes), few) for codes in ((z, other_noise), (other_z, noise)))
    return film(z, noise, labels), *again, labels


def _of_articles(films, test):
    *clips, labels = films
    n = len(clips[0])
    seen, moved, swapped = (_read(to_uint8(each)) for each in clips)
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


def _kept(reader, *films):
    """What stays of content and motion, beside chance."""
    frames = [reader.by_frame(clips) for clips in films]
    contents = [f.mean(1) - frames[0].mean((0, 1)) for f in frames]
    motions = [f - f.mean(1, keepdims=True) for f in frames]
    return {
        "content_kept": correlation(contents[0], contents[1]),
        "content_kept_by_chance": correlation(contents[0], contents[2]),
        "motion_kept": correlation(motions[0], motions[2]),
        "motion_kept_by_chance": correlation(motions[0], motions[1]),
    }


def _read(clips):
    """Article and track of each clip."""
    cut = articles(clips)
    probabilities = fashion_classifier().probabilities(cut.reshape(-1, *cut.shape[2:]))
    return probabilities.reshape(*cut.shape[:2], -1).mean(1).argmax(-1), tracks(clips)


def _extent(paths):
    """Mean distance of a track's places from their centre, in pixels (root of the mean square, clip by clip)."""
    return float(np.mean(np.sqrt(paths.var(1).sum(-1))))
