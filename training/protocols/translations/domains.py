"""How translations between domains without pairs are scored: by where they lie and what they show."""

from typing import Any

import numpy as np

from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.metrics import fid, kept_structure, l1_distance, label_accuracy
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
from tfgan_suite.training.scoring.pixels import MOST, pixel_distance
from tfgan_suite.training.scoring.score import Score

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
ACCURACY = Score(
    "accuracy",
    "classified as what they show",
    best="accuracy_real",
    unskilled="accuracy_before",
    fair=0.3,
    bad=0.7,
    says="{value:.0%} of the translations are classified as what they should show (real ones {best:.0%})",
    compared=True,
)


class UnpairedProtocol(Protocol):
    """Held-out images of each domain, there and back.

    Coming back where one began is easy for translators that do nothing, and lying in the other domain is easy for those
    that show the same image always, so that neither is judged alone.
    """

    takes = {"to_source": "target"}
    scores = (
        DOMAIN,
        distance_to_truth("cycle_l1", "mean_image", "median_image", beside=DOMAIN),
        FID,
        ACCURACY,
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
        sides = [constants(data.train[field], x.shape) for field, x in (("source", source), ("target", target))]
        trivial = {name: [answers[name] for answers in sides] for name in sides[0]}
        extractor = reader(data, features, len(made), "source", "target")
        report = {
            "protocol": "unpaired translation, there and back",
            "n": n,
            "cycle_l1": _mean_l1((home(made), there(back)), (source, target)),
            **{f"cycle_l1_of_{name}": _mean_l1(answers, (source, target)) for name, answers in trivial.items()},
            "domain": _domain([(source, made, target), (target, back, source)], extractor),
        }
        if extractor is None:
            return report
        ours, theirs = (extractor.features(to_uint8(images)) for images in (made, target))
        report |= frechet(extractor, ours, theirs, target.shape)
        if "target_label" not in data.test.fields or not tells_classes(extractor, data.test, "target"):
            return report
        classified = {"accuracy_before": (target, "target_label"), "accuracy": (back, "target_label")}
        return report | _classified(extractor, data, n, classified | {"accuracy_real": (source, "label")})


class OneWayProtocol(Protocol):
    """Held-out images of one domain, translated into the other: where they lie, and what they still show.

    Lying in the other domain is easy for one image that is shown always, or for images that have nothing to do with
    their sources; so it is not judged alone, but beside whether sources that are alike have translations that are.
    """

    scores = (
        DOMAIN,
        Score(
            "structure",
            "structure kept",
            best=1.0,
            unskilled=0.0,
            fair=0.6,
            bad=0.85,
            says="what is alike before is alike after, rank correlation {value:.2f} (by chance 0)",
            compared=True,
        ),
        FID,
        ACCURACY,
    )
    ranks_by = ("accuracy", "domain/distance")

    def reads(self, data: Any) -> tuple[tuple[str, ...], ...]:
        return (("source", "target"),)

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """ "domain" as `UnpairedProtocol` has it, of the one direction; "structure", see `kept_structure`. Where
        features are known, also the Fréchet distance of translations to the held-out targets ("fid"); where these
        classify targets, and know them better than sources, how many sources they know as they are
        ("accuracy_before"), translated ("accuracy"), and how many targets ("accuracy_real").
        """
        source, target = (to_float(data.test[field][:n]) for field in ("source", "target"))
        made = products.translate(source, seed=SAMPLING_SEED)
        extractor = reader(data, features, len(made), "source", "target")
        report = {
            "protocol": "unpaired translation, one way",
            "n": n,
            "domain": _domain([(source, made, target)], extractor),
            "structure": kept_structure(source, made),
        }
        if extractor is None:
            return report
        ours, theirs = (extractor.features(to_uint8(images)) for images in (made, target))
        report |= frechet(extractor, ours, theirs, target.shape)
        if "target_label" in data.test.fields and tells_classes(extractor, data.test, "target"):
            classified = {"accuracy_before": (source, "label"), "accuracy": (made, "label")}
            rates = _classified(extractor, data, n, classified | {"accuracy_real": (target, "target_label")})
            report |= rates if rates["accuracy_before"] < rates["accuracy_real"] else {}
        return report


unpaired_protocol = UnpairedProtocol()
one_way_protocol = OneWayProtocol()


def _classified(extractor, data, n, images):
    """Shares of images that are classified as what a field of labels says, of {score: (images, field)}."""
    return {
        name: label_accuracy(extractor.probabilities(to_uint8(each)), data.test[field][:n])
        for name, (each, field) in images.items()
    }


def _mean_l1(answers, truths):
    return float(np.mean([l1_distance(answer, truth) for answer, truth in zip(answers, truths, strict=True)]))


def _domain(ways, extractor):
    """Distances of all directions together, each (before, translated, what it should lie among), of half the images
    from the first half of the real ones."""
    half = max(1, len(ways[0][0]) // 2)
    if extractor is None:
        half = min(half, MOST)
    found = {"n": half, "by": "pixels" if extractor is None else extractor.score_name}
    sides = {"distance": 0.0, "real_real_floor": 0.0, "untranslated": 0.0}
    for before, made, real in ways:
        theirs = real[:half]
        answers = {"distance": made[:half], "real_real_floor": real[half : 2 * half] if len(real) > 1 else None}
        answers["untranslated"] = in_form_of(before[:half], theirs)
        for name, images in answers.items():
            if images is None:
                sides.pop(name, None)
            elif extractor is None:
                sides[name] += pixel_distance(images, theirs)
            else:
                sides[name] += fid(*(extractor.features(to_uint8(each)) for each in (theirs, images)))
    return found | sides
