import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.losses import Hinge, LeastSquares, Relativistic, RelativisticAverage


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
