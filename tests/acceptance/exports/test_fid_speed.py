"""FID of 10,000 × 2,048 features against SciPy's matrix root, the moments counted on both sides."""

import time

import numpy as np

from benchmarks.metrics_against_peers import by_matrix_root, features
from tfgan_suite.metrics import fid


def test_fid_is_five_times_as_fast_and_the_same(figure):
    sides = [features(10_000, 2048, seed) for seed in (1, 2)]
    taken, values = {fid: [], by_matrix_root: []}, {}
    for _ in range(2):
        for score, times in taken.items():
            start = time.perf_counter()
            values[score] = score(*sides)
            times.append(time.perf_counter() - start)
    ours, theirs = (np.min(times) for times in taken.values())
    error = abs(values[fid] / values[by_matrix_root] - 1)
    figure("seconds", ours)
    figure("seconds by the matrix root", theirs)
    figure("times as fast", theirs / ours, "> 5")
    figure("relative error, in millionths", 1e6 * error, "<= 1")
    assert error <= 1e-6
    assert theirs > 5 * ours
