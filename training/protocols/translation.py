"""How translations are scored: against the truth where there are pairs, else by where they lie and what they show."""

from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.data.pipeline.rows import in_parts, is_mapped
from tfgan_suite.metrics import fid, l1_distance, label_accuracy, laplacian_energy
from tfgan_suite.training.protocols.image_scores import LABELS
from tfgan_suite.training.protocols.images import SAMPLING_SEED, NoFeatures, extractor_for, tells_classes
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.scoring.pixels import MOST, pixel_distance
from tfgan_suite.training.scoring.score import Score, least

LEAST = 4
FID = Score("fid", "FID", better="lower", compared=True, named_by=("fid_protocol",))
DOMAIN = Score(
    "domain/distance",
    "distance from the other domain",
    better="lower",
    best="domain/real_real_floor",
    unskilled="domain/untranslated",
    fair=0.5,
    bad=0.9,
    says="translations are {share:.3g} as far from the other domain as images left as they were",
    compared=True,
)


def _distance_to_truth(name, *trivial, beside=None):
    """A distance, which is judged only where the score `beside` is, if there is one."""
    without_skill = least(*(f"{name}_of_{answer}" for answer in trivial))
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


class PairedProtocol(Protocol):
    """Translations of held-out sources against their targets."""

    scores = (
        _distance_to_truth("l1", "mean_image", "median_image", "identity"),
        FID,
        LABELS,
        Score("laplacian_ratio", "sharpness", better=1.0, compared=True),
    )
    ranks_by = ("l1",)

    def reads(self, data: Any) -> tuple[tuple[str, ...], ...]:
        return (("target",),)

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """ "l1" between images in [-1, 1], beside that of the mean and of the median training image and, where sources
        are of the size of targets, of the sources as they are ("l1_of_identity"); "laplacian_ratio", the sharpness of
        translations over that of targets; where features of the targets are known, their Fréchet distance ("fid", its
        name under "fid_protocol"), and, where these know the data's classes, how many translations are classified as
        what they show ("label_accuracy", its twin of the targets "label_accuracy_real")."""
        source, target = (to_float(data.test[field][:n]) for field in ("source", "target"))
        made = products.translate(source, seed=SAMPLING_SEED)
        trivial = _constants(data.train["target"], target.shape)
        if (same := in_form_of(source, target)) is not None:
            trivial["identity"] = same
        return {
            "protocol": "translations of held-out pairs",
            "n": n,
            "seed": SAMPLING_SEED,
            "l1": l1_distance(made, target),
            **{f"l1_of_{name}": l1_distance(answer, target) for name, answer in trivial.items()},
            "laplacian_ratio": laplacian_energy(made) / laplacian_energy(target),
            **_read(data, made, target, features),
        }


class UnpairedProtocol(Protocol):
    """Held-out images of each domain, there and back.

    Coming back where one began is easy for translators that do nothing, and lying in the other domain is easy for those
    that show the same image always, so that neither is judged alone.
    """

    takes = {"to_source": "target"}
    scores = (
        DOMAIN,
        _distance_to_truth("cycle_l1", "mean_image", "median_image", beside=DOMAIN),
        FID,
        Score(
            "accuracy",
            "classified as what they show",
            best="accuracy_real",
            unskilled="accuracy_before",
            fair=0.3,
            bad=0.7,
            says="{value:.0%} of the translations are classified as what they should show (real ones {best:.0%})",
            compared=True,
        ),
    )
    ranks_by = ("accuracy", "domain/distance")

    def reads(self, data: Any) -> tuple[tuple[str, ...], ...]:
        return (("source", "target"),)

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """ "domain": how far translations in both directions together are from the domain that they should lie in
        ("distance"), beside images left as they are ("untranslated") and real images among themselves; a Fréchet
        distance of features where some are known, else of pixels ("by"). "cycle_l1" between images in [-1, 1] and their
        translations there and back, the mean of both directions, beside that of the mean and the median training
        image.

        Where features are known, also the Fréchet distance of translations to the held-out targets ("fid"); where these
        classify the sources and targets have labels, how many targets they know as they are ("accuracy_before"),
        translated ("accuracy"), and how many sources ("accuracy_real").
        """
        there, home = products["to_target"], products["to_source"]
        source, target = (to_float(data.test[field][:n]) for field in ("source", "target"))
        made, back = there(source), home(target)
        constants = [_constants(data.train[field], x.shape) for field, x in (("source", source), ("target", target))]
        trivial = {name: [answers[name] for answers in constants] for name in constants[0]}
        extractor = _extractor(data, features, len(made), "source", "target")
        report = {
            "protocol": "unpaired translation, there and back",
            "n": n,
            "cycle_l1": _mean_l1((home(made), there(back)), (source, target)),
            **{f"cycle_l1_of_{name}": _mean_l1(answers, (source, target)) for name, answers in trivial.items()},
            "domain": _domain((back, source), (made, target), extractor),
        }
        if extractor is None:
            return report
        ours, theirs = (extractor.features(to_uint8(images)) for images in (made, target))
        report |= _distance(extractor, ours, theirs, target.shape)
        if "target_label" not in data.test.fields or not tells_classes(extractor, data.test, "target"):
            return report
        classified = {"accuracy_before": (target, "target_label"), "accuracy": (back, "target_label")}
        classified["accuracy_real"] = (source, "label")
        for name, (images, field) in classified.items():
            report[name] = label_accuracy(extractor.probabilities(to_uint8(images)), data.test[field][:n])
        return report


