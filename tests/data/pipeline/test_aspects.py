"""Pictures of another aspect than the size that is asked for: their centre, all of them squeezed, or between bars."""

from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from tfgan_suite.data import load
from tfgan_suite.data.pipeline.aspects import WAYS, brought
from tfgan_suite.errors import SuiteError

N = 6


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


def wide(i):
    """A picture twice as wide as high, uint8 [16, 32], in blocks of black and white."""
    return 255 * np.random.default_rng(i).integers(0, 2, (4, 8), np.uint8).repeat(4, 0).repeat(4, 1)


@pytest.fixture
def folder(tmp_path):
    """Images with masks of the same, by folders, and sides of pairs of the same."""
    for side in ("images", "masks", "A", "B"):
        root = tmp_path / ("masked" if side in ("images", "masks") else "paired") / side
        root.mkdir(parents=True)
        for i in range(N):
            Image.fromarray(wide(i)).save(root / f"{i}.png")
    return tmp_path


def test_a_picture_is_cut_squeezed_or_set_between_bars():
    picture = np.zeros((16, 32), np.uint8)
    picture[:, 8:24], picture[:, :8], picture[:, 24:] = 200, 100, 50
    cut, squeezed, barred = (np.asarray(brought(Image.fromarray(picture), (16, 16), way)) for way in WAYS)
    assert (cut == 200).all()
    np.testing.assert_allclose(squeezed[0, [0, 7, 8, 15]], [100, 200, 200, 50], atol=1)
    assert (barred[[0, 3, 12, 15]] == 0).all() and barred[4:12].min() > 40
    np.testing.assert_allclose(barred[8, [0, 8, 15]], [100, 200, 50], atol=1)


@pytest.mark.parametrize("way", WAYS)
def test_a_picture_of_the_size_asked_for_stays_as_it_is(way):
    image = Image.fromarray(wide(0))
    assert brought(image, (16, 32), way) is image


@pytest.mark.parametrize("way", WAYS)
def test_an_image_and_its_mask_and_both_of_a_pair_are_resized_alike(folder, way):
    masked = load(folder / "masked", "all", content="masks", image_size=16, resize=way)
    np.testing.assert_array_equal(masked["image"] > 127, masked["mask"] > 127)
    paired = load(folder / "paired", "all", content="pairs", image_size=16, resize=way)
    np.testing.assert_array_equal(paired["source"], paired["target"])
    np.testing.assert_array_equal(paired["source"], masked["image"])
    expected = [np.asarray(brought(Image.fromarray(wide(i)), (16, 16), way)) for i in range(N)]
    np.testing.assert_array_equal(masked["image"][..., 0], expected)


def test_each_way_is_kept_for_itself_and_the_centre_is_the_usual_one(folder):
    read = [load(folder / "masked" / "images", "all", image_size=16, resize=way) for way in (None, *WAYS, "crop")]
    np.testing.assert_array_equal(read[0]["image"], read[1]["image"])
    np.testing.assert_array_equal(read[0]["image"], read[4]["image"])
    assert len({examples["image"].tobytes() for examples in read}) == 3


@pytest.mark.parametrize("way", WAYS)
def test_arrays_are_resized_as_files_are(folder, tmp_path, way):
    images = np.stack([wide(i) for i in range(N)])
    np.savez(tmp_path / "mine.npz", image=images, mask=images)
    arrays = load(tmp_path / "mine.npz", "all", content="masks", image_size=16, resize=way)
    np.testing.assert_array_equal(arrays["image"] > 127, arrays["mask"] > 127)
    files = load(folder / "masked" / "images", "all", image_size=16, resize=way)
    np.testing.assert_array_equal(arrays["image"], files["image"])


def test_bars_of_transparent_pictures_are_transparent(tmp_path):
    opaque = np.full((16, 32, 4), 255, np.uint8)
    for i in range(3):
        Image.fromarray(opaque).save(tmp_path / f"{i}.png")
    image = load(tmp_path, "all", image_size=16, channels=4, resize="letterbox")["image"][0]
    assert (image[:4, :, 3] == 0).all() and (image[4:12, :, 3] == 255).all() and (image[..., :3] == 255).all()


def test_what_is_applied_reads_pictures_as_the_run_did(folder):
    from tfgan_suite.training.applying.apply import _reader

    run = SimpleNamespace(path=folder, arguments={"resize": "letterbox"}, data_facts=dict)
    read = _reader(run, SimpleNamespace(shape=(None, 16, 16, 1)))
    expected = load(folder / "masked" / "images", "all", image_size=16, resize="letterbox")["image"][0]
    np.testing.assert_array_equal(read(folder / "masked" / "images" / "0.png"), expected)


@pytest.mark.parametrize(
    ("name", "way", "message"),
    [
        ("fashion_mnist", "stretch", "fashion_mnist is read as it is; resize"),
        ("mine", "squash", r"'squash': give crop, stretch, letterbox \(--resize\)"),
    ],
)
def test_mistakes_are_one_line(name, way, message, tmp_path):
    with pytest.raises(SuiteError, match=message):
        load(name if name == "fashion_mnist" else tmp_path, resize=way)
