import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.errors import SuiteError
from tfgan_suite.losses import Hinge, LeastSquares, NonSaturating, RandomlySmoothed, Relativistic, RelativisticAverage


def scores(*values):
    return tf.constant([[v] for v in values], tf.float32)


@pytest.mark.parametrize("objective", [Relativistic(), RelativisticAverage()])
def test_where_reals_and_fakes_look_alike_both_players_pay_log_two(objective):
    alike = scores(3.0, 3.0)
    assert float(objective.discriminator(alike, alike)) == pytest.approx(np.log(2))
    assert float(objective.generator(alike, alike)) == pytest.approx(np.log(2))


@pytest.mark.parametrize("base", [None, Hinge(), LeastSquares()])
def test_only_differences_count_and_the_generator_wants_the_opposite(base):
    for kind in (Relativistic, RelativisticAverage):
        objective = kind(base) if base else kind()
        r, f = scores(1.0, 2.0), scores(-1.0, 0.5)
        assert float(objective.discriminator(r, f)) == pytest.approx(float(objective.discriminator(r + 7, f + 7)))
        assert float(objective.generator(f, r)) == pytest.approx(float(objective.discriminator(f, r)))
        assert float(objective.discriminator(r, f)) < float(objective.generator(f, r))


def test_pairs_and_means_differ():
    """log(1 + exp(f - r)) pair by pair, against one mean for all."""
    r, f = scores(0.0, 4.0), scores(4.0, 0.0)
    pairs = np.log1p(np.exp([4.0, -4.0])).mean()
    against_means = (np.log1p(np.exp([2.0, -2.0])).mean() + np.log1p(np.exp([2.0, -2.0])).mean()) / 2
    assert float(Relativistic().discriminator(r, f)) == pytest.approx(pairs, rel=1e-5)
    assert float(RelativisticAverage().discriminator(r, f)) == pytest.approx(against_means, rel=1e-5)


@pytest.mark.parametrize("base", [LeastSquares(), LeastSquares(-1.0, 1.0, 0.0)])
def test_least_squares_of_differences_is_ralsgan(base):
    """(E (C(x) - E C(x_f) - 1)² + E (C(x_f) - E C(x) + 1)²) / 2, and the generator with the signs exchanged."""
    r, f = np.array([0.5, 2.0, -1.0]), np.array([1.5, -0.5, 0.0])
    over, under = r - f.mean(), f - r.mean()
    wanted = (np.mean((over - 1) ** 2) + np.mean((under + 1) ** 2)) / 2
    against = (np.mean((over + 1) ** 2) + np.mean((under - 1) ** 2)) / 2
    objective = RelativisticAverage(base)
    assert float(objective.discriminator(scores(*r), scores(*f))) == pytest.approx(wanted, rel=1e-5)
    assert float(objective.generator(scores(*f), scores(*r))) == pytest.approx(against, rel=1e-5)


def test_pairs_in_least_squares_pull_the_gap_to_one():
    r, f = scores(2.5), scores(1.5)
    assert float(Relativistic(LeastSquares()).discriminator(r, f)) == 0
    assert float(Relativistic(LeastSquares()).generator(f, r)) == pytest.approx(4.0)


@pytest.mark.parametrize("kind", [Relativistic, RelativisticAverage])
@pytest.mark.parametrize(
    ("base", "reason"),
    [
        (RandomlySmoothed(), "a loss of its own"),
        (Relativistic(), "a loss of its own"),
        (NonSaturating(0.9), "smoothing would reach the generator"),
        (LeastSquares(0.5, 1.0), "opposite targets"),
    ],
)
def test_bases_that_a_relativistic_game_could_not_honour_are_refused(kind, base, reason):
    with pytest.raises(SuiteError, match=reason):
        kind(base)
