"""A training killed in the middle of an epoch ends with the weights of one that was not."""

import re
import signal
import zipfile

import numpy as np
import pytest

from tests.thorough import thorough
from tests.training.killing import (
    EPOCH,
    assert_identical,
    killed_and_resumed,
    killed_inside_an_epoch,
    newest_game,
    words,
)
from tfgan_suite.callbacks import latest_checkpoint


@pytest.mark.long
@pytest.mark.parametrize("system", ["dcgan", thorough("wgan_gp"), thorough("cgan")])
def test_killed_and_resumed_is_bit_for_bit_uninterrupted(system, rooms, images, tmp_path):
    _, ended = killed_and_resumed(rooms, system, images, tmp_path)
    assert "generator" in ended.averages


@pytest.mark.thorough
def test_what_goes_on_after_the_end_of_an_epoch_begins_the_next_with_no_running_means(tfgan, images, tmp_path):
    straight, broken = tmp_path / "straight", tmp_path / "broken"
    assert tfgan(*words("wgan_gp", images, straight, "--epochs", 2, length=4))[0] == 0
    for epochs in (1, 2):
        assert tfgan(*words("wgan_gp", images, broken, "--epochs", epochs, length=4))[0] == 0
    assert (straight / "history.csv").read_text() == (broken / "history.csv").read_text()


@pytest.mark.thorough
def test_killed_in_the_middle_of_a_fade(rooms, images, tmp_path):
    """The second epoch of this ProGAN is the fade of the only level above the coarsest."""
    stage = 8 * EPOCH
    growth = ["--image-size", 8, "--stable-images", stage, "--fade-images", stage]
    killed, ended = killed_and_resumed(rooms, "progan", images, tmp_path, *growth)
    assert killed.stage == 1 and 0 < float(killed.alpha) < 1 and ended.stage == 2


@pytest.mark.thorough
def test_killed_with_k_in_motion(rooms, images, tmp_path):
    killed, ended = killed_and_resumed(rooms, "began", images, tmp_path, "--lambda-k", 0.01, "--patience", 1)
    assert 0 < float(killed.k.numpy()) < 1 and float(killed.k.numpy()) != float(ended.k.numpy())


@pytest.mark.thorough
def test_killed_with_full_pools(rooms, tmp_path):
    rng = np.random.default_rng(0)
    domains = {field: rng.integers(0, 256, (60, 8, 8, 1), "uint8") for field in ("source", "target")}
    np.savez(tmp_path / "domains.npz", **domains)
    killed, ended = killed_and_resumed(rooms, "cyclegan", tmp_path / "domains.npz", tmp_path, "--blocks", 1)
    pool = killed.old_targets
    assert int(pool.count) == pool.size and len(np.unique(pool.images, axis=0)) == pool.size
    assert set(ended.averages) == {"to_target", "to_source"}


@pytest.mark.long
@pytest.mark.parametrize("signum", [signal.SIGTERM, thorough(signal.SIGINT)])
def test_told_to_stop_it_saves_says_so_and_goes_on(signum, rooms, images, tmp_path):
    killed, _ = killed_and_resumed(rooms, "dcgan", images, tmp_path, signum=signum, ended_by=128 + signum)
    (said,) = re.findall(f"tfgan: {signum.name}: .*", (tmp_path / "log").read_text())
    step = int(killed.steps.numpy())
    assert said.startswith(f"tfgan: {signum.name}: saved ") and f"step-{step:08d}.keras" in said


@pytest.mark.long
def test_a_damaged_checkpoint_gives_way_to_the_one_before(tfgan, images, tmp_path):
    run = tmp_path / "run"
    argv = words("dcgan", images, run)
    assert tfgan(*argv)[0] == 0
    whole = newest_game(run)
    newest = latest_checkpoint(run / "checkpoints")
    content = bytearray(newest.read_bytes())
    content[len(content) // 2] ^= 255
    newest.write_bytes(content)
    with pytest.warns(UserWarning, match=rf"{newest.name} is damaged"):
        assert tfgan(*argv)[0] == 0
    assert_identical(whole, newest_game(run))


@pytest.mark.thorough
def test_checkpoints_are_whole_whenever_one_looks(rooms, images, tmp_path):
    """Every file under its final name is a complete archive, however often the training is killed."""
    run = tmp_path / "run"
    for _ in range(2):
        killed_inside_an_epoch(rooms, words("dcgan", images, run), run / "checkpoints", tmp_path / "log")
    for checkpoint in (run / "checkpoints").glob("step-*.keras"):
        assert zipfile.ZipFile(checkpoint).testzip() is None


@pytest.mark.parametrize("left", [thorough(""), "epoch,discriminator_lo"])
def test_killed_before_the_first_row_of_its_history(left, tfgan, images, tmp_path):
    """What is left of a header is no header; the next training writes one."""
    argv = words("dcgan", images, tmp_path / "run", "--epochs", 1, "--steps-per-epoch", 2)
    assert tfgan(*argv)[0] == 0
    history = tmp_path / "run" / "history.csv"
    whole = history.read_text()
    history.write_text(left)
    for checkpoint in (tmp_path / "run" / "checkpoints").iterdir():
        checkpoint.unlink()
    assert tfgan(*argv)[0] == 0
    assert history.read_text() == whole and whole.startswith("epoch,")
