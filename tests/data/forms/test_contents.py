"""Contents that a source is asked for, and options that belong to them."""

import pytest

from tfgan_suite.data import load
from tfgan_suite.errors import SuiteError


@pytest.mark.parametrize(
    ("content", "options", "wrong"),
    [
        (
            "clip",
            {},
            "there is no content 'clip'; use one of images, pairs, domains, masks, captions, boxes, keypoints, clips",
        ),
        ("clips", {"lenght": 4}, "clips have no option lenght; use length or stride"),
        ("images", {"length": 4}, "images have no option length; leave it out"),
        ("sequences", {"image_size": 32}, "is read as sequences; leave out image size"),
    ],
)
def test_contents_and_options_that_are_none_are_one_line(content, options, wrong, folder):
    with pytest.raises(SuiteError, match=wrong):
        load(folder, content=content, **options)


def test_named_sets_have_their_own_length():
    with pytest.raises(SuiteError, match="fashion_clips is read as it is; length is for files and folders of your own"):
        load("fashion_clips", content="clips", length=8)
