"""Two processes that find each other through TF_CONFIG end where one ends; `make scale` does it for all systems."""

import pytest

from tests.training.workers import differences, play

CASES = ["dcgan", "wgan_gp", "cgan"]


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    directory = tmp_path_factory.mktemp("workers")
    play(CASES, directory, timeout=300)
    return directory


@pytest.mark.parametrize("case", CASES)
def test_two_workers_equal_one_process(case, played):
    apart, from_one, of_logs = differences(case, played)
    assert apart == 0 and from_one <= 1e-6 and of_logs <= 1e-6
