"""JPEG against PIL's, and what is degraded against what is expected of each step alone."""

import io

import numpy as np
import pytest
from PIL import Image

from tfgan_suite.layers.pictures.compressing import compressed
from tfgan_suite.layers.pictures.degrading import NUMBERS, degraded


def picture(height, width, channels):
    """Smooth shapes under a little grain."""
    rng = np.random.default_rng(0)
    rough = rng.uniform(-1, 1, (1, height // 4 + 1, width // 4 + 1, channels))
    smooth = np.kron(rough, np.ones((1, 4, 4, 1)))[:, :height, :width]
    return np.clip(0.7 * smooth + rng.normal(0, 0.05, smooth.shape), -1, 1).astype("float32")


@pytest.mark.parametrize("quality", [30, 75, 95])
@pytest.mark.parametrize("channels", [1, 3])
def test_it_compresses_as_pil_does(quality, channels):
    levels = np.rint((picture(20, 28, channels) + 1) * 127.5)
    file = io.BytesIO()
    shown = levels[0].astype("uint8")
    Image.fromarray(shown[..., 0] if channels == 1 else shown).save(file, "JPEG", quality=quality, subsampling=0)
    theirs = np.asarray(Image.open(file), "float32").reshape(20, 28, channels)
    ours = (np.array(compressed(levels.astype("float32") / 127.5 - 1, np.float32([quality]))) + 1) * 127.5
    lost, apart = (np.abs(each - theirs) for each in (levels[0], ours[0]))
    assert np.median(apart) <= 0.5 + 0.5 * (channels == 3)  # decoders round
    assert apart.mean() < 0.3 * lost.mean() + 0.5 < lost.mean() + 0.6


def noises(n, height, width):
    rng = np.random.default_rng(1)
    return [rng.normal(size=(n, h, w, 1)).astype("float32") for h, w in ((height, width), (height // 2, width // 2))]


def test_nothing_is_left_but_making_small_without_strength():
    x = picture(16, 24, 1)
    made = np.array(degraded(x, 2, np.full((1, *NUMBERS), 0.5, "float32"), *noises(1, 16, 24), strength=0.0))
    due = Image.fromarray(x[0, ..., 0]).resize((12, 8), Image.Resampling.BICUBIC)
    np.testing.assert_allclose(made[0, ..., 0], np.clip(due, -1, 1), atol=1e-5)


@pytest.mark.parametrize("which", [0, 2, 3, 4])
def test_each_number_alone_makes_images_worse_the_further_it_goes(which):
    x, away = np.repeat(picture(32, 32, 1), 3, 0), np.zeros((3, *NUMBERS), "float32")
    away[:, :, which] = np.float32([0, 0.4, 0.9])[:, None]
    made = np.array(degraded(x, 2, away, *noises(3, 32, 32)))
    assert made.shape == (3, 16, 16, 1)
    none, some, much = made
    assert 0 < np.abs(some - none).mean() < np.abs(much - none).mean()


def test_examples_are_degraded_each_for_itself():
    x, numbers = (
        np.concatenate([picture(16, 16, 1), -picture(16, 16, 1)]),
        np.random.default_rng(2).random((2, *NUMBERS)),
    )
    fields = noises(2, 16, 16)
    both = np.array(degraded(x, 2, numbers.astype("float32"), *fields))
    alone = np.array(degraded(x[1:], 2, numbers[1:].astype("float32"), *[noise[1:] for noise in fields]))
    np.testing.assert_allclose(both[1:], alone, atol=1e-5)
