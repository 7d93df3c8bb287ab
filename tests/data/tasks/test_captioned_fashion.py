import numpy as np
import pytest

from tfgan_suite.data import Examples
from tfgan_suite.data.tasks.captioned_fashion import NOUNS, QUADRANTS, SHADES, captioned_fashion, shown


@pytest.fixture(scope="module")
def source():
    """Discs of ten sizes."""
    rows, columns = np.mgrid[:28, :28] - 13.5
    labels = np.arange(600, dtype=np.int32) % 10
    discs = np.hypot(rows, columns) < (labels[:, None, None] + 4)
    return Examples({"image": np.where(discs, 230, 0).astype(np.uint8)[..., None], "label": labels}, "discs")


def test_captions_say_what_images_show(source):
    ours = captioned_fashion(source, "train")
    assert ours["image"].shape == (600, 32, 32, 1)
    articles, shades, quadrants = shown(ours["image"])
    np.testing.assert_array_equal(shades, ours["shade"])
    np.testing.assert_array_equal(quadrants, ours["quadrant"])
    assert np.abs(articles / 255 - source["image"] / 230).mean() < 0.1
    for i in range(50):
        words = ours["caption"][i]
        assert NOUNS[source["label"][i]] in words and QUADRANTS[quadrants[i]] in words and SHADES[shades[i]] in words


def test_everything_there_is_to_say_is_said(source):
    ours = captioned_fashion(source, "train")
    assert len(np.unique(ours["caption"])) == len(NOUNS) * len(SHADES) * len(QUADRANTS)
    assert np.bincount(ours["quadrant"]).min() > 100 and np.bincount(ours["shade"]).min() > 250


def test_it_is_the_same_every_time_and_other_in_each_split(source):
    train, again, test = (captioned_fashion(source, split) for split in ("train", "train", "test"))
    np.testing.assert_array_equal(train["image"], again["image"])
    assert (train["caption"] != test["caption"]).mean() > 0.5
