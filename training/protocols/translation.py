"""How translations are scored: against the truth where there are pairs, else by what they still show."""

from typing import TYPE_CHECKING, Any

from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.metrics import fid, l1_distance, label_accuracy, laplacian_energy
from tfgan_suite.training.protocols.images import SAMPLING_SEED, NoFeatures, extractor_for

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan


def paired_protocol(plan: "Plan", n: int, features: Any = None) -> dict[str, Any]:
    """Translations of the first `n` held-out sources against their targets.

    Returns:
        "l1" between images in [-1, 1], beside that of the mean training image; "laplacian_ratio", the sharpness of
        translations over that of targets; where features of the targets are known, their Fréchet distance ("fid", its
        name under "fid_protocol"), and, where these know the data's classes, how many translations are classified as
        what they show ("label_accuracy", its twin of the targets "label_accuracy_real").
    """
    source, target = (to_float(plan.test[field][:n]) for field in ("source", "target"))
    made = plan.game.translate(source, seed=SAMPLING_SEED)
    mean = to_float(plan.train["target"]).mean(0, keepdims=True).repeat(n, 0)
    return {
        "protocol": "translations of held-out pairs",
        "n": n,
        "seed": SAMPLING_SEED,
        "l1": l1_distance(made, target),
        "l1_of_mean_image": l1_distance(mean, target),
        "laplacian_ratio": laplacian_energy(made) / laplacian_energy(target),
        **_read(plan, made, target, n, features),
    }


def unpaired_protocol(plan: "Plan", n: int, features: Any = None) -> dict[str, Any]:
    """The first `n` held-out images of each domain, there and back.

    Returns:
        "cycle_l1" between images in [-1, 1] and their translations there and back, the mean of both directions, beside
        that of the mean training image ("cycle_l1_of_mean_image"); where features are known, the Fréchet distance of
        translations to the held-out targets ("fid"); where these classify the sources and targets have labels, how many
        targets they know as they are ("accuracy_before"), translated ("accuracy"), and how many sources
        ("accuracy_real").
    """
    game = plan.game
    source, target = (to_float(plan.test[field][:n]) for field in ("source", "target"))
    back = game.translate_back(target)
    made = game.translate(source)
    ways = l1_distance(game.translate_back(made), source), l1_distance(game.translate(back), target)
    means = [to_float(plan.train[field]).mean(0, keepdims=True).repeat(n, 0) for field in ("source", "target")]
    report = {
        "protocol": "unpaired translation, there and back",
        "n": n,
        "cycle_l1": sum(ways) / 2,
        "cycle_l1_of_mean_image": (l1_distance(means[0], source) + l1_distance(means[1], target)) / 2,
    }
    extractor = _extractor(plan, features)
    if extractor is None:
        return report
    ours, theirs = (extractor.features(to_uint8(images)) for images in (made, target))
    report |= _distance(extractor, ours, theirs, target.shape)
    if "target_label" not in plan.test.fields:
        return report
    classified = {"accuracy_before": (target, "target_label"), "accuracy": (back, "target_label")}
    classified["accuracy_real"] = (source, "label")
    for name, (images, field) in classified.items():
        report[name] = label_accuracy(extractor.probabilities(to_uint8(images)), plan.test[field][:n])
    return report


def _distance(extractor, ours, theirs, shape):
    return {
        "features": extractor.describe(shape[1:]),
        "value_range": extractor.value_range and list(extractor.value_range),
        "features_fingerprint": extractor.fingerprint,
        "fid_protocol": extractor.score_name,
        "fid": fid(ours, theirs),
    }


def _read(plan, made, target, n, features):
    extractor = _extractor(plan, features)
    if extractor is None:
        return {}
    ours, theirs = (extractor.extract(to_uint8(images)) for images in (made, target))
    report = _distance(extractor, ours.features, theirs.features, target.shape)
    knows_classes = ours.probabilities is not None and ours.probabilities.shape[1] == len(plan.test.classes)
    if "label" in plan.test.fields and knows_classes:
        labels = plan.test["label"][:n]
        report["label_accuracy"] = label_accuracy(ours.probabilities, labels)
        report["label_accuracy_real"] = label_accuracy(theirs.probabilities, labels)
    return report


def _extractor(plan, features):
    try:
        return extractor_for(plan.test, features)
    except NoFeatures:
        return None
