"""Two processes that find each other through TF_CONFIG end where one ends; `make scale` does it for all systems."""

import numpy as np
import pytest

from tests.training.workers import differences, train_apart

CASES = ["wgan_gp", "cgan"]
ENDING = {n: f"wgan_gp+{n}" for n in (16, 17, 22)}


@pytest.fixture(scope="module")
def on_workers(tmp_path_factory):
    directory = tmp_path_factory.mktemp("workers")
    train_apart([*CASES, *ENDING.values()], directory, timeout=300)
    return directory


@pytest.mark.long
@pytest.mark.parametrize("case", CASES)
def test_two_workers_equal_one_process(case, on_workers):
    apart, from_one, of_logs = differences(case, on_workers)
    assert apart == 0 and from_one <= 1e-6 and of_logs <= 1e-6


@pytest.mark.long
def test_workers_leave_out_together_what_their_minibatches_cannot_share(on_workers):
    """Of 17 examples in batches of 8 the last, of 22 two."""
    ends = {n: np.load(on_workers / "chief" / f"{case}.npz") for n, case in ENDING.items()}
    assert all(differences(case, on_workers)[0] == 0 for case in ENDING.values()), "workers differ"
    assert all(np.array_equal(ends[16][name], ends[17][name]) for name in ends[16].files)
    assert any(not np.array_equal(ends[16][name], ends[22][name]) for name in ends[16].files)
    assert all(np.isfinite(ends[22][name]).all() for name in ends[22].files)
