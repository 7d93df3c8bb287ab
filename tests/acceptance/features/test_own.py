"""Features fitted to grey images hear degradations, and the more, the stronger these are."""

from benchmarks.own_features.degradations import STRENGTHS
from benchmarks.own_features.ranking import ranked
from tfgan_suite.data import load
from tfgan_suite.metrics import own_features

IN_ORDER, STRONGEST = 0.9, 3


def passes(in_order, found):
    return in_order >= IN_ORDER and all(row[-1] >= STRONGEST for row in found.values())


def test_degradations_are_ranked_by_features_fitted_to_other_images(figure):
    train, test = load("fashion_mnist", "train").take(slice(10_000)), load("fashion_mnist", "test").take(slice(1000))
    images, labels, others = test["image"], test["label"], 255 - test["image"][::-1]
    in_order, _, _, found = ranked(own_features([train["image"]]).features, images, labels, others)
    figure("pairs of strengths in order", in_order, f">= {IN_ORDER}")
    for kind in STRENGTHS:
        figure(f"{kind} at its strongest, times the floor", found[kind][-1], f">= {STRONGEST}")
    assert passes(in_order, found)
    in_order, _, _, found = ranked(lambda x: x.mean((1, 2)), images, labels, others)
    assert not passes(in_order, found), "brightness alone passes"
