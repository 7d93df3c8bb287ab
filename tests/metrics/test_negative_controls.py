"""What each score says of a constant generator, a copied batch, copies, and an untrained network; docs/metrics.md."""

import keras
import numpy as np
import pytest

from tfgan_suite import networks
from tfgan_suite.metrics import (
    distinct,
    fid,
    inception_score,
    kid,
    mmd,
    mode_score,
    ms_ssim_diversity,
    nearest_neighbour_two_sample,
    precision_recall_density_coverage,
)

N = 1000
UNIFORM = np.full(10, 0.1)


@pytest.fixture(scope="module")
def images(fashion_train, fashion_test):
    keras.utils.set_random_seed(0)
    noise = np.random.default_rng(0).standard_normal((N, 64)).astype("float32")
    untrained = np.asarray(networks.generator((28, 28, 1), 64, width=16)(noise, training=False))
    return {
        "real": fashion_test["image"][:N],
        "other": fashion_test["image"][N : 2 * N],
        "constant": np.repeat(fashion_test["image"][N : N + 1], N, axis=0),
        "batch": fashion_train["image"][:64][np.arange(N) % 64],
        "untrained": (127.5 * (untrained + 1)).astype("uint8"),
    }


@pytest.fixture(scope="module")
def read(images, classifier):
    return {name: classifier.extract(x) for name, x in images.items()}


@pytest.mark.parametrize("score", [fid, lambda a, b: kid(a, b, subsets=5, subset_size=500).mean, mmd])
def test_distances_stand_far_above_the_floor(score, read):
    real = read["real"].features
    floor = abs(score(real, read["other"].features))
    assert score(real, read["constant"].features) > 50 * floor
    assert score(real, read["untrained"].features) > 50 * floor
    assert score(real, read["batch"].features) > 2 * floor


def test_the_two_sample_test_tells_all_apart_and_copies_the_other_way(read):
    real = read["real"].features
    assert nearest_neighbour_two_sample(real, read["other"].features).accuracy == pytest.approx(0.5, abs=0.05)
    for name in ("constant", "batch", "untrained"):
        assert nearest_neighbour_two_sample(real, read[name].features).accuracy > 0.9
    assert nearest_neighbour_two_sample(real, real) == (0, 0, 0)


def test_coverage_is_what_precision_does_not_see(read):
    real = read["real"].features
    other, constant, batch, untrained = (
        precision_recall_density_coverage(real, read[name].features)
        for name in ("other", "constant", "batch", "untrained")
    )
    assert min(other) > 0.85
    assert batch.precision > 0.85 and batch.recall == 0 and batch.coverage < 0.5
    assert constant.recall == 0 and constant.coverage < 0.02
    assert untrained.precision < 0.05 and untrained.coverage < 0.05


def test_inception_and_mode_score_hear_classes_only(read):
    p = {name: x.probabilities for name, x in read.items()}
    score = {name: inception_score(x, splits=1)[0] for name, x in p.items()}
    assert score["real"] > 7 and score["batch"] > 6.5  # a copied batch passes
    for name in ("constant", "untrained"):
        assert score[name] < 1.5 and mode_score(p[name], UNIFORM) < 1.5


def test_diversity_hears_sameness_only(images):
    alike = {name: ms_ssim_diversity(x, pairs=300) for name, x in images.items()}
    assert alike["real"] < 0.3 and alike["batch"] < 0.3  # a copied batch passes
    assert alike["constant"] > 0.99 and alike["untrained"] > 0.9
    assert distinct(images["batch"]) == 64 / N and distinct(images["constant"]) == 1 / N
