"""What of the contract `make test` tries with a few games only; `make thorough` tries it with all."""

import pytest

STANDING_FOR_ALL = {"dcgan", "fisher", "mad_gan", "concatenated"}  # plain, with state, with many players, with labels

STOOD_FOR = {"fastcut", "bottleneck", "nogan", "pan"}  # by cut, hierarchical, srgan and pix2pix


def pytest_collection_modifyitems(items):
    for item in items:
        case = item.callspec.id if hasattr(item, "callspec") else ""
        if case in STOOD_FOR or (item.get_closest_marker("costly") and case not in STANDING_FOR_ALL):
            item.add_marker(pytest.mark.thorough)
