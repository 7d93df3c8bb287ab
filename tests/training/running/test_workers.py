"""Two processes that find each other through TF_CONFIG end where one ends; `make scale` does it for all systems."""

import pytest

from tests.training.workers import differences, train_apart

CASES = ["dcgan", "wgan_gp", "cgan"]


@pytest.fixture(scope="module")
def on_workers(tmp_path_factory):
    directory = tmp_path_factory.mktemp("workers")
    train_apart(CASES, directory, timeout=300)
    return directory


@pytest.mark.parametrize("case", CASES)
def test_two_workers_equal_one_process(case, on_workers):
    apart, from_one, of_logs = differences(case, on_workers)
    assert apart == 0 and from_one <= 1e-6 and of_logs <= 1e-6
