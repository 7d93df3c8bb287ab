"""Exported models in runtimes that are not this suite's: run by `make serving`, in an environment of its own."""

from pathlib import Path

import pytest

from tests.export.conftest import NETWORKS, answer, draw, trained  # noqa: F401
from tfgan_suite.export import export_network

OUTPUT = {"translator": "translation"}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.serving)


@pytest.fixture(scope="module", params=NETWORKS)
def exported(request, tmp_path_factory):
    """A network, the directory that it is exported to, and the name of its output."""
    network, output = trained(*NETWORKS[request.param]()), OUTPUT.get(request.param, "image")
    place = tmp_path_factory.mktemp("export")
    export_network(network, place, name="model", output_names=(output,))
    return network, place, output
