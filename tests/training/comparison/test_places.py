import numpy as np

from tfgan_suite.training.comparison.places import differ, places

NEAR = {"a": [10.0, 10.4, 9.7], "b": [10.2, 9.9, 10.5], "c": [20.0, 20.3, 19.8]}


def test_noise_shares_a_place_and_the_next_place_is_skipped():
    assert places(NEAR) == [(1, "a"), (1, "b"), (3, "c")]


def test_a_real_difference_does_not_share():
    assert places({**NEAR, "b": [12.2, 11.9, 12.5]}) == [(1, "a"), (2, "b"), (3, "c")]


def test_one_seed_tells_nobody_apart():
    assert places({"a": [1.0], "b": [100.0]}) == [(1, "a"), (1, "b")]


def test_without_any_spread_equal_is_equal():
    assert not differ([10, 10], [10, 10]) and differ([10, 10], [9, 9])


def test_false_alarms_are_as_rare_as_they_should_be():
    rng = np.random.default_rng(0)
    alarms = np.mean([differ(*rng.normal(size=(2, 5))) for _ in range(2000)])
    assert 0.02 < alarms < 0.07
