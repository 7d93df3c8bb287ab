"""What of the contract `make test` tries with a few games only; `make thorough` tries it with all."""

import pytest

STANDING_FOR_ALL = {"dcgan", "fisher", "mad_gan", "concatenated"}  # plain, with state, with many players, with labels

STOOD_FOR = {  # another case has the same box, or nearly
    "attending",
    "augmented",
    "bottleneck",
    "cgan_projection",
    "classified",
    "clipped",
    "contragan",
    "dragan",
    "esrgan",
    "fastcut",
    "feature_matching",
    "gawwn",
    "infogan_of_two_categories",
    "magan",
    "mocogan_moved",
    "mrgan",
    "multiplied",
    "nogan",
    "pan",
    "pix2pixhd_coarse",
    "projected",
    "segan_classes",
    "ss_infogan",
    "stackgan_sketching",
    "styled_spade",
    "top_k",
    "two_answers",
    "unit",
}


def pytest_collection_modifyitems(items):
    for item in items:
        case = item.callspec.id if hasattr(item, "callspec") else ""
        if case in STOOD_FOR or (item.get_closest_marker("costly") and case not in STANDING_FOR_ALL):
            item.add_marker(pytest.mark.thorough)
