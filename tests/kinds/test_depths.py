"""Images of any number of channels as pictures."""

import numpy as np
import pytest
from PIL import Image

from tfgan_suite.data import to_float
from tfgan_suite.kinds.animation import write_frames
from tfgan_suite.kinds.captions import with_captions
from tfgan_suite.kinds.class_probabilities import with_bars
from tfgan_suite.kinds.depths import in_colour, over_white
from tfgan_suite.kinds.images import Images, grid
from tfgan_suite.kinds.masks import overlaid
from tfgan_suite.kinds.panels import beside

RNG = np.random.default_rng(0)
CLEAR = np.zeros((2, 64, 64, 4), np.uint8) + np.uint8([255, 0, 0, 255])
CLEAR[:, :, :32, 3] = 0


def some(depth):
    return RNG.integers(0, 256, (4, 64, 48, depth), np.uint8)


@pytest.mark.parametrize(
    ("depth", "shape"),
    [(1, (96, 3)), (2, (192, 3)), (3, (96, 3)), (4, (96, 4)), (5, (480, 3)), (6, (192, 3))],
)
def test_a_grid_shows_every_channel(depth, shape):
    images = some(depth)
    drawn = grid(images)
    assert drawn.shape == (128, *shape) and drawn.dtype == np.uint8
    first = images[0, ..., : shape[-1]] if depth in (3, 4, 6) else images[0, ..., :1].repeat(3, -1)
    np.testing.assert_array_equal(drawn[:64, :48], first)


def test_transparent_samples_keep_their_opacity_where_a_file_can(tmp_path):
    samples = to_float(CLEAR)
    for suffix, mode, clear in ((".png", "RGBA", (255, 0, 0, 0)), (".jpg", "RGB", (255, 255, 255))):
        Images().write(samples, tmp_path / f"a{suffix}")
        with Image.open(tmp_path / f"a{suffix}") as image:
            assert image.mode == mode
            assert np.abs(np.subtract(image.getpixel((4, 4)), clear)).max() < 8
    write_frames([grid(CLEAR)], tmp_path / "a.gif", 0.1)
    with Image.open(tmp_path / "a.gif") as image:
        assert image.convert("RGB").getpixel((4, 4)) == (255, 255, 255)


def test_over_white_and_in_colour():
    laid = over_white(CLEAR)
    assert laid[0, 0, 0].tolist() == [255, 255, 255] and laid[0, 0, 40].tolist() == [255, 0, 0]
    np.testing.assert_allclose(over_white(to_float(CLEAR)), to_float(laid), atol=1e-6)
    for depth in (1, 2, 3, 4, 5, 6):
        assert in_colour(some(depth)).shape == (4, 64, 48, 3)


def test_panels_of_several_depths():
    assert beside(some(1), some(3)).shape == (4, 64, 96, 3)
    mixed = beside(some(1), some(4), some(3))
    assert mixed.shape == (4, 64, 144, 4)
    assert (mixed[:, :, :48, 3] == 255).all() and (mixed[:, :, 96:, 3] == 255).all()
    assert beside(some(2), some(5)).shape == (4, 64, 7 * 48, 1)


@pytest.mark.parametrize("depth", [1, 2, 3, 4, 5])
def test_masks_captions_and_bars_go_with_any_depth(depth):
    images = to_float(some(depth))
    assert overlaid(images, np.ones((4, 64, 48, 1))).shape == (4, 64, 48, 3)
    barred, written = with_bars(images, np.eye(4)), with_captions(images, ["a", "b", "c", "d"])
    assert barred.shape[1] == 68 and written.shape[1] > 64
    if depth == 4:
        assert (barred[:, 64:, :, 3] == 1).all() and (written[:, 64:, :, 3] == 1).all()
