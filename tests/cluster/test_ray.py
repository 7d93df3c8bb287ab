"""`tfgan train --ray-workers`, on a real Ray cluster of this machine."""

import os
import subprocess
import sys

import numpy as np
import pytest

from tfgan_suite.callbacks import latest_checkpoint
from tfgan_suite.loading import load_game

pytestmark = pytest.mark.cluster
PROGRAM = [sys.executable, "-c", "from tfgan_suite.training.commands.main import main; main()"]
TINY = ["--batch-size", "8", "--width", "4", "--latent-dim", "5", "--epochs", "2", "--steps-per-epoch", "3"]


def trained(run, directory, *options):
    words = ["train", "dcgan", "--data", "little.npz", "--run-dir", run, *TINY, "--evaluate", "false", *options]
    subprocess.run([*PROGRAM, *words], cwd=directory, check=True, timeout=1800)
    return load_game(latest_checkpoint(directory / run / "checkpoints"))


def test_two_ray_workers_equal_one_process(tmp_path):
    pytest.importorskip("ray")
    images = np.random.default_rng(0).integers(0, 256, (240, 8, 8, 1), "uint8")
    np.savez(tmp_path / "little.npz", image=images)
    alone, shared = trained("alone", tmp_path), trained("shared", tmp_path, "--ray-workers", "2")
    for ours, theirs in zip(alone.weights, shared.weights, strict=True):
        np.testing.assert_allclose(np.array(ours), np.array(theirs), rtol=0, atol=1e-5, err_msg=ours.path)
    files = [{path.name for path in (tmp_path / run).iterdir() if path.name != ".ray"} for run in ("alone", "shared")]
    assert files[0] == files[1] and (tmp_path / "shared" / "export" / "litert" / "generator.tflite").is_file()


def test_a_workers_reason_is_one_line(tmp_path):
    pytest.importorskip("ray")
    words = ["train", "dcgan", "--data", "nowhere.npz", "--run-dir", "run", "--ray-workers", "2"]
    failed = subprocess.run(
        [*PROGRAM, *words], cwd=tmp_path, capture_output=True, text=True, timeout=1800, env=os.environ
    )
    assert failed.returncode == 2 and "nowhere.npz" in failed.stderr.splitlines()[-1]
