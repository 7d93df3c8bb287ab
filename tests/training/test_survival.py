"""A training killed in the middle of an epoch ends with the weights of one that was not."""

import signal
import subprocess
import sys
import time
import zipfile

import numpy as np
import pytest

from tfgan_suite.callbacks import latest_checkpoint
from tfgan_suite.loading import load_game

PROGRAM = [sys.executable, "-c", "from tfgan_suite.training.cli import main; main()"]
EPOCH = 40


def command(system, images, run, *more):
    words = ["train", system, "--data", images, "--run-dir", run, "--epochs", 3, "--steps-per-epoch", EPOCH]
    words += ["--batch-size", 8, "--width", 4, "--average", 0.9, "--checkpoint-every", 7, "--evaluate", "false"]
    return [*PROGRAM, *(str(word) for word in [*words, "--export", "false", *more])]


def killed_inside_an_epoch(argv, checkpoints):
    """Runs a command and kills it once a checkpoint inside its second epoch is there."""
    with subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            latest = latest_checkpoint(checkpoints)
            step = int(latest.stem.partition("-")[2]) if latest else 0
            if step > EPOCH and step % EPOCH:
                process.send_signal(signal.SIGKILL)
                break
            time.sleep(0.005)
        return process.wait()


@pytest.mark.parametrize("system", ["dcgan", "wgan_gp", "cgan"])
def test_killed_and_resumed_is_bit_for_bit_uninterrupted(system, images, tmp_path):
    straight, broken = tmp_path / "straight", tmp_path / "broken"
    subprocess.run(command(system, images, straight), check=True, capture_output=True)
    assert killed_inside_an_epoch(command(system, images, broken), broken / "checkpoints") == -signal.SIGKILL
    subprocess.run(command(system, images, broken), check=True, capture_output=True)
    ours, theirs = (load_game(latest_checkpoint(run / "checkpoints")) for run in (straight, broken))
    assert int(ours.steps.numpy()) == int(theirs.steps.numpy()) == 3 * EPOCH
    assert "generator" in ours.averages
    pairs = [(ours.variables, theirs.variables)]
    pairs += [(ours.optimizers[p].variables, theirs.optimizers[p].variables) for p in ours.players]
    for mine, other in pairs:
        for a, b in zip(mine, other, strict=True):
            np.testing.assert_array_equal(a.numpy(), b.numpy(), err_msg=a.path)
    assert (straight / "history.csv").read_text() == (broken / "history.csv").read_text()


def test_checkpoints_are_whole_whenever_one_looks(images, tmp_path):
    """Every file under its final name is a complete archive, however often the training is killed."""
    run = tmp_path / "run"
    for _ in range(2):
        killed_inside_an_epoch(command("dcgan", images, run), run / "checkpoints")
    for checkpoint in (run / "checkpoints").glob("step-*.keras"):
        assert zipfile.ZipFile(checkpoint).testzip() is None
