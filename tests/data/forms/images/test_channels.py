"""Images of other numbers of channels than grey and colour have."""

import numpy as np
import pytest
from PIL import Image

from tfgan_suite.data import from_arrays, load
from tfgan_suite.errors import SuiteError

RNG = np.random.default_rng(0)


def half_clear(size=16):
    """A red picture whose left half is transparent, and hides blue."""
    picture = np.zeros((size, size, 4), np.uint8) + np.uint8([255, 0, 0, 255])
    picture[:, : size // 2] = (0, 0, 255, 0)
    return picture


@pytest.mark.parametrize("form", ["RGBA", "LA", "P"])
def test_transparency_of_pictures_is_kept_when_asked(folder, form):
    picture = Image.fromarray(half_clear())
    if form == "P":
        indices = Image.fromarray((half_clear()[..., 3] > 0).astype(np.uint8), "P")
        indices.putpalette([0, 0, 255, 255, 0, 0])
        indices.save(folder / "a.png", transparency=0)
    else:
        picture.convert(form).save(folder / "a.png")
    kept = load(folder, "all", channels=4)["image"][0]
    assert kept.shape == (16, 16, 4)
    assert kept[3, 3].tolist() == [255, 255, 255, 0]
    assert kept[3, 12, 3] == 255
    flat = load(folder, "all", channels=3)
    assert (flat["image"][0, 3, 3] == 255).all()
    assert any("(--channels 4 keeps it), in 1 images" in note for note in flat.notes)
    assert load(folder, "all", channels=1).image_shape == (16, 16, 1)


def test_opaque_alpha_is_not_remarked_on(folder):
    Image.new("RGBA", (16, 16), "red").save(folder / "a.png")
    assert load(folder, "all").notes == ()


def test_resizing_lets_no_hidden_colour_through(folder):
    Image.fromarray(half_clear(64)).save(folder / "a.png")
    kept = load(folder, "all", channels=4, image_size=16)["image"][0]
    assert (kept[kept[..., 3] > 0][:, 2] == 0).all()
    assert (kept[..., 3] == 0).any() and (kept[..., 3] == 255).any()


def test_pictures_without_transparency_are_opaque(folder, draw):
    draw(folder / "a.png", 77)
    assert load(folder, "all", channels=4)["image"][0, 0, 0].tolist() == [77, 77, 77, 255]
    with pytest.raises(SuiteError, match="5 channels do not fit pictures in files"):
        load(folder, "all", channels=5)


def test_arrays_keep_transparency_when_asked(tmp_path):
    np.save(tmp_path / "mine.npy", np.stack([half_clear()] * 10))
    flat = load(tmp_path / "mine.npy", "all")
    assert flat.image_shape == (16, 16, 3) and any("--channels 4 keeps it" in note for note in flat.notes)
    kept = load(tmp_path / "mine.npy", "all", channels=4)
    assert kept.image_shape == (16, 16, 4) and kept.notes == ()
    np.testing.assert_array_equal(kept["image"][0], half_clear())
    assert load(tmp_path / "mine.npy", "all", channels=1).image_shape == (16, 16, 1)
    smaller = load(tmp_path / "mine.npy", "all", channels=4, image_size=8)
    assert smaller["image"][0, 0, 0].tolist() == [255, 255, 255, 0]


@pytest.mark.parametrize("depth", [2, 5, 6, 16])
def test_arrays_have_any_number_of_channels(tmp_path, depth):
    images = RNG.integers(0, 256, (10, 16, 12, depth), np.uint8)
    np.savez(tmp_path / "mine.npz", image=images, label=np.arange(10) % 2)
    np.testing.assert_array_equal(load(tmp_path / "mine.npz", "all")["image"], images)
    smaller = load(tmp_path / "mine.npz", "all", image_size=8)
    assert smaller.image_shape == (8, 8, depth)
    alone = load_one_channel(tmp_path, images[..., [1]], 8)
    np.testing.assert_array_equal(smaller["image"][..., 1], alone)
    assert load(tmp_path / "mine.npz", "all", channels=depth).image_shape == (16, 12, depth)
    with pytest.raises(SuiteError, match=f"images of {depth} channels stay so, not 3: leave the number"):
        load(tmp_path / "mine.npz", "all", channels=3)


def load_one_channel(tmp_path, images, size):
    np.save(tmp_path / "one.npy", images)
    return load(tmp_path / "one.npy", "all", image_size=size)["image"][..., 0]


def test_floats_of_several_channels_have_one_scale(tmp_path):
    images = RNG.random((10, 8, 8, 5)).astype(np.float32)
    np.save(tmp_path / "mine.npy", images)
    np.testing.assert_array_equal(load(tmp_path / "mine.npy", "all")["image"], np.rint(images * 255))


def test_channels_before_the_sides_are_answered_with_how_to_turn_them():
    with pytest.raises(SuiteError, match=r"channels first: give images.transpose\(0, 2, 3, 1\)"):
        from_arrays(np.zeros((4, 3, 16, 16), np.uint8))
    with pytest.raises(SuiteError, match="0 channels do not fit"):
        load("fashion_mnist", channels=0)
