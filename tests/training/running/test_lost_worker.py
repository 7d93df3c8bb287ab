"""One of two workers is killed; the other leaves, both start again, and the job ends as if nothing had happened."""

import csv
import os
import signal
import subprocess
import time

import numpy as np

from tests.training.killing import EPOCH, EPOCHS, assert_identical, command, newest_game, newest_step
from tests.training.workers import members

RESTARTED = 128 + signal.SIGUSR1
PATIENCE = 300


def start(images, run):
    """Both workers of one cluster."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    argv = command("dcgan", images, run)
    return [subprocess.Popen(argv, env={**os.environ, "TF_CONFIG": config}, **silent) for config in members(2)]


def ended(workers):
    """Status and last words of each."""
    last = [worker.communicate(timeout=PATIENCE)[1].splitlines()[-1:] for worker in workers]
    return [(worker.returncode, *words) for worker, words in zip(workers, last, strict=True)]


def history(run):
    with (run / "history.csv").open(newline="") as file:
        return list(csv.reader(file))


def inside_an_epoch(run, workers):
    step = 0
    while step <= EPOCH or not step % EPOCH:
        assert all(worker.poll() is None for worker in workers)
        step = newest_step(run / "checkpoints")
        time.sleep(0.02)
    return step


def test_a_worker_of_two_is_killed_and_both_go_on(images, tmp_path):
    straight, broken = tmp_path / "straight", tmp_path / "broken"
    assert [status for status, *_ in ended(start(images, straight))] == [0, 0]
    workers = start(images, broken)
    step = inside_an_epoch(broken, workers)
    workers[1].kill()
    (status, line), (killed, *_) = ended(workers)
    assert (status, killed) == (RESTARTED, -signal.SIGKILL)
    assert line.startswith("tfgan: another worker is gone: start all workers again") and "step-" in line
    assert step <= int(newest_game(broken).steps.numpy()) < EPOCHS * EPOCH
    assert [status for status, *_ in ended(start(images, broken))] == [0, 0]
    assert_identical(newest_game(straight), newest_game(broken))
    (names, *rows), (others, *again) = (history(run) for run in (straight, broken))
    assert names == others
    # Running means are kept as one number for both workers and shared out anew, which rounds.
    np.testing.assert_allclose(np.array(rows, "float"), np.array(again, "float"), rtol=0, atol=1e-6)
