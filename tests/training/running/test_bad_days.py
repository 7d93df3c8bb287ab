"""Full and read-only disks, clocks that jump, data that go away: one line, and nothing is lost."""

import contextlib
import itertools
import shutil
import subprocess
import time
import zipfile

import keras
import numpy as np
import pytest
from PIL import Image

from tests.training.killing import newest_game, words
from tfgan_suite.training.running.execution import Execution
from tfgan_suite.training.running.run import Run
from tfgan_suite.training.running.train import build, fit
from tfgan_suite.training.systems.registry import find


def training(images, run, epochs):
    return words("dcgan", images, run, "--epochs", epochs, "--steps-per-epoch", 10)


def values(run):
    game = newest_game(run)
    return [v.numpy() for v in [*game.variables, *(v for o in game.optimizers.values() for v in o.variables)]]


def assert_same(ours, theirs):
    for a, b in zip(values(ours), values(theirs), strict=True):
        np.testing.assert_array_equal(a, b)


def in_one_line(outcome, *words):
    status, _, err = outcome
    assert status == 2 and len(err) == 1 and err[0].startswith("tfgan: "), err
    assert all(word in err[0] for word in words), err[0]


@pytest.fixture
def disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.long
def test_a_disk_that_fills_up_in_the_middle_costs_no_checkpoint(tfgan, images, disk, tmp_path):
    run, straight = disk / "run", tmp_path / "straight"
    assert tfgan(*training(images, straight, 2))[0] == 0
    assert tfgan(*training(images, run, 1))[0] == 0
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(1024))
    in_one_line(tfgan(*training(images, run, 2)), "space")
    for checkpoint in (run / "checkpoints").iterdir():
        assert zipfile.ZipFile(checkpoint).testzip() is None, "a half-written one was left"
    filler.unlink()
    assert tfgan(*training(images, run, 2))[0] == 0
    assert_same(straight, run)


def test_a_disk_that_may_no_longer_be_written(tfgan, images, disk):
    run = disk / "run"
    assert tfgan(*training(images, run, 1))[0] == 0
    before = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    in_one_line(tfgan(*training(images, run, 2)), "Read-only")
    in_one_line(tfgan(*training(images, disk / "new", 1)), "Read-only")
    in_one_line(tfgan("sample", run, "--out", disk / "x.png"), "Read-only")
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert before == {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}


@pytest.mark.thorough
def test_a_clock_that_jumps_changes_nothing(tfgan, images, tmp_path, monkeypatch):
    assert tfgan(*training(images, tmp_path / "straight", 2))[0] == 0
    real, calls = time.time, itertools.count()
    monkeypatch.setattr(time, "time", lambda: real() - 3600 * (next(calls) % 3))
    jumping = [*training(images, tmp_path / "jumping", 2), "--checkpoint-minutes", 10, "--minutes", 10]
    assert tfgan(*jumping)[0] == 0
    assert next(calls) > 0, "nobody asked for the time"
    assert_same(tmp_path / "straight", tmp_path / "jumping")


def in_epoch(epoch, act):
    return keras.callbacks.LambdaCallback(on_epoch_begin=lambda number, logs: act() if number == epoch else None)


def fitted(data, run, *callbacks):
    own = {"data": str(data), "epochs": 4, "steps_per_epoch": 5, "batch_size": 8, "width": 4, "image_size": 8}
    arguments = {**find("dcgan").arguments(), **own}
    plan = build(find("dcgan"), arguments, Execution())
    plan.callbacks += callbacks
    run = Run.prepare(run, "dcgan", arguments)
    run.begin()
    fit(plan, run)
    return run.path


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))
    place = tmp_path / "pictures"
    place.mkdir()
    for i, pixels in enumerate(np.random.default_rng(0).integers(0, 256, (40, 8, 8), "uint8")):
        Image.fromarray(pixels).save(place / f"{i:02d}.png")
    return place


def test_a_picture_that_turns_unreadable_in_the_third_epoch_is_not_missed(folder, tmp_path):
    straight = fitted(folder, tmp_path / "straight")
    broken = fitted(folder, tmp_path / "broken", in_epoch(2, lambda: (folder / "07.png").write_bytes(b"")))
    assert_same(straight, broken)


@pytest.mark.long
@pytest.mark.parametrize("mapped", [False, True], ids=["in memory", "read from disk"])
def test_a_file_of_data_that_vanishes(mapped, tfgan, images, tmp_path, monkeypatch):
    """Whoever trains keeps what he opened; whoever begins or goes on is told in one line, and the run stays."""
    if mapped:
        monkeypatch.setattr("tfgan_suite.data.folders.arrays.MAPPED_FROM", 0)
    file = tmp_path / "images.npy"
    np.save(file, np.load(images)["image"])
    straight = fitted(file, tmp_path / "straight")
    broken = fitted(file, tmp_path / "broken", in_epoch(2, file.unlink))
    assert_same(straight, broken)
    before = values(broken)
    in_one_line(tfgan(*training(file, tmp_path / "new", 1)), "images.npy", "does not exist")
    in_one_line(tfgan("evaluate", broken), "images.npy", "does not exist")
    for a, b in zip(before, values(broken), strict=True):
        np.testing.assert_array_equal(a, b)
