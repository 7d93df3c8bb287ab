import numpy as np
import pytest

from tfgan_suite.data import Examples
from tfgan_suite.data.tasks.fashion_clips import DARKEST, MOTIONS, articles, background, fashion_clips, motions, tracks


@pytest.fixture(scope="module")
def source():
    """Squares with a spot, all different."""
    images = np.zeros((400, 28, 28, 1), np.uint8)
    images[:, 6:22, 6:22] = np.linspace(90, 250, 400).astype(np.uint8)[:, None, None, None]
    return Examples({"image": images, "label": np.arange(400, dtype=np.int32) % 10}, "squares")


def test_an_article_moves_over_a_still_background(source):
    ours = fashion_clips(source, "test")
    clips = ours["clip"].astype(int)
    assert clips.shape == (400, 16, 32, 32, 1) and ours.classes == MOTIONS
    still = background().astype(int)
    assert still.max() <= DARKEST and (clips >= still).all()
    assert (clips == still).mean((1, 2, 3, 4)).min() > 0.6, "what the article does not cover is the background"
    assert np.ptp(clips, axis=1).max((1, 2, 3)).min() > 50, "every article moves"


def test_tracks_tell_the_kind_of_motion(source):
    ours = fashion_clips(source, "test")
    paths = tracks(ours["clip"])
    np.testing.assert_array_equal(motions(paths), ours["label"])
    assert np.ptp(paths, axis=1).max() <= 12.5 and len(np.unique(ours["label"])) == 4


def test_articles_are_cut_out_wherever_they_are(source):
    cut = articles(fashion_clips(source, "test")["clip"]).astype(int)
    assert cut.shape == (400, 3, 28, 28, 1)
    assert np.abs(cut - cut[:, :1]).mean() < 12 and cut[:, :, 14, 14].min() > 80


def test_it_is_the_same_every_time_and_other_in_each_split(source):
    train, again, test = (fashion_clips(source, split)["clip"] for split in ("train", "train", "test"))
    np.testing.assert_array_equal(train, again)
    assert (train != test).any()
