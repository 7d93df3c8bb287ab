"""What of the contract `make test` tries with a few games only; `make thorough` tries it with all."""

import pytest

STANDING_FOR_ALL = {"dcgan", "fisher", "mad_gan", "concatenated"}  # plain, with state, with many players, with labels


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("costly") and item.callspec.id not in STANDING_FOR_ALL:
            item.add_marker(pytest.mark.thorough)
