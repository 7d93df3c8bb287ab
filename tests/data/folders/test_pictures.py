"""One picture of a user's: transparency, depth, colour, orientation, size, what is broken."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.data.folders.drawn import only, plain
from tfgan_suite.data import load


def test_transparency_is_laid_over_white(folder):
    plain((255, 0, 0, 0), mode="RGBA").save(folder / "a.png")
    assert (only(folder, channels=3) == 255).all()


def test_a_transparent_palette_is_laid_over_white(folder):
    image = plain(1, mode="P")
    image.putpalette([0, 0, 0, 0, 0, 255])
    image.paste(0, (0, 0, 16, 32))
    image.save(folder / "a.png", transparency=0)
    picture = only(folder)
    assert picture[8, 2].tolist() == [255, 255, 255]
    assert picture[8, 13].tolist() == [0, 0, 255]


def test_sixteen_bits_become_eight(folder):
    Image.fromarray(np.full((32, 32), 128 * 257, np.uint16)).save(folder / "a.png")
    assert np.unique(only(folder)).tolist() == [128]


def test_cmyk_is_colour(folder):
    plain((0, 255, 255, 0), mode="CMYK").save(folder / "a.jpg", quality=95)
    red, green, blue = only(folder)[8, 8]
    assert red > 200
    assert max(green, blue) < 60


def test_black_and_white_and_grey_stay_grey(folder):
    plain(1, mode="1").save(folder / "a.png")
    plain(77, mode="L").save(folder / "b.png")
    plain((9, 9, 9)).save(folder / "c.png")
    examples = load(folder, "all", image_size=16)
    assert examples.image_shape == (16, 16, 1)
    assert examples["image"][:, 0, 0, 0].tolist() == [255, 77, 9]
    assert load(folder, "all", image_size=16, channels=3).image_shape == (16, 16, 3)


def test_one_picture_in_colour_makes_the_set_colour(folder):
    plain(77, mode="L").save(folder / "a.png")
    plain("red").save(folder / "b.png")
    assert load(folder, "all").image_shape == (32, 32, 3)
    assert load(folder, "all", channels=1).image_shape == (32, 32, 1)


def test_the_camera_says_what_is_up(folder):
    image = plain("black", (64, 32))
    image.paste("white", (0, 0, 32, 32))
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(folder / "a.jpg", exif=exif, quality=95)
    picture = only(folder, image_size=None)
    assert picture.shape == (64, 32, 1)
    assert picture[:16].min() > 200
    assert picture[-16:].max() < 50


def test_the_centre_is_kept_at_the_aspect_asked_for(folder):
    image = plain("black", (96, 32))
    image.paste("white", (32, 0, 64, 32))
    image.save(folder / "a.png")
    assert only(folder, image_size=16).min() > 230
    assert only(folder, image_size=(16, 48)).mean() < 128


def test_shrinking_is_antialiased(folder):
    lines = np.zeros((256, 256), np.uint8)
    lines[::2] = 255
    Image.fromarray(lines).save(folder / "a.png")
    assert abs(only(folder)[2:-2].astype(int) - 127).max() < 8


def test_unreadable_files_are_named_and_skipped_each_time(folder, recwarn):
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8))
    noise.save(folder / "good.png")
    (folder / "empty.png").touch()
    (folder / "text.jpg").write_text("no picture")
    whole = io.BytesIO()
    noise.save(whole, "png")
    (folder / "cut.png").write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
    (folder / "notes.txt").write_text("no picture either")
    for _ in range(2):
        with pytest.warns(UserWarning, match="skipped 3 of 4") as warned:
            assert load(folder, "all")["path"].tolist() == ["good.png"]
        text = str(warned[0].message)
        assert all(name in text for name in ("empty.png (0 bytes)", "text.jpg", "cut.png"))
        assert "notes.txt" not in text


def test_a_decompression_bomb_is_skipped(folder, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 5000)
    plain(size=(64, 64)).save(folder / "good.png")
    plain(size=(80, 80)).save(folder / "large.png")
    plain(size=(200, 200)).save(folder / "bomb.png")
    with pytest.warns(UserWarning, match=r"bomb\.png .* large\.png "):
        assert len(load(folder, "all", image_size=16)) == 1


@pytest.mark.parametrize(("top", "bits"), [(255, 8), (1023, 10), (4095, 12), (65535, 16)])
def test_the_greatest_level_of_all_is_white(folder, top, bits):
    for part, most in (("train", top), ("test", top // 2)):
        (folder / part).mkdir()
        for number in range(2):
            levels = np.linspace(0, most, 32 * 32).round().reshape(32, 32)
            Image.fromarray(levels.astype(np.uint16)).save(folder / part / f"{number}.png")
    with pytest.warns(UserWarning, match=f"levels of {bits} bits: {top} is white"):
        assert load(folder)["image"].max() == 255
        assert abs(int(load(folder, "test")["image"].max()) - 127) <= 1


def test_a_range_that_is_said_is_taken(folder):
    ramp = np.linspace(0, 1, 32 * 32).reshape(32, 32)
    Image.fromarray((ramp * 40).round().astype(np.uint8)).save(folder / "grey.png")
    with pytest.warns(UserWarning, match="brighter than 40 of 255"):
        load(folder, "all")
    assert load(folder, "all", value_range="0,40")["image"].max() == 255
    Image.fromarray((ramp * 40).astype(np.float32)).save(folder / "fractions.tiff")
    with pytest.warns(UserWarning, match=r"fractions\.tiff \(its levels are fractions.*--value-range"):
        load(folder, "all")
    assert load(folder, "all", value_range=(0, 40))["image"].max((1, 2, 3)).tolist() == [255, 255]
