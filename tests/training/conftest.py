import numpy as np
import pytest

from tests.training.rooms import Rooms
from tfgan_suite.training.commands.main import main


@pytest.fixture(autouse=True)
def unfitted_features(monkeypatch):
    """Own data are read by an untrained network, which is not kept: what fitted ones hear is tried beside them."""
    monkeypatch.setattr("tfgan_suite.metrics.features.own.kept_model", lambda path, made: made())
    monkeypatch.setattr("tfgan_suite.metrics.features.own.fitted", _untrained)


def _untrained(images, labels, seed):
    from tfgan_suite.metrics.features.own_network import outputs_of, own_network

    return outputs_of(own_network(images.shape[1:], 0, seed), "features")


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