paired_protocol = PairedProtocol()
unpaired_protocol = UnpairedProtocol()


def in_form_of(images: Array, others: Array) -> Array | None:
    """Images [n, H, W, C] with as many channels as the others have; None where they are of another size."""
    if images.shape[1:3] != others.shape[1:3]:
        return None
    if images.shape[-1] == others.shape[-1]:
        return images
    return np.broadcast_to(images.mean(-1, keepdims=True), (*images.shape[:-1], others.shape[-1]))


def _constants(examples, shape):
    """The images that suit all examples best, over and over: by squares the mean, by absolute values the median."""
    best = {"mean_image": _mean(examples), "median_image": np.median(to_float(examples[:MOST]), axis=0)}
    return {name: np.broadcast_to(image, shape) for name, image in best.items()}


def _mean(examples):
    if not is_mapped(examples):
        return to_float(examples).mean(0, keepdims=True)
    sums = (to_float(part).sum(0, "float64", keepdims=True) for part in in_parts(examples))
    return (sum(sums) / len(examples)).astype("float32")


def _mean_l1(answers, truths):
    return float(np.mean([l1_distance(answer, truth) for answer, truth in zip(answers, truths, strict=True)]))


def _domain(to_source, to_target, extractor):
    """Distances in both directions together, each of half the images from the first half of the real ones."""
    half = max(1, len(to_source[0]) // 2)
    if extractor is None:
        half = min(half, MOST)
    found = {"n": half, "by": "pixels" if extractor is None else extractor.score_name}
    sides = {"distance": 0.0, "real_real_floor": 0.0, "untranslated": 0.0}
    for (made, real), (_, other) in ((to_source, to_target), (to_target, to_source)):
        theirs = real[:half]
        answers = {"distance": made[:half], "real_real_floor": real[half : 2 * half] if len(real) > 1 else None}
        answers["untranslated"] = in_form_of(other[:half], theirs)
        for name, images in answers.items():
            if images is None:
                sides.pop(name, None)
            elif extractor is None:
                sides[name] += pixel_distance(images, theirs)
            else:
                sides[name] += fid(*(extractor.features(to_uint8(each)) for each in (theirs, images)))
    return found | sides


def _distance(extractor, ours, theirs, shape):
    return {
        "features": extractor.describe(shape[1:]),
        "value_range": extractor.value_range and list(extractor.value_range),
        "features_fingerprint": extractor.fingerprint,
        "fid_protocol": extractor.score_name,
        "fid": fid(ours, theirs),
    }


def _read(data, made, target, features):
    extractor = _extractor(data, features, len(made), "target")
    if extractor is None:
        return {}
    ours, theirs = (extractor.extract(to_uint8(images)) for images in (made, target))
    report = _distance(extractor, ours.features, theirs.features, target.shape)
    if "label" in data.test.fields and tells_classes(extractor, data.test, "target"):
        labels = data.test["label"][: len(made)]
        report["label_accuracy"] = label_accuracy(ours.probabilities, labels)
        report["label_accuracy_real"] = label_accuracy(theirs.probabilities, labels)
    return report


def _extractor(data, features, n, *fields):
    """What reads the images of the fields; None where nothing does, and where they are too few for halves."""
    try:
        return extractor_for(data, features, fields) if n >= LEAST else None
    except NoFeatures:
        return None
