"""What eight bits cost trained generators: a third of the size at most, and no more than a tenth of their score."""

import numpy as np
import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.export import export_network
from tfgan_suite.export.checks.interpreter import load
from tfgan_suite.training.protocols import image_protocol
from tfgan_suite.training.scoring.calibration import typical
from tfgan_suite.training.scoring.products import Products

N = 5000
STEPS = {"dcgan": 1000, "wgan_gp": 300, "cgan": 1000}


def noisy(run):
    """The same file with noise on its images."""
    rng = np.random.default_rng(0)
    noise = lambda values: np.float32(values + rng.normal(0, 0.5, values.shape))  # noqa: E731
    return lambda inputs: {name: noise(values) for name, values in run(inputs).items()}


@pytest.mark.parametrize("name", STEPS)
def test_int8_keeps_the_score(name, tmp_path):
    plan = plan_of(name, 0)
    game, network = trained(plan, STEPS[name]), plan.game.products()["generator"]
    facts = {"num_classes": getattr(game, "num_classes", None), "examples": typical(plan, "generator", network)}
    full, *few = export_network(network, tmp_path, ["savedmodel", "litert-int8", "litert-int8-io"], **facts)
    fid = lambda files: image_protocol.measure(Products(game, files), plan, N)["fid"]  # noqa: E731
    before = fid({})
    for check in few:
        run = load(check.path)
        assert check.bytes <= full.bytes / 3
        assert fid({"generator": run}) <= 1.1 * before
    assert fid({"generator": noisy(run)}) > 1.1 * before
