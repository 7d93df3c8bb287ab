"""What is printed on consoles of every sort, and what happens when nobody reads it any more."""

import importlib.metadata
import io
import os
import pty
import signal
import subprocess
import sys
import warnings

import pytest

from tests.training.killing import EPOCH, killed_and_resumed, newest_step, words
from tfgan_suite.callbacks import CollapseWatch
from tfgan_suite.callbacks.stop_on_signal import StopOnSignal
from tfgan_suite.training.commands.console import prepare

PROGRAM = [sys.executable, "-c", "from tfgan_suite.training.commands.main import main; main()"]


def command(*told):
    """A training as a process of its own."""
    return [*PROGRAM, *words(*told)]


def test_the_version_is_told(tfgan):
    status, out, _ = tfgan("--version")
    assert status == 0 and len(out) == 1
    for name in ("tensorflow", "keras"):
        assert importlib.metadata.version(name) in out[0]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_signs_that_an_encoding_has_not_are_printed_as_question_marks(encoding, monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding))
    prepare()
    print("max |Δ| 1", flush=True)
    assert raw.getvalue() == b"max |?| 1\n"


def test_a_warning_is_one_line(tfgan, capsys):
    tfgan("list")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        sys.stderr.write(warnings.formatwarning("Mode collapse?", UserWarning, __file__, 1))
    assert capsys.readouterr().err == "tfgan: Mode collapse?\n"


@pytest.mark.long
def test_output_to_a_file_has_no_animation(images, tmp_path):
    argv = command("dcgan", images, tmp_path / "run", "--epochs", 1, "--steps-per-epoch", 100)
    said = subprocess.run(argv, capture_output=True, check=True).stdout
    assert b"100/100" in said and not set(said) & set(b"\b\033\r")


@pytest.mark.thorough
def test_a_terminal_that_hangs_up_loses_no_step(rooms, images, tmp_path):
    how = {"signum": signal.SIGHUP, "ended_by": 128 + signal.SIGHUP}
    killed, _ = killed_and_resumed(rooms, "dcgan", images, tmp_path, **how)
    line = next(line for line in (tmp_path / "log").read_text().splitlines() if "SIGHUP" in line)
    assert f"SIGHUP: saved {tmp_path / 'broken'}" in line and f"step-{int(killed.steps.numpy()):08d}" in line


def test_a_signal_that_nohup_ignores_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with StopOnSignal(None):
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) != signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.long
def test_a_terminal_that_is_closed_loses_no_step(images, tmp_path):
    """Progress is printed at every step there; what fails of it ends the training after it has been saved."""
    master, slave = pty.openpty()
    argv = command("dcgan", images, tmp_path / "run", "--epochs", 1, "--steps-per-epoch", 20_000)
    argv[argv.index("--checkpoint-every") + 1] = "100000"
    with subprocess.Popen(argv, stdout=slave, stderr=subprocess.PIPE) as process:
        os.close(slave)
        seen = b""
        while b"\b" not in seen:
            seen += os.read(master, 10_000)
        os.close(master)
        line = process.stderr.read().decode().splitlines()[-1]
        assert process.wait() == 128 + signal.SIGPIPE
    assert newest_step(tmp_path / "run" / "checkpoints") > 0 and "SIGPIPE: saved" in line


@pytest.mark.thorough
def test_a_pipe_that_nobody_reads_loses_no_epoch(images, tmp_path):
    argv = command("dcgan", images, tmp_path / "run", "--epochs", 10_000, "--steps-per-epoch", EPOCH)
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while b"/step" not in process.stdout.readline():
            assert process.poll() is None, "it ended before its first epoch"
        process.stdout.close()
        err = process.stderr.read().decode()
        assert process.wait() == 128 + signal.SIGPIPE
    assert "Traceback" not in err and "Exception ignored" not in err and "SIGPIPE: saved" in err.splitlines()[-1]
    assert newest_step(tmp_path / "run" / "checkpoints") > 0


@pytest.fixture
def labelled(tfgan, tmp_path, monkeypatch):
    import numpy as np
    from PIL import Image

    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))
    for i, pixels in enumerate(np.random.default_rng(0).integers(0, 256, (60, 8, 8), "uint8")):
        place = tmp_path / "pictures" / ("cat", "dog", "3")[i % 3]
        place.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(place / f"{i}.png")
    argv = words("cgan", tmp_path / "pictures", tmp_path / "run", "--epochs", 1, "--steps-per-epoch", 2)
    assert tfgan(*argv)[0] == 0
    return tmp_path / "run"


def test_a_class_is_called_by_its_name_or_number(labelled, tfgan, tmp_path):
    for label, file in (("dog", "a.npy"), ("2", "b.npy"), ("3", "c.npy"), ("0", "d.npy")):
        assert tfgan("sample", labelled, "--label", label, "--n", 3, "--out", tmp_path / file)[0] == 0
    a, b, c, d = ((tmp_path / f"{name}.npy").read_bytes() for name in "abcd")
    assert a == b and c == d != a, "names come first: the classes are 3, cat and dog"
    for label in ("bird", "7", "-1"):
        status, _, err = tfgan("sample", labelled, "--label", label)
        assert status == 2 and len(err) == 1 and label in err[0] and "Union" not in err[0], err
    assert "3, cat, dog" in tfgan("sample", labelled, "--label", "bird")[2][0]


def test_a_warning_names_the_users_line():
    class Game:
        def sample(self, n, seed):
            return [[0.0], [0.0]]

    watch = CollapseWatch([[0.0], [1.0]])
    watch.set_model(Game())
    with pytest.warns(UserWarning, match="Mode collapse") as caught:
        watch.on_epoch_end(0, {})
    assert caught[0].filename == __file__
