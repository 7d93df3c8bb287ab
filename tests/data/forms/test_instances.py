"""Masks that are drawn from COCO's annotations."""

import json

import numpy as np
import pytest

from tests.data.forms.drawing import draw
from tfgan_suite.data import load
from tfgan_suite.errors import SuiteError

CATEGORIES = [{"id": 1, "name": "cat"}, {"id": 7, "name": "unicorn"}, {"id": 18, "name": "dog"}]
SQUARE = [2, 2, 12, 2, 12, 12, 2, 12]
RUNS = {"size": [16, 16], "counts": [16 * 4, 16 * 4, 16 * 8]}


def annotation(image, shape, category=1, **others):
    return {"id": 100 + image, "image_id": image, "category_id": category, "segmentation": shape, **others}


def annotated(root, file, folder, numbers, annotations=None, categories=CATEGORIES, size=(16, 16)):
    """A file of annotations of these pictures, by default a square cat before a dog in runs in each."""
    for i in numbers:
        draw(root / folder / f"{i:03}.png", i, size)
    images = [{"id": i, "file_name": f"{i:03}.png", "height": 16, "width": 16} for i in numbers]
    usual = [each for i in numbers for each in (annotation(i, [SQUARE]), annotation(i, RUNS, 18))]
    content = {"info": {}, "images": images, "annotations": usual if annotations is None else annotations}
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(json.dumps({**content, "categories": categories}))


def masked(root, split="all", **options):
    return load(root, split, content="masks", **options)


def expected(classes):
    """The numbers of the classes: a dog in columns 4 to 7, in front of a larger cat."""
    drawn = np.zeros((16, 16), int)
    drawn[2:12, 2:12] = classes.index("cat")
    drawn[:, 4:8] = classes.index("dog")
    return drawn


@pytest.mark.parametrize(
    "places",
    [
        [("annotations/instances_train2017.json", "train2017"), ("annotations/instances_val2017.json", "val2017")],
        [("train/_annotations.coco.json", "train"), ("valid/_annotations.coco.json", "valid")],
        [("coco/annotations/train.json", "coco/images"), ("coco/annotations/val.json", "coco/images")],
    ],
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_annotations_are_found_with_their_splits(places, tmp_path):
    for (file, folder), numbers in zip(places, (range(8), range(8, 12)), strict=True):
        annotated(tmp_path / "m", file, folder, numbers)
    (tmp_path / "m" / "annotations").mkdir(exist_ok=True)
    (tmp_path / "m" / "annotations" / "notes.json").write_text("[1, 2]")
    train, test = (masked(tmp_path / "m", split) for split in ("train", "test"))
    assert (len(train), len(test)) == (8, 4) and train.mask_classes == ("background", "cat", "dog")
    for examples in (train, test):
        for mask in examples["mask"]:
            np.testing.assert_array_equal(mask.argmax(-1), expected(train.mask_classes))


def test_one_file_is_held_out_of_and_says_what_it_leaves_out(tmp_path):
    broken = [
        annotation(0, [SQUARE]),
        annotation(1, [[1, 2, 3, 4]]),
        annotation(2, [SQUARE], 5),
        annotation(99, [SQUARE]),
        annotation(3, [SQUARE]),
        annotation(3, {"size": [16, 16], "counts": [4]}, 18),
        "none",
    ]
    annotated(tmp_path / "m", "mine.json", "", range(11), broken)
    (tmp_path / "m" / "004.png").unlink()
    draw(tmp_path / "m" / "005.png", 5, (16, 24))
    draw(tmp_path / "m" / "else.png")
    with pytest.warns(UserWarning) as warned:
        every = masked(tmp_path / "m", image_size=16)
    said = "\n".join(str(w.message) for w in warned)
    for words in (
        "skipped 5 of 7 annotations in mine.json: 101 (a polygon of 4 numbers), 102 (there is no category 5), "
        "199 (there is no image 99), 103 (runs of 4 pixels in a picture of 256), 6 (no object)",
        "skipped 1 images of mine.json that are not there: 004.png",
        "skipped 2 images of mine.json none of whose annotations can be drawn: 001.png, 002.png",
        "skipped 1 images of another shape than annotated: 005.png (24x16, annotated 16x16)",
        "left out 2 categories without annotations: unicorn, dog",
        "passed over 3 images that no annotations are used of",
    ):
        assert words in said, said
    assert every["path"].tolist() == [f"{i:03}.png" for i in (0, 3, 6, 7, 8, 9, 10)]
    assert every["mask"].shape == (7, 16, 16, 1) and every.mask_classes == ()
    assert [bool(mask.any()) for mask in every["mask"]] == [True, True, False, False, False, False, False]
    assert every["mask"][0, 2:12, 2:12].min() == 255 and every["mask"][0].sum() == 255 * 100


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_crowds_lie_behind_and_other_sizes_keep_classes(tmp_path):
    whole = {"size": [16, 16], "counts": [0, 256]}
    shapes = [a for i in range(8) for a in (annotation(i, [SQUARE], 18), annotation(i, whole, 1, iscrowd=1))]
    annotated(tmp_path / "m", "instances.json", "images", range(8), shapes)
    annotated(tmp_path / "m", "person_keypoints_train.json", "images", range(8), [])
    for name in ("m", "m/instances.json"):
        every = masked(tmp_path / name, image_size=8)
        assert every.mask_classes == ("background", "cat", "dog") and every["mask"].shape == (8, 8, 8, 3)
        np.testing.assert_array_equal(every["mask"][0, ..., 2] > 0, np.pad(np.full((5, 5), True), ((1, 2), (1, 2))))
        assert (every["mask"][..., 1:].sum(-1, dtype=int) == 255).all()


def test_annotations_are_read_again_where_they_have_changed(tmp_path, monkeypatch):
    from tfgan_suite.data.forms import instances

    annotated(tmp_path / "m", "instances.json", "images", range(8), categories=[CATEGORIES[0], CATEGORIES[2]])
    first = masked(tmp_path / "m")
    with monkeypatch.context() as context:
        context.setattr(instances, "read_annotations", None)
        np.testing.assert_array_equal(masked(tmp_path / "m")["mask"], first["mask"])
    renamed = [{"id": 1, "name": "cow"}, CATEGORIES[2]]
    annotated(tmp_path / "m", "instances.json", "images", range(8), categories=renamed)
    assert masked(tmp_path / "m").mask_classes == ("background", "cow", "dog")


def test_splits_without_one_to_train_on_are_one_line(tmp_path):
    for split, numbers in (("val", range(4)), ("test", range(4, 8))):
        annotated(tmp_path / "m", f"instances_{split}.json", "images", numbers)
    with pytest.raises(SuiteError, match="has annotations to test and validation and none to train on") as refusal:
        masked(tmp_path / "m")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "cannot be read"),
        ('{"images": [], "annotations": []}', "is not as COCO keeps annotations; give"),
        ('{"images": [{"id": 1}], "annotations": [], "categories": []}', "has images that are not like"),
        ('{"images": [], "annotations": [], "categories": [{"name": "cat"}]}', "has categories that are not like"),
        (
            '{"images": [], "annotations": [{"id": 4}], "categories": []}',
            r"first 4 \(there is no image None\): give poly",
        ),
    ],
)
def test_files_that_are_no_annotations_are_one_line(content, words, tmp_path):
    draw(tmp_path / "m" / "1.png")
    (tmp_path / "m" / "instances.json").write_text(content)
    with pytest.raises(SuiteError, match=words) as refusal:
        masked(tmp_path / "m")
    assert "\n" not in str(refusal.value)
