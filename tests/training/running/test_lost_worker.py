"""One of two workers is killed; the other leaves, both start again, and the job ends as if nothing had happened."""

import csv
import re
import signal
import time

import numpy as np
import pytest

from tests.training.killing import EPOCH, EPOCHS, assert_identical, newest_game, newest_step, words
from tests.training.workers import members

RESTARTED = 128 + signal.SIGUSR1
PATIENCE = 300


def start(rooms, images, run):
    """Both workers of one cluster, each with a log of its own beside the run."""
    argv = words("dcgan", images, run)
    return [rooms.start([argv], log_of(run, i), TF_CONFIG=config) for i, config in enumerate(members(2))]


def log_of(run, index):
    return run.with_name(f"{run.name}-{index}.log")


def ended(workers):
    """The status of each."""
    for worker in workers:
        worker.join(PATIENCE)
    return [worker.exitcode for worker in workers]


def history(run):
    with (run / "history.csv").open(newline="") as file:
        return list(csv.reader(file))


def inside_an_epoch(run, workers):
    step = 0
    while step <= EPOCH or not step % EPOCH:
        assert all(worker.is_alive() for worker in workers)
        step = newest_step(run / "checkpoints")
        time.sleep(0.02)
    return step


@pytest.mark.thorough
def test_a_worker_of_two_is_killed_and_both_go_on(rooms, images, tmp_path):
    straight, broken = tmp_path / "straight", tmp_path / "broken"
    assert ended(start(rooms, images, straight)) == [0, 0]
    workers = start(rooms, images, broken)
    step = inside_an_epoch(broken, workers)
    workers[1].kill()
    assert ended(workers) == [RESTARTED, -signal.SIGKILL]
    (said,) = re.findall("tfgan: another worker .*", log_of(broken, 0).read_text())
    assert said.startswith("tfgan: another worker is gone: start all workers again") and "step-" in said
    assert step <= int(newest_game(broken).steps.numpy()) < EPOCHS * EPOCH
    assert ended(start(rooms, images, broken)) == [0, 0]
    assert_identical(newest_game(straight), newest_game(broken))
    (names, *rows), (others, *again) = (history(run) for run in (straight, broken))
    assert names == others
    # Running means are kept as one number for both workers and shared out anew, which rounds.
    np.testing.assert_allclose(np.array(rows, "float"), np.array(again, "float"), rtol=0, atol=1e-6)
