"""A ProGAN killed in the middle of a fade ends with the weights of one that was not."""

import signal
import subprocess

import numpy as np

from tests.training.test_survival import EPOCH, command, killed_inside_an_epoch
from tfgan_suite.callbacks import latest_checkpoint
from tfgan_suite.loading import load_game

BATCH = 8
GROWTH = ["--image-size", 8, "--stable-images", EPOCH * BATCH, "--fade-images", EPOCH * BATCH]


def test_killed_in_the_middle_of_a_fade_and_resumed_it_is_bit_for_bit_uninterrupted(images, tmp_path):
    """The second epoch is the fade of the only level above the coarsest; it begins on the boundary of an epoch."""
    straight, broken = tmp_path / "straight", tmp_path / "broken"
    subprocess.run(command("progan", images, straight, *GROWTH), check=True, capture_output=True)
    again = command("progan", images, broken, *GROWTH)
    assert killed_inside_an_epoch(again, broken / "checkpoints") == -signal.SIGKILL
    killed = load_game(latest_checkpoint(broken / "checkpoints"))
    assert killed.stage == 1 and 0 < float(killed.alpha) < 1
    subprocess.run(again, check=True, capture_output=True)
    ours, theirs = (load_game(latest_checkpoint(run / "checkpoints")) for run in (straight, broken))
    assert int(ours.steps.numpy()) == int(theirs.steps.numpy()) == 3 * EPOCH and ours.stage == theirs.stage == 2
    pairs = [(ours.variables, theirs.variables)]
    pairs += [(ours.optimizers[p].variables, theirs.optimizers[p].variables) for p in ours.players]
    for mine, other in pairs:
        for a, b in zip(mine, other, strict=True):
            np.testing.assert_array_equal(a.numpy(), b.numpy(), err_msg=a.path)
    assert (straight / "history.csv").read_text() == (broken / "history.csv").read_text()
