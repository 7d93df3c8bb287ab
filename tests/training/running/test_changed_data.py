"""Data that changed under a run: what no longer fits is said, and checkpoints that are whole are not called damaged."""

import threading

import numpy as np
import pytest
from PIL import Image

from tests.thorough import thorough
from tests.training.killing import newest_step
from tfgan_suite.callbacks import Checkpoints, latest_checkpoint
from tfgan_suite.training.running.open_game import open_game
from tfgan_suite.training.running.run import Run

TINY = ["--batch-size", 8, "--width", 4, "--latent-dim", 5, "--steps-per-epoch", 2]
BARE = [*TINY, "--evaluate", "false", "--export", "false"]


def write(file, n=80, side=8, channels=1, seed=0, classes=2):
    image = np.random.default_rng(seed).integers(0, 256, (n, side, side, channels), "uint8")
    np.savez(file, image=image, label=np.arange(n, dtype="int32") % classes)


@pytest.fixture
def trained(tfgan, tmp_path):
    """Trains a system on `data.npz` for so many epochs; returns status and the one line on standard error, or all."""
    write(tmp_path / "data.npz")

    def train(system="cgan", epochs=1):
        run = ["--data", tmp_path / "data.npz", "--run-dir", tmp_path / "run"]
        status, out, err = tfgan("train", system, *run, "--epochs", epochs, *BARE)
        return status, out, " ".join(err)

    assert train()[0] == 0
    return train


@pytest.mark.long
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"classes": 3}, ["classes were 2 and are 3", "new: 2"]),
        thorough({"side": 16}, ["image was uint8 8x8x1 and is uint8 16x16x1"]),
        thorough({"channels": 3}, ["image was uint8 8x8x1 and is uint8 8x8x3"]),
    ],
)
def test_what_no_longer_fits_is_said(change, words, trained, tfgan, tmp_path):
    before = latest_checkpoint(tmp_path / "run" / "checkpoints").read_bytes()
    write(tmp_path / "data.npz", **change)
    for status, _, line in (trained(epochs=2), tfgan("evaluate", tmp_path / "run")):
        line = line if isinstance(line, str) else " ".join(line)
        assert status == 2 and all(word in line for word in words) and "checkpoints are whole" in line, line
        assert "damaged" not in line and "delete" not in line
    assert latest_checkpoint(tmp_path / "run" / "checkpoints").read_bytes() == before
    write(tmp_path / "data.npz")
    assert trained(epochs=2)[0] == 0


def test_fields_that_are_gone(trained, tmp_path):
    np.savez(tmp_path / "data.npz", image=np.zeros((80, 8, 8, 1), "uint8"))
    status, _, line = trained(epochs=2)
    assert status == 2 and "labels" in line and "damaged" not in line


@pytest.mark.parametrize("noted", ["text", "<U6"])
def test_a_longer_name_of_a_file_changes_nothing(noted, tfgan, tmp_path):
    folder, run = tmp_path / "pictures", tmp_path / "run"
    folder.mkdir()
    for number in range(20):
        Image.new("L", (8, 8), number).save(folder / f"{number:02}.png")
    words = ["train", "dcgan", "--data", folder, "--run-dir", run, *BARE, "--epochs"]
    assert tfgan(*words, 1)[0] == 0
    facts = (run / "data.json").read_text()
    assert '"text"' in facts
    (run / "data.json").write_text(facts.replace('"text"', f'"{noted}"'))
    Image.new("L", (8, 8)).save(folder / "one with a long name.png")
    status, out, err = tfgan(*words, 2)
    assert status == 0 and any("18 train examples are now 19" in line for line in out), err


@pytest.mark.long
def test_more_examples_are_said_and_trained_on(trained, tmp_path):
    write(tmp_path / "data.npz", n=120)
    status, out, _ = trained(epochs=2)
    assert status == 0 and any("train examples are now" in line for line in out)
    assert newest_step(tmp_path / "run" / "checkpoints") == 4
    assert not any("train examples are now" in line for line in trained(epochs=3)[1])


def test_a_class_folder_that_came_is_named(tfgan, tmp_path, monkeypatch):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))
    for i, pixels in enumerate(np.random.default_rng(0).integers(0, 256, (60, 8, 8), "uint8")):
        place = tmp_path / "pictures" / ("cat", "dog")[i % 2]
        place.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(place / f"{i}.png")
    argv = ["train", "cgan", "--data", tmp_path / "pictures", "--run-dir", tmp_path / "run", *BARE, "--epochs"]
    assert tfgan(*argv, 1)[0] == 0
    (tmp_path / "pictures" / "bird").mkdir()
    for i in range(30):
        Image.fromarray(np.full((8, 8), i, "uint8")).save(tmp_path / "pictures" / "bird" / f"{i}.png")
    status, _, err = tfgan(*argv, 2)
    assert status == 2 and "new: bird" in err[0] and "damaged" not in err[0], err


def test_a_whole_checkpoint_of_another_game_is_not_called_damaged(trained, tfgan, tmp_path):
    (tmp_path / "run" / "data.json").unlink()
    write(tmp_path / "data.npz", side=16)
    status, _, line = trained(epochs=2)
    assert status == 2 and "is whole and does not fit" in line and "damaged" not in line


def test_a_run_is_opened_while_its_training_drops_checkpoints(trained, tmp_path):
    run = Run.open(tmp_path / "run")
    writer = Checkpoints(run.checkpoints, keep=1)
    writer.set_model(open_game(run))
    stop = threading.Event()

    def write_on():
        while not stop.is_set():
            writer.model.steps.assign_add(1)
            writer.save()

    thread = threading.Thread(target=write_on)
    thread.start()
    try:
        steps = [int(open_game(run).steps.numpy()) for _ in range(5)]
    finally:
        stop.set()
        thread.join()
    assert steps == sorted(steps) and steps[-1] > 2


def test_a_checkpoint_that_is_dropped_before_it_is_opened_gives_way_to_the_next(trained, tmp_path, monkeypatch):
    run = Run.open(tmp_path / "run")
    opened = []

    def dropped_at_first(path):
        if not opened:
            path.rename(path.with_name("step-00000005.keras"))
            opened.append(path)
            raise FileNotFoundError(path)
        return path

    monkeypatch.setattr("tfgan_suite.training.running.open_game.load_game", dropped_at_first)
    assert open_game(run).name == "step-00000005.keras"
