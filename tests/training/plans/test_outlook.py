import numpy as np
import pytest

from tfgan_suite.data import Examples
from tfgan_suite.data.pipeline.rows import Rows
from tfgan_suite.training import plans
from tfgan_suite.training.systems import find
from tfgan_suite.training.train import build

MEBIBYTE = 2**20


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    place = tmp_path_factory.mktemp("data") / "mine.npz"
    np.savez(place, image=np.random.default_rng(0).integers(0, 256, (100, 32, 32, 3), np.uint8))
    return place


def made(data, name="dcgan", **arguments):
    budget = {"epochs": 2, "steps_per_epoch": 3, "batch_size": 30}
    return build(find(name), {"data": str(data), "seed": 0, **budget, **arguments})


@pytest.mark.parametrize(("name", "average"), [("dcgan", 0.999), ("dcgan", 0.0), ("pix2pix", 0.0), ("mad_gan", 0.0)])
def test_a_checkpoint_is_as_large_as_foretold(data, tmp_path, name, average):
    if name == "pix2pix":
        images = np.load(data)["image"]
        data = tmp_path / "pairs.npz"
        np.savez(data, source=images, target=images)
    game = made(data, name, average=average).game
    game.save(tmp_path / "game.keras")
    size = (tmp_path / "game.keras").stat().st_size
    assert 0.9 * size - MEBIBYTE < plans.checkpoint_size(game) < size


def test_phases_that_a_budget_does_not_reach_are_not_promised(data):
    levels = {"stable_images": 60, "fade_images": 60}
    assert "6 steps of 30 examples, 2 times over the data, to level 8x8 (phase 2 of 4);" in plans.outlook_of(
        made(data, "progan", **levels)
    )
    assert "to level 32x32 (phase 4 of 4);" in plans.outlook_of(made(data, "progan", **levels, epochs=4))


def test_minutes_are_a_limit_too(data):
    assert "2 times over the data, or 1.5 minutes; about" in plans.outlook_of(made(data), 1.5)


def test_memory_is_that_of_networks_minibatches_and_what_is_held_of_the_data(data):
    plan = made(data)
    small = plans.memory_needed(plan)
    assert plans.memory_needed(made(data, batch_size=60)) > small + 30 * 32 * 32 * 3 * 4
    assert plans.memory_needed(made(data, width=128)) > small + MEBIBYTE
    plan.train = Examples({"image": np.zeros((MEBIBYTE, 4, 4, 4), np.uint8)}, "held")
    held = plans.memory_needed(plan)
    assert held - small == pytest.approx(2 * 64 * MEBIBYTE, rel=0.01)
    plan.train = Examples({"image": Rows(plan.train["image"], np.arange(MEBIBYTE))}, "mapped")
    assert held - plans.memory_needed(plan) == 2 * 64 * MEBIBYTE
