"""Image scores as a report, with how they were made."""

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.data.pipeline.rows import is_mapped, taken
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.classes.inception import inception_score
from tfgan_suite.metrics.classes.labels import classes_present, label_accuracy
from tfgan_suite.metrics.distributions.copies import distinct
from tfgan_suite.metrics.distributions.coverage import precision_recall_density_coverage
from tfgan_suite.metrics.distributions.floor import real_floor
from tfgan_suite.metrics.distributions.frechet import fid
from tfgan_suite.metrics.distributions.kernel_distance import kid
from tfgan_suite.metrics.distributions.memory import memorisation
from tfgan_suite.metrics.distributions.two_sample import nearest_neighbour_two_sample
from tfgan_suite.metrics.features.extractor import Extracted, FeatureExtractor
from tfgan_suite.metrics.features.kept_features import real_features
from tfgan_suite.metrics.features.keras_extractor import as_extractor
from tfgan_suite.training.protocols.image_scores import IMAGE_SCORES
from tfgan_suite.training.protocols.judging import judged

SPLITS, SUBSETS, SUBSET_SIZE, NEIGHBOUR = 10, 10, 1000, 5
MOST_KNOWN = 60_000


def evaluate_images(
    fake: np.ndarray,
    real: np.ndarray,
    extractor: FeatureExtractor,
    *,
    n: int,
    real_labels: np.ndarray | None = None,
    fake_labels: np.ndarray | None = None,
    train: np.ndarray | None = None,
    data: str | None = None,
    seed: int = 0,
) -> dict:
    """Scores n generated against n real images, each drawn at random from what is given.

    Args:
        fake, real: uint8 images [≥ n, h, w, c] of one shape (or whatever else the extractor reads).
        extractor: reads both; a Keras model or any other function will do (see `as_extractor`).
        n: images on each side, n ≥ 10; a score has a bias that depends on it.
        real_labels, fake_labels: integers, one for each image: the truth, and what the generator was told.
        train: all images that the generator was trained on, to tell what it repeats; see `looked_through`.
        data: what to call the real set; features of real images are then kept in the cache (see `real_features`).
        seed: draws the images, and the halves of the floor.

    Returns:
        What `json.dump` takes. "protocol" is the proper name of the number under "fid"; "features" (with the resize),
        "value_range", "features_fingerprint", "shape", "n" and "seed" say how it was made, "caution" what to beware of.
        "kid" ("mean", "sd"), "coverage" (precision, recall, density, coverage) and "two_sample" (1-NN) are of the same
        features. "real_real_floor" holds all these for two disjoint samples of real images, with its own "n": as asked
        where 2 n images are given, else half of them. "fid_share" is the distance above the floor, both at that n, over
        the variance of the real features: 0 for real images, 1 for one sample with the mean features, over and over.
        "distinct" tells copies. Training images add "memory" (see `memorisation`), an extractor that classifies adds
        "inception_score" ("mean", "sd", "splits") and "classes_present" (of "classes"), and labels add
        "label_accuracy". "distinct" and all of the last three have a twin in "_real". "verdict" is what all that comes
        to (see `judging`).

    Raises:
        SuiteError: fewer than n images on a side, images of different shape, or labels that do not fit.
    """
    fake, extractor = np.asarray(fake), as_extractor(extractor)
    real = real if is_mapped(real) else np.asarray(real)
    if fake.shape[1:] != real.shape[1:]:
        raise SuiteError(f"generated {fake.shape[1:]} and real {real.shape[1:]} differ in shape; make them one")
    floor_n = min(n, len(real) // 2)
    rng = np.random.default_rng(seed)
    chosen_fake = _draw(rng, "generated", fake, fake_labels, n, n)
    chosen_real = _draw(rng, "real", real, real_labels, n, max(n, 2 * floor_n))
    f = extractor.extract(fake[chosen_fake])
    r = _read_real(taken(real, chosen_real), extractor, data and f"{data}-test")
    floor = real_floor(r.features, floor_n, seed, _compare)
    r = Extracted(r.features[:n], None if r.probabilities is None else r.probabilities[:n])
    report = {
        "protocol": extractor.score_name,
        "features": extractor.describe(fake.shape[1:]),
        "value_range": extractor.value_range and list(extractor.value_range),
        "features_fingerprint": extractor.fingerprint,
        **({"caution": extractor.caution} if extractor.caution else {}),
        "shape": list(fake.shape[1:]),
        "n": n,
        "seed": seed,
        **_compare(r.features, f.features),
        "real_real_floor": {"n": floor_n, **floor},
        "fid_share": _share(r.features[:floor_n], f.features[:floor_n], floor["fid"]),
        "distinct": distinct(fake[chosen_fake]),
        "distinct_real": distinct(taken(real, chosen_real[:n])),
        **_read_classes("", f.probabilities, fake_labels, chosen_fake),
        **_read_classes("_real", r.probabilities, real_labels, chosen_real[:n]),
    }
    if train is not None:
        known = _read_real(looked_through(train), extractor, data and f"{data}-train").features
        report["memory"] = {"n": len(known), **memorisation(known, f.features, r.features)._asdict()}
    return {**report, "verdict": judged(report, IMAGE_SCORES)}


def looked_through(train: np.ndarray) -> np.ndarray:
    """The training examples among which copies are looked for: all, or of more than 60,000 as many drawn at random."""
    if len(train) <= MOST_KNOWN:
        return train
    return taken(train, np.sort(np.random.default_rng(0).permutation(len(train))[:MOST_KNOWN]))


def _read_real(real: np.ndarray, extractor: FeatureExtractor, name: str | None) -> Extracted:
    return real_features(real, extractor, name) if name else extractor.extract(real)


def _compare(real: np.ndarray, fake: np.ndarray) -> dict:
    """The part of the report that rests on features alone."""
    size, k = min(SUBSET_SIZE, len(real)), min(NEIGHBOUR, len(real) - 1)
    return {
        "fid": fid(real, fake),
        "kid": kid(real, fake, subsets=SUBSETS, subset_size=size)._asdict(),
        "coverage": {"k": k, **precision_recall_density_coverage(real, fake, k)._asdict()},
        "two_sample": nearest_neighbour_two_sample(real, fake)._asdict(),
    }


def _share(real: np.ndarray, fake: np.ndarray, floor: float) -> float:
    variance = real.var(axis=0, dtype="float64").sum()
    return max(0.0, float((fid(real, fake) - floor) / max(variance, 1e-12)))


def _read_classes(side: str, p: np.ndarray | None, labels: np.ndarray | None, chosen: np.ndarray) -> dict:
    """The part of the report that rests on class probabilities, under keys that end in `side`."""
    if p is None:
        return {}
    mean, sd = inception_score(p, SPLITS)
    part = {
        f"inception_score{side}": {"mean": mean, "sd": sd, "splits": SPLITS},
        f"classes_present{side}": classes_present(p),
        "classes": p.shape[1],
    }
    if labels is not None:
        part[f"label_accuracy{side}"] = label_accuracy(p, np.asarray(labels)[chosen])
    return part


def _draw(
    rng: np.random.Generator, side: str, images: np.ndarray, labels: ArrayLike | None, n: int, size: int
) -> np.ndarray:
    """Indices of `size` images, once it is sure that there are n and that each has its label."""
    if n < SPLITS:
        raise SuiteError(f"n = {n} images say nothing; score at least {SPLITS}, better 5,000")
    if len(images) < n:
        raise SuiteError(f"{len(images)} {side} images are fewer than n = {n}; both sides need n, so lower n")
    if labels is not None and np.size(labels) != len(images):
        raise SuiteError(f"{len(images)} {side} images have {np.size(labels)} labels; give one for each image")
    return rng.permutation(len(images))[:size]
