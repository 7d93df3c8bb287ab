import numpy as np
import pytest

from tfgan_suite.metrics import memorisation, nearest
from tfgan_suite.metrics.distributions.distances import ROWS


@pytest.fixture(scope="module")
def law():
    return np.random.default_rng(0).normal(size=(3, 1_500, 6)).astype("float32")


def test_the_law_of_the_data_is_not_memory(law):
    memory = memorisation(*law)
    assert memory.closer == pytest.approx(0.5, abs=0.03)
    assert memory.ratio == pytest.approx(1, abs=0.05)


def test_copies_are_memory_also_when_disguised(law):
    train, _, held_out = law
    assert memorisation(train, train[:500], held_out) == (1, 0)
    noisy = train[:500] + 0.01 * law[1, :500]
    assert memorisation(train, noisy, held_out).closer > 0.99
    assert memorisation(train, noisy, held_out).ratio < 0.1


def test_samples_far_from_everything_are_not(law):
    train, fake, held_out = law
    assert memorisation(train, fake + 100, held_out).closer == 0


def test_ties_count_half(law):
    train, _, held_out = law
    assert memorisation(train, held_out, held_out) == (0.5, 1)


@pytest.mark.parametrize("k", [1, 4])
def test_neighbours_are_those_of_all_pairs(law, k):
    train, features = law[0], law[1][: ROWS + 3]
    every = np.linalg.norm(features[:, None].astype(float) - train[None], axis=-1)
    places, distances = nearest(train, features, k)
    np.testing.assert_array_equal(places, np.argsort(every, axis=1)[:, :k])
    np.testing.assert_allclose(distances, np.sort(every, axis=1)[:, :k], rtol=1e-6)


def test_a_training_example_is_its_own_neighbour_at_no_distance(law):
    places, distances = nearest(law[0], law[0][40:50], 2)
    np.testing.assert_array_equal(places[:, 0], np.arange(40, 50))
    assert not distances[:, 0].any() and distances[:, 1].all()
