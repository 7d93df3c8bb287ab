"""Images with masks in every form that users keep them."""

import numpy as np
import pytest
from PIL import Image

from tests.data.forms.drawing import draw
from tfgan_suite.data import load, summary
from tfgan_suite.data.masks.palettes import voc_colour
from tfgan_suite.data.pipeline.void import LEVEL
from tfgan_suite.errors import SuiteError

N = 12
VOC = [level for number in range(256) for level in voc_colour(number).to_bytes(3)]


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


def masked(root, split="all", **options):
    return load(root, split, content="masks", **options)


def numbers(i, classes, size=(16, 16)):
    """A mask of numbers below `classes`, told by i."""
    return np.random.default_rng(i).integers(0, classes, size, np.uint8)


def write(root, image, mask, classes=2, form="grey", count=range(N)):
    for i in count:
        draw(root / image.format(i), i)
        path = root / mask.format(i)
        path.parent.mkdir(parents=True, exist_ok=True)
        drawn(numbers(i, classes), form).save(path)


def drawn(classes, form):
    if form == "palette":
        image = Image.fromarray(classes)
        image.putpalette(VOC)
        return image
    if form == "colours":
        return drawn(classes, "palette").convert("RGB")
    levels = {"grey": np.uint8(255), "numbers": np.uint8(1), "deep": np.uint16(65535)}
    return Image.fromarray(classes > 0 if form == "1" else classes * levels[form])


def assert_masks_are_those(examples, classes=2):
    for name, mask in zip(examples["path"], examples["mask"], strict=True):
        expected = numbers(int(name.rpartition("/")[2]), classes)
        np.testing.assert_array_equal(mask[..., 0] > 0 if classes == 2 else mask.argmax(-1), expected)


@pytest.mark.parametrize(
    ("image", "mask"),
    [
        ("images/{}.jpg", "masks/{}.png"),
        ("image/{}.png", "mask/{}.png"),
        ("imgs/{}.jpg", "labels/{}.png"),
        ("img/{}.jpg", "annotations/{}.png"),
        ("VOC2012/JPEGImages/{}.jpg", "VOC2012/SegmentationClass/{}.png"),
        ("images/{}.jpg", "masks/{}_mask.png"),
        ("{}.jpg", "{}_mask.png"),
        ("deep/{}.jpg", "deep/{}-seg.png"),
    ],
)
def test_masks_are_found_by_names(image, mask, tmp_path):
    write(tmp_path / "m", image, mask)
    every, train, test = (masked(tmp_path / "m", split) for split in ("all", "train", "test"))
    assert every["image"].shape == (N, 16, 16, 3) and every["mask"].shape == (N, 16, 16, 1)
    assert np.unique(every["mask"]).tolist() == [0, 255] and every.mask_classes == ()
    assert_masks_are_those(every)
    assert (len(train), len(test)) == (N - 1, 1)


@pytest.mark.parametrize(
    ("image", "mask"),
    [
        ("images/{split}/{}.jpg", "masks/{split}/{}.png"),
        ("{split}/images/{}.jpg", "{split}/masks/{}.png"),
        ("{split}_images/{}.jpg", "{split}_masks/{}.png"),
        ("images/{split}/{}.jpg", "masks/{}.png"),
        ("{split}/{}.jpg", "{split}/{}_mask.png"),
    ],
)
def test_splits_above_below_and_in_the_name(image, mask, tmp_path):
    for split, count in (("train", range(8)), ("val", range(8, N))):
        write(tmp_path / "m", *(path.replace("{split}", split) for path in (image, mask)), count=count)
    train, test = (masked(tmp_path / "m", split) for split in ("train", "test"))
    assert (len(train), len(test)) == (8, 4)
    assert_masks_are_those(train)
    assert_masks_are_those(test)


