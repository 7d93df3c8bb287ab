"""Scores of token sequences, int32 [N, T]."""

from typing import Any

import numpy as np
from scipy.special import rel_entr

from tfgan_suite.aliases import Array
from tfgan_suite.errors import SuiteError


def oracle_nll(tokens: Array, oracle: Any) -> float:
    """Mean negative log-likelihood of a token under the oracle that wrote the real sequences, in nats.

    Yu et al. 2016, eq. 9, divided by the length, as their program reports it. It is blind to diversity: one likely
    sequence, repeated, scores best; read it beside `distinct_n`.

    Args:
        tokens: int32 [N, T].
        oracle: with `log_probabilities(tokens) -> [N, T]`.
    """
    return float(-np.mean(oracle.log_probabilities(np.asarray(tokens))))


def distinct_n(tokens: Array, n: int) -> float:
    """Share of different ones among all runs of `n` tokens, in (0, 1]. Li et al. 2016, https://arxiv.org/abs/1510.03055

    It falls as N grows: compare it at equal N only.

    Args:
        tokens: integers [N, T].
        n: length of the runs, 1 ≤ n ≤ T.

    Raises:
        SuiteError: no sequences, or shorter ones than n.
    """
    runs = _runs(tokens, n)
    return len(np.unique(runs, axis=0)) / len(runs)


def copied(tokens: Array, originals: Array) -> float:
    """Share of sequences that stand word for word among the originals."""
    known = {row.tobytes() for row in np.ascontiguousarray(originals, np.int32)}
    return float(np.mean([row.tobytes() in known for row in np.ascontiguousarray(tokens, np.int32)]))


def token_variety(tokens: Array) -> float:
    """At which share of their places two sequences differ, the mean over pairs drawn with replacement, in [0, 1).

    Near 0 where all sequences are alike, even if no two are equal.

    Args:
        tokens: integers [N, T].
    """
    counts = [np.unique(column, return_counts=True)[1] / len(tokens) for column in np.transpose(tokens)]
    return float(1 - np.mean([np.sum(shares**2) for shares in counts]))


def known_n(tokens: Array, originals: Array, n: int) -> float:
    """Share of runs of `n` tokens that stand somewhere in the originals, in [0, 1]; deaf to diversity and to copies.

    Args:
        tokens: integers [N, T].
        originals: integers [M, T'].
        n: length of the runs.

    Raises:
        SuiteError: no sequences, or shorter ones than n.
    """
    runs, known = _runs(tokens, n), _runs(originals, n)
    most = int(max(runs.max(), known.max())) + 1
    if most**n < 2**63 and min(runs.min(), known.min()) >= 0:
        digits = most ** np.arange(n, dtype=np.int64)
        return float(np.mean(np.isin(runs @ digits, known @ digits)))
    seen = {row.tobytes() for row in np.unique(known, axis=0)}
    return float(np.mean([row.tobytes() in seen for row in runs]))


def run_divergence(tokens: Array, others: Array, n: int) -> float:
    """Jensen-Shannon divergence between the runs of `n` tokens of two sets, in nats from 0 to log 2.

    Gulrajani et al. 2017, section 5.3, https://arxiv.org/abs/1704.00028. It is above 0 also between two samples of one
    source; compare it with that.

    Args:
        tokens: integers [N, T].
        others: integers [M, T'].
        n: length of the runs.

    Raises:
        SuiteError: no sequences, or shorter ones than n.
    """
    ours, theirs = _runs(tokens, n), _runs(others, n)
    _, rows = np.unique(np.concatenate([ours, theirs]), axis=0, return_inverse=True)
    kinds = rows.max() + 1
    p, q = (np.bincount(part, minlength=kinds) / len(part) for part in np.split(rows.reshape(-1), [len(ours)]))
    mean = (p + q) / 2
    return float(sum(np.sum(rel_entr(side, mean)) for side in (p, q)) / 2)


def _runs(tokens, n):
    """All runs of `n` tokens, int32 [N (T - n + 1), n]."""
    tokens = np.asarray(tokens, np.int32)
    if tokens.ndim != 2 or not len(tokens) or not 1 <= n <= tokens.shape[1]:
        raise SuiteError(f"tokens of shape {tokens.shape} have no runs of {n}; give [N, T] with T ≥ n ≥ 1")
    return np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(tokens, n, axis=1).reshape(-1, n))
