import numpy as np
import pytest

from tfgan_suite.data import load
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.sets.grammar import valid
from tfgan_suite.data.tasks.few_labels import UNLABELLED, beside_labelled, few_labels
from tfgan_suite.data.tasks.two_domains import ANGLE, CENTRE, fashion_shift
from tfgan_suite.errors import SuiteError


@pytest.mark.long
@pytest.mark.parametrize("name", ["moons_4_labels", "moons_35", "oracle", "oracle:7x5", "grammar"])
def test_sets_are_the_same_for_the_same_seed_and_others_for_another(name):
    one, again, other = (load(name, seed=seed) for seed in (1, 1, 2))
    for field, array in one.fields.items():
        np.testing.assert_array_equal(array, again[field])
    field = next(iter(one.fields))
    assert (one[field] != other[field]).any() and (one[field][:100] != load(name, "test", seed=1)[field][:100]).any()
    with pytest.raises(SuiteError, match="split"):
        load(name, "half")


def test_four_labels_are_two_of_each_moon_and_the_test_split_has_all():
    labels = load("moons_4_labels")["label"]
    np.testing.assert_array_equal(np.bincount(labels + 1)[1:], [2, 2])
    assert (load("moons_4_labels", "test")["label"] != UNLABELLED).all()


def test_companions_are_labelled_and_each_comes_as_often():
    moons = few_labels(load("moons"), 6, seed=3)
    paired = beside_labelled(moons, "point")
    assert (paired["label"] != UNLABELLED).all() and len(paired) == len(moons)
    rows, counts = np.unique(paired["labelled"], axis=0, return_counts=True)
    assert len(rows) == 6 and np.ptp(counts) <= 1
    np.testing.assert_array_equal(paired["point"], moons["point"])


@pytest.mark.parametrize("n", [0, 3, 10**6])
def test_labels_that_classes_cannot_share_are_refused(n):
    with pytest.raises(SuiteError, match="multiple of its 2 classes"):
        few_labels(load("moons"), n)


def test_the_target_is_the_source_turned():
    moons = load("moons_35", "test")
    turn = np.array([[np.cos(ANGLE), -np.sin(ANGLE)], [np.sin(ANGLE), np.cos(ANGLE)]])
    back = (moons["target"] - CENTRE) @ turn + CENTRE
    for label in (0, 1):
        own, turned = moons["source"][moons["label"] == label], back[moons["target_label"] == label]
        np.testing.assert_allclose(own.mean(0), turned.mean(0), atol=0.05)
        np.testing.assert_allclose(np.cov(own.T), np.cov(turned.T), atol=0.03)


def test_shifted_garments_keep_their_light_and_gain_a_background():
    images = np.zeros((20, 28, 28, 1), np.uint8)
    images[:, 10:18, 10:18] = 200
    shifted = fashion_shift(Examples({"image": images, "label": np.arange(20, dtype=np.int32)}, "f"), "test")
    assert len(shifted) == 10 and (shifted["target"][:, 12, 12] == 200).all()
    assert 20 < shifted["target"][:, :8].mean() < 60 and (shifted["source"][:, :8] == 0).all()
    np.testing.assert_array_equal(shifted["target_label"], np.arange(10, 20))


@pytest.mark.parametrize("text", ["x", "x+y", "(x)", "x*(y+x)__", "((x)*y)+x"])
def test_expressions_are_valid(text):
    assert valid(text)


@pytest.mark.parametrize("text", ["", "___", "x+", "xy", "x(y)", "(x", "x)", "x_+y", "+x", "()"])
def test_what_is_no_expression_is_not(text):
    assert not valid(text)


def test_the_grammar_writes_expressions():
    examples = load("grammar", "test")
    texts = ["".join(examples.classes[token] for token in row) for row in examples["tokens"][:200]]
    assert all(map(valid, texts)) and len(set(texts)) > 100