@pytest.mark.parametrize("form", ["grey", "numbers", "1", "deep", "palette", "colours"])
def test_one_object_in_every_form(form, tmp_path):
    write(tmp_path / "m", "images/{}.jpg", "masks/{}.png", 2, form)
    every = masked(tmp_path / "m")
    assert every["mask"].shape[-1] == 1
    assert_masks_are_those(every)


@pytest.mark.parametrize("form", ["numbers", "palette", "colours"])
def test_several_classes_in_every_form(form, tmp_path):
    write(tmp_path / "m", "images/{}.jpg", "masks/{}.png", 4, form)
    for _ in range(2):
        every = masked(tmp_path / "m")
        assert every["mask"].shape == (N, 16, 16, 4) and every["mask"].dtype == np.uint8
        assert every.mask_classes == ("background", "1", "2", "3")
        assert "; classes of masks: background, 1, 2, 3" in summary(every, every)
        assert_masks_are_those(every, 4)
    smaller = masked(tmp_path / "m", image_size=8)["mask"]
    assert smaller.shape == (N, 8, 8, 4) and (smaller.sum(-1, dtype=int) == 255).all()


@pytest.mark.parametrize(
    ("file", "lines", "form"),
    [
        ("classes.txt", ["nothing", "cat", "dog", "tree"], "palette"),
        ("class_names.txt", ["nothing", "cat", "dog", "tree"], "colours"),
        (
            "labelmap.txt",
            ["# label:color_rgb:parts:actions", "nothing:0,0,0::", "cat:128,0,0::", "dog:0,128,0::"],
            "colours",
        ),
        ("class_dict.csv", ["name,r,g,b", "nothing,0,0,0", "cat,128,0,0", "dog,0,128,0"], "colours"),
    ],
)
def test_classes_have_the_names_of_a_list_beside_them(file, lines, form, tmp_path):
    write(tmp_path / "m", "images/{}.jpg", "masks/{}.png", 4, form)
    (tmp_path / "m" / file).write_text("\n".join(lines))
    last = "tree" if lines[-1] == "tree" else "#808000"
    assert sorted(masked(tmp_path / "m").mask_classes) == sorted(("nothing", "cat", "dog", last))
    (tmp_path / "m" / file).write_text("\n".join(lines).replace("cat", "horse"))
    assert "horse" in masked(tmp_path / "m").mask_classes


def test_pascal_voc_has_its_names(tmp_path):
    write(tmp_path / "kit", "VOC2012/JPEGImages/{}.jpg", "VOC2012/SegmentationClass/{}.png", 4, "palette")
    assert masked(tmp_path / "kit").mask_classes == ("background", "1", "2", "3")
    (tmp_path / "kit" / "VOC2012" / "ImageSets").mkdir()
    assert masked(tmp_path / "kit").mask_classes == ("background", "aeroplane", "bicycle", "bird")
    (tmp_path / "kit" / "VOC2012" / "labels.txt").write_text("nothing\ncat\ndog\ntree")
    assert masked(tmp_path / "kit").mask_classes == ("nothing", "cat", "dog", "tree")


def test_borders_are_void_and_said(tmp_path):
    write(tmp_path / "m", "images/{}.jpg", "masks/{}.png", 4, "palette")
    for i in range(N):
        classes = numbers(i, 4)
        classes[0] = 255
        drawn(classes, "palette").save(tmp_path / "m" / "masks" / f"{i}.png")
    with pytest.warns(UserWarning, match="255 in masks is void: losses and scores leave it out"):
        every = masked(tmp_path / "m")
    assert every.mask_classes == ("background", "1", "2", "3")
    assert (every["mask"][:, 0] == LEVEL).all() and {*np.unique(every["mask"][:, 1:])} == {0, 255}


