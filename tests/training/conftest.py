import numpy as np
import pytest

from tests.training.rooms import Rooms
from tfgan_suite.training.commands.main import main


@pytest.fixture
def images(tmp_path):
    """A labelled array file of 240 little images."""
    rng = np.random.default_rng(0)
    path = tmp_path / "little.npz"
    np.savez(path, image=rng.integers(0, 256, (240, 8, 8, 1), "uint8"), label=np.arange(240, dtype="int32") % 3)
    return path


@pytest.fixture(scope="session")
def large_images(tmp_path_factory):
    """As many as the largest batch of any system asks for, 28×28."""
    path = tmp_path_factory.mktemp("images") / "large.npz"
    np.savez(path, image=np.random.default_rng(0).integers(0, 256, (800, 28, 28, 1), "uint8"))
    return path


@pytest.fixture(scope="session")
def rooms():
    return Rooms()


@pytest.fixture
def tfgan(capsys):
    """Runs a command in this process; returns (exit status, lines on standard output, lines on standard error)."""

    def run(*argv):
        status = 0
        try:
            main([str(word) for word in argv])
        except SystemExit as leaving:
            status = leaving.code
        out, err = capsys.readouterr()
        return status, out.splitlines(), err.splitlines()

    return run
