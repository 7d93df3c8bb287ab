import io
import json
import time

import numpy as np
import pytest
from PIL import Image

from tests.data.archives import packed
from tfgan_suite.data import load
from tfgan_suite.data.sets.noto_emoji import PACKAGE, VERSION
from tfgan_suite.errors import SuiteError


def png(colour, alpha):
    """A square of one colour, opaque by `alpha` on its left half and clear on its right."""
    image = Image.new("RGBA", (64, 64), (*colour, 0))
    image.paste((*colour, alpha), (0, 0, 32, 64))
    file = io.BytesIO()
    image.save(file, "png")
    return file.getvalue()


def look(code, drawn=True):
    return {"unified": code, "image": f"{code.lower()}.png", "has_img_google": drawn}


@pytest.fixture
def cache(tmp_path):
    """Twenty emoji of two categories; the first comes in two skin tones too, the second repeats the third."""
    emoji = [
        {**look(f"E{i:02}"), "name": f"THING {i}", "category": ("Objects", "Food & Drink")[i % 2]} for i in range(20)
    ]
    tones = {"1F3FB": look("E00-1F3FB"), "1F3FB-1F3FF": look("E00-1F3FB-1F3FF"), "1F3FC": look("E00-1F3FC", False)}
    emoji[0]["skin_variations"] = tones
    pictures = {one["image"]: png((10 * max(row, 2), 0, 99), 255) for row, one in enumerate(emoji) if row}
    pictures["e00.png"] = png((255, 0, 0), 128)
    pictures["e00-1f3fb.png"] = png((255, 0, 0), 127)
    pictures["e00-1f3fb-1f3ff.png"] = png((255, 0, 0), 255)
    held = {f"img/google/64/{file}": picture for file, picture in pictures.items()}
    packed(tmp_path / "npm" / f"{PACKAGE}-{VERSION}.tgz", {"emoji.json": json.dumps(emoji).encode(), **held})
    return tmp_path


def test_fields_of_each_picture(cache):
    emoji = load("noto_emoji", "all", cache_dir=cache)
    assert emoji["image"].shape == (21, 64, 64, 3)
    assert emoji["mask"].shape == (21, 64, 64, 1)
    assert emoji["caption"][:4].tolist() == [
        "thing 0",
        "thing 0, light skin tone",
        "thing 0, light skin tone, dark skin tone",
        "thing 1",
    ]
    assert emoji.classes == ("Food & Drink", "Objects")
    assert emoji["label"][:5].tolist() == [1, 1, 1, 0, 0]
    assert emoji["base"][:4].tolist() == ["E00", "E00", "E00", "E01"]
    assert (emoji.name, emoji.licence) == ("noto_emoji", "Apache-2.0")


def test_a_picture_that_repeats_another_is_left_out(cache):
    assert "thing 2" not in load("noto_emoji", "all", cache_dir=cache)["caption"]


def test_pictures_lie_over_white_and_masks_follow_the_alpha(cache):
    emoji = load("noto_emoji", "all", cache_dir=cache)
    assert emoji["image"][2, 0, [0, 63]].tolist() == [[255, 0, 0], [255, 255, 255]]
    assert abs(int(emoji["image"][0, 0, 0, 1]) - 127) <= 1
    assert emoji["mask"][:3, 0, [0, 63], 0].tolist() == [[255, 0], [0, 0], [255, 0]]


@pytest.mark.parametrize(("size", "channels"), [(32, None), ((48, 64), 1)])
def test_another_size_fits_the_mask_too(cache, size, channels):
    emoji = load("noto_emoji", "all", image_size=size, channels=channels, cache_dir=cache)
    height, width = (size, size) if isinstance(size, int) else size
    assert emoji.image_shape == (height, width, channels or 3)
    assert emoji["mask"].shape[1:] == (height, width, 1)
    assert set(np.unique(emoji["mask"])) == {0, 255}
    assert emoji["mask"][2].mean() == 127.5


def test_skin_tones_of_an_emoji_are_on_one_side(cache):
    train, test = (load("noto_emoji", split, cache_dir=cache) for split in ("train", "test"))
    assert len(train) + len(test) == 21
    assert len({*test["base"]}) == 1
    assert not {*train["base"]} & {*test["base"]}


def test_the_second_load_needs_no_package(cache):
    first = load("noto_emoji", cache_dir=cache)
    (cache / "npm" / f"{PACKAGE}-{VERSION}.tgz").unlink()
    np.testing.assert_array_equal(load("noto_emoji", cache_dir=cache)["image"], first["image"])


def test_a_third_split_is_refused(cache):
    with pytest.raises(SuiteError, match="use train, test or all"):
        load("noto_emoji", "val", cache_dir=cache)


def test_the_real_emoji():
    try:
        train, test = load("noto_emoji"), load("noto_emoji", "test")
    except SuiteError as error:
        pytest.skip(str(error))
    start = time.process_time()
    load("noto_emoji")
    assert time.process_time() - start < 1
    assert len(train) + len(test) == 3767
    assert len(test) > 300
    assert not {image.tobytes() for image in train["image"]} & {image.tobytes() for image in test["image"]}
    assert "face with tears of joy" in {*train["caption"], *test["caption"]}
    assert len(train.classes) == 10
    outside = train["image"][np.broadcast_to(train["mask"] == 0, train["image"].shape)]
    assert outside.min() >= 127
