"""Every system's products at the size that its recipe trains, which tiny networks do not stand for: LiteRT loses static
shapes where levels are several."""

import json

import keras
import numpy as np
import pytest

from tests.acceptance.trainings import plan_of
from tests.export.saved import foreign, replayed, run_natively
from tfgan_suite.export import descriptions, export_network
from tfgan_suite.export.meanings import UNKNOWN, meaning
from tfgan_suite.training.systems.registry import SYSTEMS, find

NAMES = [system.name for system in SYSTEMS]


@pytest.mark.parametrize("name", NAMES)
def test_products_of_the_trained_size_are_exported(name, tmp_path):
    game = plan_of(name, 0).game
    for product, network in game.products().items():
        classes, outputs = getattr(game, "num_classes", None), tuple(network.output_names)
        checks = export_network(network, tmp_path, name=product, output_names=outputs, num_classes=classes)
        assert {check.format for check in checks} == {"savedmodel", "litert"}
        assert all(check.max_difference <= check.tolerance for check in checks)
    models = {model["name"]: model for model in descriptions(tmp_path)}
    assert models.keys() == game.products().keys()
    for product, model in models.items():
        serves_as_told(game.products()[product], model, tmp_path)


def serves_as_told(network, model, room):
    """Its signatures are described, hold nothing of a training or of Python, and the C++ loader answers as Keras."""
    version, signatures = model["version"], model["signatures"]
    names = {name for sides in signatures["serving_default"].values() for name in sides}
    assert all(meaning(name) is not UNKNOWN for name in names), names
    assert ("uint8" in signatures) == any(meaning(name).span for name in names)
    request = json.loads((room / "serving" / model["name"] / "request.json").read_text())
    assert request["inputs"].keys() == signatures[request["signature_name"]]["inputs"].keys()
    for key, sides in signatures.items():
        assert all(spec["shape"][0] is None for side in sides.values() for spec in side.values())
        assert foreign(version, key) == set()
        requests = [inputs for asked, inputs in replayed(version) if asked == key]
        assert [len(next(iter(inputs.values()))) for inputs in requests] == [1, 4]
        answers = run_natively(version, requests[1], room, key)
        if key == "serving_default":
            tensors = [requests[1][tensor.name] for tensor in network.inputs]
            due = network(keras.tree.pack_sequence_as(network.input, tensors), training=False)
            for output, expected in zip(network.output_names, due if isinstance(due, list) else [due], strict=True):
                np.testing.assert_allclose(answers[output], expected, atol=1e-5, rtol=0)


@pytest.mark.parametrize("name", [name for name in NAMES if "average" in find(name).arguments()])
def test_products_are_of_the_moving_average(name):
    game = plan_of(name, 0, average=0.9).game
    assert game.averages
    before = [w.numpy() for network in game.products().values() for w in network.weights]
    for averaged in game.averages:
        for weight in getattr(game, averaged).weights:
            weight.assign(weight + 1)
    after = [w.numpy() for network in game.products().values() for w in network.weights]
    assert all(np.array_equal(a, b) for a, b in zip(before, after, strict=True))
