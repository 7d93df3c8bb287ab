"""What the scores cost, and that they are the same on a second run."""

import tracemalloc

import numpy as np
import pytest

from tests.metrics.clouds import normal
from tfgan_suite.metrics import (
    biased_root_mmd,
    fid,
    kid,
    mmd,
    ms_ssim_diversity,
    nearest_neighbour_two_sample,
    parzen_log_likelihood,
    perceptual_path_length,
    precision_recall_density_coverage,
    sliced_distances,
    sliced_wasserstein_distance,
    ssim,
    wasserstein_distance,
)

BLOCKED = [precision_recall_density_coverage, mmd, biased_root_mmd, nearest_neighbour_two_sample]


def peak(score, n, d):
    """Bytes that `score` takes beside its two sets of n × d float32 features."""
    sides = [normal(n, d, seed).astype("float32") for seed in (0, 1)]
    tracemalloc.start()
    try:
        score(*sides)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("score", BLOCKED)
def test_memory_does_not_grow_with_the_square_of_n(score):
    """All distances of 4,500 examples are 162 MB, of 50,000 20 GB. Tiles are 8 MB, and rows have a few numbers each.

    At 50,000 × 2,048: the features 820 MB, a few tiles of 8 MB and blocks of 1,024 × 2,050 (17 MB), 50,000 × 5 numbers
    of neighbours (2 MB, a few times): 1 GB.
    """
    small, large = peak(score, 2250, 8), peak(score, 4500, 8)
    assert large < 45e6
    assert large - small < 2250 * 8 * 100


def test_memory_of_wide_features_is_that_of_their_blocks():
    extra = peak(precision_recall_density_coverage, 2500, 1000) - peak(precision_recall_density_coverage, 2500, 8)
    assert extra < 6 * 1024 * 1000 * 8


def test_memory_of_fid_is_a_few_covariances_and_one_block_of_rows():
    """Features of 20,000 × 64 are 10 MB as float64, and so is each copy of them; blocks are 4 MB."""
    assert peak(fid, 20_000, 64) < 16e6


def pictures(seed):
    return np.random.default_rng(seed).integers(0, 256, (40, 32, 32, 1), "uint8")


@pytest.mark.parametrize(
    "score",
    [
        *[lambda f=f: f(normal(1100, 20, 0), normal(1100, 20, 1)) for f in (*BLOCKED, fid)],
        lambda: kid(normal(300, 20, 0), normal(300, 20, 1), subsets=5, subset_size=100),
        lambda: wasserstein_distance(normal(100, 3, 0), normal(100, 3, 1)),
        lambda: sliced_wasserstein_distance(normal(100, 3, 0), normal(100, 3, 1)),
        lambda: parzen_log_likelihood(normal(100, 3, 0), normal(100, 3, 1), normal(100, 3, 2)),
        lambda: perceptual_path_length(np.tanh, np.tanh, normal(100, 3, 0), normal(100, 3, 1)),
        lambda: ssim(pictures(0), pictures(1)),
        lambda: ms_ssim_diversity(pictures(0), pairs=300),
        lambda: sliced_distances(pictures(0), pictures(1))["mean"],
    ],
)
def test_a_second_run_gives_the_same_bits(score):
    assert score() == score()
