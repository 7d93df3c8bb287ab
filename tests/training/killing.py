"""Trainings that are killed in the middle of an epoch, beside those that are not."""

import os
import signal
import time

import numpy as np

from tfgan_suite.callbacks import latest_checkpoint
from tfgan_suite.loading import load_game

EPOCHS, EPOCH = 3, 24


def words(system, images, run, *more, length=EPOCH):
    """What trains a small `system` on `images` for three epochs of this length, with a checkpoint every seven steps."""
    train = ["train", system, "--data", images, "--run-dir", run, "--epochs", EPOCHS, "--steps-per-epoch", length]
    train += ["--batch-size", 8, "--width", 4, "--average", 0.9, "--checkpoint-every", 7, "--evaluate", "false"]
    return [str(word) for word in [*train, "--export", "false", *more]]


def newest_step(checkpoints):
    """The step of the newest checkpoint in a directory; 0 where there is none."""
    latest = latest_checkpoint(checkpoints)
    return int(latest.stem.partition("-")[2]) if latest else 0


def newest_game(run):
    return load_game(latest_checkpoint(run / "checkpoints"))


def killed_inside_an_epoch(rooms, argv, checkpoints, log, signum=signal.SIGKILL):
    """Runs a command and sends it a signal once a checkpoint inside its second epoch is there; returns its status."""
    process = rooms.start([argv], log)
    while process.exitcode is None:
        step = newest_step(checkpoints)
        if step > EPOCH and step % EPOCH:
            os.kill(process.pid, signum)
            break
        time.sleep(0.005)
    process.join()
    return process.exitcode


def killed_and_resumed(rooms, system, images, folder, *more, ended_by=-signal.SIGKILL, **how):
    """The game as it was when killed, and as it ended; asserts that it ended as one that was left alone."""
    straight, broken, log = folder / "straight", folder / "broken", folder / "log"
    rooms.finish([words(system, images, straight, *more)], log)
    again = words(system, images, broken, *more)
    assert killed_inside_an_epoch(rooms, again, broken / "checkpoints", log, **how) == ended_by
    killed = newest_game(broken)
    rooms.finish([again], log)
    ended = newest_game(broken)
    assert_identical(newest_game(straight), ended)
    assert (straight / "history.csv").read_text() == (broken / "history.csv").read_text()
    return killed, ended


def assert_identical(ours, theirs):
    """Weights, optimizers, averages and step clocks of two games are equal to the bit."""
    assert int(ours.steps.numpy()) == int(theirs.steps.numpy()) == EPOCHS * EPOCH and ours.stage == theirs.stage
    pairs = [(ours.variables, theirs.variables)]
    pairs += [(ours.optimizers[p].variables, theirs.optimizers[p].variables) for p in ours.players]
    for mine, other in pairs:
        for a, b in zip(mine, other, strict=True):
            np.testing.assert_array_equal(a.numpy(), b.numpy(), err_msg=a.path)