@pytest.mark.parametrize("classes", [2, 4])
def test_what_is_void_stays_so_at_other_sizes(classes, tmp_path):
    write(tmp_path / "m", "images/{}.jpg", "masks/{}.png", classes, "palette")
    numbered = np.stack([numbers(i, classes) for i in range(N)])
    numbered[:, :4] = 255
    for i in range(N):
        drawn(numbered[i], "palette").save(tmp_path / "m" / "masks" / f"{i}.png")
    np.savez(tmp_path / "m.npz", image=np.zeros((N, 16, 16), "uint8"), mask=numbered)
    for data in ("m", "m.npz"):
        with pytest.warns(UserWarning, match="255 in masks is void"):
            mask = masked(tmp_path / data, image_size=8)["mask"]
        assert mask.shape == (N, 8, 8, 1 if classes == 2 else classes)
        assert (mask[:, :2] == LEVEL).all() and {*np.unique(mask[:, 2:])} == {0, 255}


def test_odd_pictures_are_read_and_what_cannot_be_is_named(tmp_path):
    root = tmp_path / "m"
    write(root, "images/{}.jpg", "masks/{}.png")
    draw(root / "images" / "0.jpg", 0, mode="CMYK")
    draw(root / "images" / "1.png", 1, mode="RGBA")
    (root / "images" / "1.jpg").unlink()
    alpha = np.zeros((16, 16, 4), "uint8")
    alpha[..., 3] = numbers(3, 2) * 255
    Image.fromarray(alpha).save(root / "masks" / "3.png")
    Image.fromarray(numbers(4, 2).repeat(2, 0).repeat(2, 1) * np.uint8(255)).save(root / "masks" / "4.png")
    drawn(numbers(5, 2, (16, 24)), "grey").save(root / "masks" / "5.png")
    (root / "masks" / "6.png").write_bytes(b"")
    draw(root / "images" / "alone.jpg")
    with pytest.warns(UserWarning) as warned:
        every = masked(root, image_size=16)
    said = "\n".join(str(w.message) for w in warned)
    for words in (
        "skipped 1 masks of another shape than their images: masks/5.png (24x16, its image 16x16)",
        "skipped 1 of 11 examples: masks/6.png (0 bytes)",
        "skipped 1 images without partner: images/alone.jpg",
    ):
        assert words in said, said
    assert len(every) == N - 2
    assert_masks_are_those(every)


@pytest.mark.parametrize(
    ("mask", "words"),
    [
        (np.zeros((16, 16), "uint8"), "masks are 0 in every place, which marks nothing"),
        (np.full((16, 16), 255, "uint8"), "masks are 255 in every place, which marks everything"),
        (np.arange(256, dtype="uint8").reshape(16, 16), "values 0, 1, 2, 3, ... 255, more than classes"),
        (np.zeros((16, 32), "uint8"), "no mask in .* is of the shape of its image, first masks/0.png"),
    ],
)
def test_masks_that_mark_nothing_are_one_line(mask, words, tmp_path):
    for i in range(N):
        draw(tmp_path / "m" / "images" / f"{i}.png", i)
        (tmp_path / "m" / "masks").mkdir(exist_ok=True)
        Image.fromarray(mask).save(tmp_path / "m" / "masks" / f"{i}.png")
    with pytest.raises(SuiteError, match=words) as refusal:
        masked(tmp_path / "m")
    assert "\n" not in str(refusal.value)


def test_classes_in_files_that_change_them_are_refused(tmp_path):
    write(tmp_path / "m", "images/{}.png", "masks/{}.jpg", 2)
    assert masked(tmp_path / "m")["mask"].shape == (N, 16, 16, 1)
    for i in range(N):
        drawn(numbers(i, 3) * np.uint8(100), "numbers").save(tmp_path / "m" / "masks" / f"{i}.jpg")
    with pytest.raises(SuiteError, match=r"0\.jpg and 11 more masks are JPEG, .* save them as PNG"):
        masked(tmp_path / "m")


def test_images_without_masks_are_told_which_form_is_wanted(tmp_path):
    for i in range(N):
        draw(tmp_path / "m" / f"{i}.png", i)
    with pytest.raises(SuiteError, match=r"in no form of masks that is read; give .*images/ and masks/"):
        masked(tmp_path / "m")
