"""BEGAN killed while its k moves ends with the weights, and the k, of a training that was not."""

import signal
import subprocess

import numpy as np

from tests.training.test_survival import command, killed_inside_an_epoch
from tfgan_suite.callbacks import latest_checkpoint
from tfgan_suite.loading import load_game

SETTINGS = ["--lambda-k", 0.01, "--patience", 1]


def test_killed_and_resumed_with_k_in_motion(images, tmp_path):
    straight, broken = tmp_path / "straight", tmp_path / "broken"
    subprocess.run(command("began", images, straight, *SETTINGS), check=True, capture_output=True)
    argv = command("began", images, broken, *SETTINGS)
    assert killed_inside_an_epoch(argv, broken / "checkpoints") == -signal.SIGKILL
    halfway = float(load_game(latest_checkpoint(broken / "checkpoints")).k.numpy())
    subprocess.run(argv, check=True, capture_output=True)
    ours, theirs = (load_game(latest_checkpoint(run / "checkpoints")) for run in (straight, broken))
    assert 0 < halfway < 1 and halfway != float(theirs.k.numpy())
    for mine, other in zip(ours.variables, theirs.variables, strict=True):
        np.testing.assert_array_equal(mine.numpy(), other.numpy(), err_msg=mine.path)
    assert (straight / "history.csv").read_text() == (broken / "history.csv").read_text()
