"""One training at a time in a run directory; who is too late is told who is there."""

import os
import signal
import subprocess
import sys

import pytest

from tests.training.killing import words
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.running.lock import locked
from tfgan_suite.training.running.run import Run

HOLDER = "import sys, time; from pathlib import Path; from tfgan_suite.training.running.lock import locked\n"
HOLDER += "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"


@pytest.fixture
def holder(tmp_path):
    """A process that trains, as far as the lock knows."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_who_comes_second_is_told_who_is_there(holder, tmp_path):
    said = rf"is in use, for training by process {holder.pid} on .* since \d{{4}}-"
    with pytest.raises(SuiteError, match=said), locked(tmp_path):
        pass


def test_the_lock_of_a_killed_process_is_taken_over(holder, tmp_path):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with locked(tmp_path):
        assert f"process {os.getpid()} " in (tmp_path / ".lock").read_text()


def test_the_lock_is_free_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        raise ZeroDivisionError
    with locked(tmp_path):
        pass


def test_a_training_does_not_disturb_another(tfgan, images, tmp_path):
    argv = words("dcgan", images, tmp_path / "run", "--epochs", 1, "--steps-per-epoch", 2)
    (tmp_path / "run").mkdir()
    with locked(tmp_path / "run"):
        status, _, err = tfgan(*argv)
    assert status == 2 and len(err) == 1 and f"training by process {os.getpid()}" in err[0]
    assert [path.name for path in (tmp_path / "run").iterdir()] == [".lock"]
    assert tfgan(*argv)[0] == 0


def test_a_run_of_other_arguments_that_began_meanwhile_is_left_alone(tmp_path):
    ours, theirs = (Run.prepare(tmp_path / "run", "dcgan", {"seed": seed}) for seed in (0, 1))
    theirs.begin()
    with pytest.raises(SuiteError, match="was started with seed=1"):
        ours.begin()
