"""A CycleGAN killed while its pools of old fakes are full ends as one that was not."""

import signal
import subprocess

import numpy as np

from tests.training.test_survival import EPOCH, command, killed_inside_an_epoch
from tfgan_suite.callbacks import latest_checkpoint
from tfgan_suite.loading import load_game


def test_a_killed_and_resumed_cyclegan_is_bit_for_bit_uninterrupted(tmp_path):
    rng = np.random.default_rng(0)
    domains = {field: rng.integers(0, 256, (60, 8, 8, 1), "uint8") for field in ("source", "target")}
    np.savez(tmp_path / "domains.npz", **domains)
    straight, broken = (tmp_path / name for name in ("straight", "broken"))
    commands = [command("cyclegan", tmp_path / "domains.npz", run, "--blocks", 1) for run in (straight, broken)]
    subprocess.run(commands[0], check=True, capture_output=True)
    assert killed_inside_an_epoch(commands[1], broken / "checkpoints") == -signal.SIGKILL
    pool = load_game(latest_checkpoint(broken / "checkpoints")).old_targets
    assert int(pool.count) == pool.size and len(np.unique(pool.images, axis=0)) == pool.size
    subprocess.run(commands[1], check=True, capture_output=True)
    ours, theirs = (load_game(latest_checkpoint(run / "checkpoints")) for run in (straight, broken))
    assert int(ours.steps.numpy()) == int(theirs.steps.numpy()) == 3 * EPOCH
    assert set(ours.averages) == {"to_target", "to_source"}
    pairs = [(ours.variables, theirs.variables)]
    pairs += [(ours.optimizers[p].variables, theirs.optimizers[p].variables) for p in ours.players]
    for mine, other in pairs:
        for a, b in zip(mine, other, strict=True):
            np.testing.assert_array_equal(a.numpy(), b.numpy(), err_msg=a.path)
    assert (straight / "history.csv").read_text() == (broken / "history.csv").read_text()
