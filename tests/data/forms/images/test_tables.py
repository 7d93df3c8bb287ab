"""Flat folders of images with a table of labels or attributes beside them."""

import json

import numpy as np
import pytest

from tfgan_suite.data import load
from tfgan_suite.errors import SuiteError

KINDS = ("cat", "dog", "fox")
CELEBA = """\
12
5_o_Clock_Shadow Male Young
"""


@pytest.fixture
def flat(folder, draw):
    """Twelve pictures; the level of the i-th is 10 i, its kind i % 3."""
    for i in range(12):
        draw(folder / f"{i:02}.png", 10 * i)
    return folder


def kinds(examples):
    """{level of the picture: name of its class}."""
    names = [examples.classes[label] if label >= 0 else None for label in examples["label"]]
    return dict(zip((examples["image"][:, 0, 0, 0] // 10).tolist(), names, strict=True))


TABLES = {
    "labels.csv": "\n".join(f"{i:02}.png,{KINDS[i % 3]}" for i in range(12)),
    "labels.tsv": "label\tfile\n" + "\n".join(f"{KINDS[i % 3]}\t{i:02}.png" for i in range(12)),
    "metadata.csv": "file_name;width;label\n" + "\n".join(f"./{i:02}.png;16;{KINDS[i % 3]}" for i in range(12)),
    "LABELS.CSV": "id,breed\n" + "\n".join(f"{i:02},{KINDS[i % 3]}" for i in range(12)),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_the_classes(flat, name):
    (flat / name).write_text(TABLES[name], encoding="utf-8-sig")
    examples = load(flat, "all")
    assert examples.classes == KINDS
    assert kinds(examples) == {i: KINDS[i % 3] for i in range(12)}
    assert examples.notes == ()
    train, test = load(flat, "train"), load(flat, "test")
    assert len(train) == 11 and len(test) == 1 and test.classes == KINDS


def test_numbers_are_sorted_as_numbers_and_empty_cells_are_unlabelled(flat):
    labels = [10, 9, 9, -1, "", *[10] * 7]
    (flat / "labels.csv").write_text("path,class\n" + "\n".join(f"{i:02}.png,{x}" for i, x in enumerate(labels)))
    examples = load(flat, "all")
    assert examples.classes == ("9", "10")
    assert examples["label"].tolist() == [1, 0, 0, -1, -1, *[1] * 7]


def test_a_changed_table_is_read_again(flat):
    (flat / "labels.csv").write_text(TABLES["labels.csv"])
    assert load(flat, "all").classes == KINDS
    (flat / "labels.csv").write_text(TABLES["labels.csv"].replace("fox", "owl"))
    assert load(flat, "all").classes == ("cat", "dog", "owl")


def test_what_a_table_does_not_name_is_passed_over_and_what_is_not_there_is_said(flat):
    (flat / "labels.csv").write_text("\n".join([f"{i:02}.png,a" for i in range(10)] + ["gone.png,b"]))
    examples = load(flat, "all")
    assert len(examples) == 10 and examples.classes == ("a",)
    assert any("names 1 pictures that are not there: gone.png" in note for note in examples.notes)
    assert any("passed over 2 images that labels.csv does not name: 10.png, 11.png" in note for note in examples.notes)


def test_nested_pictures_and_splits_with_a_table_each(folder, draw):
    for split, first in (("train", 0), ("test", 10)):
        for i in range(5):
            draw(folder / split / f"{i}.png", 10 * (first + i))
        (folder / split / "labels.csv").write_text("\n".join(f"{i}.png,{KINDS[(first + i) % 3]}" for i in range(5)))
    for split, first in (("train", 0), ("test", 10)):
        assert kinds(load(folder, split)) == {first + i: KINDS[(first + i) % 3] for i in range(5)}


def test_one_table_above_the_splits(folder, draw):
    rows = [(split, i) for split in ("train", "test") for i in range(4)]
    for split, i in rows:
        draw(folder / split / "deep" / f"{i}.png", 10 * i)
    (folder / "labels.csv").write_text("\n".join(f"{split}/deep/{i}.png,{KINDS[i % 3]}" for split, i in rows))
    assert kinds(load(folder, "test")) == {i: KINDS[i % 3] for i in range(4)}


@pytest.mark.parametrize("one_hot", [False, True])
def test_stylegans_table(folder, draw, one_hot):
    names = [f"{i // 6:05}/img{i:08}.png" for i in range(12)]
    for i, name in enumerate(names):
        draw(folder / name, 10 * i)
    labels = [[int(k == i % 3) for k in range(3)] if one_hot else i % 3 for i in range(12)]
    (folder / "dataset.json").write_text(json.dumps({"labels": [*map(list, zip(names, labels, strict=True))]}))
    assert kinds(load(folder, "all")) == {i: str(i % 3) for i in range(12)}
    (folder / "dataset.json").write_text('{"labels": null}')
    examples = load(folder, "all")
    assert examples.classes == () and "label" not in examples.fields and len(examples) == 12


def test_stylegans_vectors_are_attributes(flat):
    vectors = [[f"{i:02}.png", [i / 2, 1.5]] for i in range(12)]
    (flat / "dataset.json").write_text(json.dumps({"labels": vectors}))
    np.testing.assert_array_equal(load(flat, "all")["attributes"], [vector for _, vector in vectors])


@pytest.mark.parametrize("place", ["beside", "above the sub-folder", "above the folder"])
@pytest.mark.parametrize("form", ["txt", "csv"])
def test_celebas_attributes(folder, draw, place, form):
    pictures = folder / "img_align_celeba"
    for i in range(12):
        draw(pictures / f"{i:06}.jpg", 10 * i)
    rows = [(f"{i:06}.jpg", i % 2 * 2 - 1, 1 - i % 2 * 2, 1) for i in range(12)]
    if form == "txt":
        text = CELEBA + "\n".join(f"{row[0]}  {row[1]:2} {row[2]:2} {row[3]:2}" for row in rows)
    else:
        text = "image_id,5_o_Clock_Shadow,Male,Young\n" + "\n".join(",".join(map(str, row)) for row in rows)
    (pictures if place == "beside" else folder).joinpath(f"list_attr_celeba.{form}").write_text(text)
    for _ in range(2):
        examples = load(pictures if place == "above the folder" else folder, "all")
        assert examples.attribute_names == ("5_o_Clock_Shadow", "Male", "Young")
        np.testing.assert_array_equal(examples["attributes"], [[i % 2, 1 - i % 2, 1] for i in range(12)])
        assert examples["attributes"].dtype == np.float32
        assert examples.classes == () and examples.notes == ()


def test_labels_and_attributes_together(flat):
    (flat / "labels.csv").write_text(TABLES["labels.csv"])
    (flat / "attributes.csv").write_text("file,hat\n" + "\n".join(f"{i:02}.png,{i % 2}" for i in range(12)))
    examples = load(flat, "all")
    assert examples.classes == KINDS and examples.attribute_names == ("hat",)
    np.testing.assert_array_equal(examples["attributes"][:, 0], np.arange(12) % 2)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("labels.csv", "cat1.png\ncat2.png", "give a picture and its label in each line"),
        ("labels.csv", "width,height,label\n1,2,3", "has the columns width, height, label: call that of pictures file"),
        ("labels.csv", "elsewhere.png,cat", "names none of the pictures: its first is 'elsewhere.png'"),
        ("labels.csv", "", "is no table of labels"),
        ("dataset.json", "{", "cannot be read"),
        ("dataset.json", '{"labels": [["00.png"]]}', "is not as StyleGAN's tool writes it"),
        ("list_attr_celeba.txt", "hat\n00.png 1 1", "is no table of attributes|has 2 numbers"),
        ("list_attr_celeba.txt", "1\nhat beard\n00.png 1 yes", "does not hold numbers alone"),
        ("list_attr_celeba.txt", "1\nhat beard\n00.png 1\n01.png 1 1", "has 2 numbers for 01.png and 1 for the first"),
        ("list_attr_celeba.txt", "1\nhat\n00.png nan", "NaN"),
    ],
)
def test_a_table_that_does_not_fit_is_one_line(flat, name, text, message):
    (flat / name).write_text(text)
    with pytest.raises(SuiteError, match=message) as refusal:
        load(flat, "all")
    assert "\n" not in str(refusal.value)


def test_a_list_of_classes_is_not_taken_for_a_table_of_pictures(folder, draw):
    for i in range(6):
        draw(folder / KINDS[i % 2] / f"{i}.png", 10 * i)
    (folder / "labels.csv").write_text("ClassId,Name\n0,cat\n1,dog")
    examples = load(folder, "all")
    assert examples.classes == ("cat", "dog")
    assert any("labels.csv names none of the pictures" in note for note in examples.notes)


def test_metadata_without_labels_leave_the_classes_to_the_folders(folder, draw):
    for i in range(6):
        draw(folder / KINDS[i % 2] / f"{i}.png", 10 * i)
    rows = "".join(f"{KINDS[i % 2]}/{i}.png,number {i}\n" for i in range(6))
    (folder / "metadata.csv").write_text("file_name,text\n" + rows)
    assert load(folder, "all").classes == ("cat", "dog")
