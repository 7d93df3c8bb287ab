"""How well Fréchet distances on some features rank degradations."""

import itertools

import numpy as np

from benchmarks.own_features.degradations import STRENGTHS, degraded
from tfgan_suite.metrics import fid

FLOORS = 8


def ranked(read, images, labels, others):
    """(share of pairs of strengths in order, share of degradations heard, geometric mean of distances over the floor,
    kind -> distances over the floor)."""
    features, n = read(images), len(images) // 2
    halves = [np.random.default_rng(i).permutation(len(images)) for i in range(FLOORS)]
    floors = [fid(features[order[:n]], features[order[n : 2 * n]]) for order in halves]
    real, rows = features[halves[0][:n]], halves[0][n : 2 * n]
    loud = np.mean(floors) + 3 * np.std(floors)
    right, heard, found = [], [], {}
    for kind, strengths in STRENGTHS.items():
        changed = (read(degraded(kind, s, images[rows], labels[rows], others)) for s in strengths)
        distances = [floors[0], *(fid(real, x) for x in changed)]
        right += [b > a for a, b in itertools.combinations(distances, 2)]
        heard += [d > loud for d in distances[1:]]
        found[kind] = [float(d / np.mean(floors)) for d in distances[1:]]
    mean = np.exp(np.mean([np.log(max(d, 1e-9)) for row in found.values() for d in row]))
    return np.mean(right), np.mean(heard), mean, found
