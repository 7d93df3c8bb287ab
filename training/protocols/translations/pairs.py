"""How translations are scored against the truth, where there are pairs."""

from typing import Any

from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.metrics import l1_distance, label_accuracy, laplacian_energy
from tfgan_suite.training.protocols.image_scores import LABELS
from tfgan_suite.training.protocols.images import SAMPLING_SEED, tells_classes
from tfgan_suite.training.protocols.protocol import Protocol
from tfgan_suite.training.protocols.translations.distances import (
    FID,
    constants,
    distance_to_truth,
    frechet,
    in_form_of,
    reader,
)
from tfgan_suite.training.scoring.score import Score


class PairedProtocol(Protocol):
    """Translations of held-out sources against their targets."""

    scores = (
        distance_to_truth("l1", "mean_image", "median_image", "identity"),
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
        trivial = constants(data.train["target"], target.shape)
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


paired_protocol = PairedProtocol()


def _read(data, made, target, features):
    extractor = reader(data, features, len(made), "target")
    if extractor is None:
        return {}
    ours, theirs = (extractor.extract(to_uint8(images)) for images in (made, target))
    report = frechet(extractor, ours.features, theirs.features, target.shape)
    if "label" in data.test.fields and tells_classes(extractor, data.test, "target"):
        labels = data.test["label"][: len(made)]
        report["label_accuracy"] = label_accuracy(ours.probabilities, labels)
        report["label_accuracy_real"] = label_accuracy(theirs.probabilities, labels)
    return report
