"""Every system that is a choice of parts for one game, as its recipe builds it, on one replica and on two."""

from contextlib import nullcontext

import keras
import numpy as np
import pytest

from tests.variants.test_contract import largest_difference, sgd, stream, values
from tfgan_suite.training.recipes.objectives.combinations import CARDS
from tfgan_suite.training.systems.registry import find

pytestmark = pytest.mark.scale
RATE = 0.005  # at ten times as much LSGAN and Improved GAN turn one unit in the last place into 1e-4 in two steps


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "noise.npz"
    np.savez(path, image=np.random.default_rng(0).integers(0, 256, (64, 28, 28, 1), "uint8"))
    return path


def trained(name, images, scope):
    system = find(name)
    small = {"data": str(images), "width": 4, "batch_size": 8, "epochs": 1, "steps_per_epoch": 2}
    with scope:
        keras.utils.set_random_seed(0)
        plan = system.recipe()(**{**system.arguments(), **small})
        plan.game.compile(**sgd(plan.game, RATE))
    plan.game.fit(stream(next(iter(plan.training_data()))), steps_per_epoch=2, verbose=0)
    return plan.game


@pytest.mark.parametrize("name", [system.name for system in CARDS])
def test_one_replica_equals_two(name, images, two_replicas):
    alone, shared = trained(name, images, nullcontext()), trained(name, images, two_replicas.scope())
    difference = largest_difference(values(alone.variables), values(shared.variables))
    print(f"{name}: {difference:.1e}")
    assert difference <= 1e-6
