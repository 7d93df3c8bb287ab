import numpy as np
import pytest

from tfgan_suite.data import load
from tfgan_suite.data.sets.oracle import Oracle
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import copied, distinct_n, known_n, oracle_nll, run_divergence, token_variety

ORACLE = Oracle(5, 3)


def test_an_oracle_is_a_distribution_and_scores_its_own_sequences_by_their_entropy():
    every = np.stack(np.meshgrid(*[np.arange(5)] * 3), -1).reshape(-1, 3).astype("int32")
    log_p = ORACLE.log_probabilities(every).sum(1).astype("float64")
    assert np.exp(log_p).sum() == pytest.approx(1.0, abs=1e-4)
    entropy = -(np.exp(log_p) * log_p).sum() / 3
    own = ORACLE.draw(np.random.default_rng(0), 20_000)
    assert oracle_nll(own, ORACLE) == pytest.approx(entropy, abs=0.02)
    assert oracle_nll(every[:125], ORACLE) > entropy + 0.1


def test_distinct_runs_and_copies():
    tokens = np.array([[0, 1, 0, 1], [0, 1, 0, 1]], "int32")
    assert distinct_n(tokens, 1) == 2 / 8 and distinct_n(tokens, 2) == 2 / 6
    assert copied(tokens, tokens[:1]) == 1 and copied(tokens, tokens[:, ::-1]) == 0


def test_runs_that_do_not_fit_are_refused():
    for tokens, n in ((np.zeros((3, 2), int), 3), (np.zeros((3, 2), int), 0), (np.zeros((0, 5), int), 1)):
        with pytest.raises(SuiteError, match="have no runs"):
            distinct_n(tokens, n)


def test_one_repeated_sequence_fools_the_oracle_but_not_the_count():
    best = np.repeat(max(load("oracle", "test")["tokens"], key=lambda row: _score(row))[None], 100, 0)
    assert oracle_nll(best, Oracle.named("oracle")) < oracle_nll(load("oracle", "test")["tokens"], Oracle(50, 10))
    assert distinct_n(best, 2) < 0.02 < distinct_n(load("oracle", "test")["tokens"][:100], 2)


def _score(row):
    return Oracle.named("oracle").log_probabilities(row[None]).mean() if row[0] == 7 else -np.inf


def test_runs_that_the_originals_have_are_known():
    originals, tokens = np.array([[0, 1, 2, 3]]), np.array([[1, 2, 9], [3, 0, 1]])
    assert known_n(tokens, originals, 1) == 5 / 6
    assert known_n(tokens, originals, 2) == 2 / 4
    assert known_n(tokens, originals, 3) == 0


@pytest.mark.parametrize("tokens", [5, 2**30])
def test_known_runs_are_those_that_a_search_finds(tokens):
    rng = np.random.default_rng(0)
    made, originals = (rng.integers(3, size=(40, 7), dtype=np.int32) * (tokens // 3) for _ in range(2))
    runs = [[tuple(row[i : i + 4]) for row in rows.tolist() for i in range(4)] for rows in (made, originals)]
    assert known_n(made, originals, 4) == np.mean([run in {*runs[1]} for run in runs[0]])


def test_variety_is_the_share_of_places_at_which_pairs_differ():
    tokens = np.random.default_rng(0).integers(3, size=(40, 6))
    pairs = np.mean([np.mean(a != b) for a in tokens for b in tokens])
    assert token_variety(tokens) == pytest.approx(pairs)
    assert token_variety(np.repeat(tokens[:1], 9, axis=0)) == 0


def test_runs_diverge_from_themselves_by_nothing_and_from_others_by_all_there_is():
    ours = np.array([[0, 1, 2, 0], [1, 1, 2, 0]], "int32")
    assert run_divergence(ours, ours, 2) == pytest.approx(0)
    assert run_divergence(ours, ours + 5, 2) == pytest.approx(np.log(2))
    p, q = np.array([3, 1]) / 4, np.array([1, 1]) / 2
    mean = (p + q) / 2
    expected = sum((side * np.log(side / mean)).sum() for side in (p, q)) / 2
    assert run_divergence([[0], [0], [0], [1]], [[0], [1]], 1) == pytest.approx(expected)
    assert run_divergence(ours, ours[::-1], 3) == pytest.approx(0), "order of sequences says nothing"
