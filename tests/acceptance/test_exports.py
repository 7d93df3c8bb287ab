"""Every system's products at the size that its recipe trains, which tiny networks do not stand for: LiteRT loses static
shapes where levels are several."""

import pytest

from tests.acceptance.trainings import plan_of
from tfgan_suite.export import export_network
from tfgan_suite.training.systems import SYSTEMS


@pytest.mark.parametrize("name", [system.name for system in SYSTEMS])
def test_products_of_the_trained_size_are_exported(name, tmp_path):
    game = plan_of(name, 0).game
    for product, network in game.products().items():
        classes, outputs = getattr(game, "num_classes", None), tuple(network.output_names)
        checks = export_network(network, tmp_path, name=product, output_names=outputs, num_classes=classes)
        assert {check.format for check in checks} == {"savedmodel", "litert"}
        assert all(check.max_difference <= check.tolerance for check in checks)
