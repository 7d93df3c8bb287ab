import json
import shutil

import numpy as np
import pytest
from PIL import Image

from tfgan_suite.data import batches, load
from tfgan_suite.data.pipeline.rows import Rows
from tfgan_suite.errors import SuiteError

N = 20


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "birds").mkdir()
    return tmp_path / "birds"


def picture(path, level):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (16, 16), (level, 0, 255)).save(path)


def pictures(folder, n=N):
    for number in range(n):
        picture(folder / f"{number}.png", number)


def said(folder, split="all"):
    """{level of red, which numbers the picture: its captions}."""
    examples = load(folder, split, content="captions")
    found = {}
    for image, caption in zip(examples["image"], examples["caption"], strict=True):
        found.setdefault(int(image[0, 0, 0]), []).append(str(caption))
    return found


def expected(n=N, times=2):
    return {number: [f"bird {number}, seen {time}" for time in range(times)] for number in range(n)}


def beside(folder):
    for number, captions in expected().items():
        (folder / f"{number}.txt").write_text("\n\n".join(captions) + "\n")


def commas(folder):
    rows = [f'{number}.png,"{caption}"' for number, captions in expected().items() for caption in captions]
    (folder / "captions.csv").write_text("image,caption\n" + "\n".join(rows))


def loose_commas(folder):
    rows = [f"{number}.png, {caption}" for number, captions in expected().items() for caption in captions]
    (folder / "captions.txt").write_text("\n".join(rows))


def tabs(folder):
    rows = [f"{n}.png#{i}\t{caption}" for n, captions in expected().items() for i, caption in enumerate(captions)]
    (folder / "birds.token.txt").write_text("\n".join(rows))


def bars(folder):
    rows = [f"{n}.png| {i}| {caption}" for n, captions in expected().items() for i, caption in enumerate(captions)]
    (folder / "results.csv").write_text("image_name| comment_number| comment\n" + "\n".join(rows))


def records(folder):
    rows = [json.dumps({"file_name": f"{n}.png", "text": c}) for n, captions in expected().items() for c in captions]
    (folder / "metadata.jsonl").write_text("\n".join(rows))


def lists(folder):
    rows = [json.dumps({"image": str(number), "captions": captions}) for number, captions in expected().items()]
    (folder / "captions.jsonl").write_text("\n".join(rows))


@pytest.mark.parametrize("write", [beside, commas, loose_commas, tabs, bars, records, lists])
def test_every_caption_is_an_example_of_its_picture(write, folder):
    pictures(folder)
    write(folder)
    assert said(folder) == expected()
    assert "passed over" not in " ".join(load(folder, "all", content="captions").notes)


def test_an_archive_is_read_as_the_folder_in_it(folder, tmp_path):
    pictures(folder)
    commas(folder)
    assert said(shutil.make_archive(str(tmp_path / "packed"), "zip", folder)) == expected()


def test_a_caption_file_may_be_named_itself(folder):
    pictures(folder)
    commas(folder)
    assert said(folder / "captions.csv") == expected()


def test_rows_name_pictures_of_sub_folders_by_path_or_name(folder):
    for name, level in (("a/1.png", 1), ("b/1.png", 2), ("b/3.png", 3)):
        picture(folder / name, level)
    (folder / "captions.csv").write_text("a/1.png,one\nb/1.png,two\n3.png,three\n")
    assert said(folder) == {1: ["one"], 2: ["two"], 3: ["three"]}
    assert load(folder, "all", content="captions").classes == ("a", "b")


def test_a_single_sub_folder_is_no_class(folder):
    pictures(folder / "Images")
    tabs(folder)
    examples = load(folder, "all", content="captions")
    assert said(folder) == expected()
    assert not examples.classes and "label" not in examples.fields


def test_a_table_of_labels_is_none_of_captions(folder):
    pictures(folder)
    beside(folder)
    (folder / "metadata.csv").write_text("file_name,label\n" + "\n".join(f"{n}.png,{'ab'[n % 2]}" for n in range(N)))
    examples = load(folder, "all", content="captions")
    assert said(folder) == expected() and examples.classes == ("a", "b")


def test_one_caption_file_of_several_may_be_about_others(folder):
    pictures(folder)
    commas(folder)
    (folder / "results.csv").write_text("run,score\n1,0.5\n")
    assert said(folder) == expected()


def test_each_split_may_have_its_own_captions(folder):
    for side, levels in (("train", range(8)), ("test", range(100, 103))):
        for level in levels:
            picture(folder / side / f"{level}.png", level)
        rows = [f"{level}.png,bird {level}" for level in levels]
        (folder / side / "metadata.csv").write_text("file_name,text\n" + "\n".join(rows))
    assert said(folder, "train") == {level: [f"bird {level}"] for level in range(8)}
    assert said(folder, "test") == {level: [f"bird {level}"] for level in range(100, 103)}


def test_all_captions_of_a_picture_are_on_one_side(folder):
    pictures(folder)
    beside(folder)
    train, test = said(folder, "train"), said(folder, "test")
    assert len(test) == N // 10 and not train.keys() & test.keys()
    assert train | test == expected()


def test_pictures_are_not_copied_for_their_captions(folder):
    pictures(folder)
    beside(folder)
    examples = load(folder, "train", content="captions")
    assert isinstance(examples["image"], Rows) and len(examples["image"].array) == N
    image, caption = next(iter(batches(examples, 8, ("image", "caption"))))
    levels = np.rint((image[:, 0, 0, 0].numpy() + 1) * 127.5).astype(int)
    assert [int(text.split()[1].rstrip(b",")) for text in caption.numpy()] == levels.tolist()


def test_what_has_no_caption_is_skipped_and_named(folder):
    pictures(folder)
    beside(folder)
    (folder / "3.txt").write_text(" \n")
    (folder / "4.txt").unlink()
    (folder / "5.txt").write_bytes(b"\xff\xfe\xfa")
    with pytest.warns(UserWarning) as seen:
        assert said(folder).keys() == {*range(N)} - {3, 4, 5}
    notes = " ".join(str(warning.message) for warning in seen)
    assert "skipped 3 images without caption: 3.png, 4.png, 5.png" in notes
    assert "skipped 1 captions that are no text in UTF-8: 5.txt" in notes


def test_rows_without_a_picture_are_named(folder):
    pictures(folder)
    (folder / "captions.csv").write_text("0.png,a\n1.png,b\nlost.png,c\nlost.png,d\n")
    with pytest.warns(UserWarning, match=r"2 rows of captions\.csv name no image that is there: lost\.png$"):
        assert said(folder) == {0: ["a"], 1: ["b"]}


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("captions.csv", "elsewhere.png,a bird\n", r"has no row for any of 20 images and names elsewhere\.png"),
        ("captions.csv", "", "has no row for any of 20 images; write"),
        ("captions.jsonl", '{"file_name": "1.png"}\n', r"line 1 of .*captions\.jsonl is not like"),
        ("captions.jsonl", "1.png: a bird\n", "is not like"),
        ("notes.md", "birds", r"20 images and no captions of them: put 1\.txt beside 1\.png"),
    ],
)
def test_captions_that_cannot_be_read_are_one_line(name, text, wrong, folder):
    pictures(folder)
    (folder / name).write_text(text)
    with pytest.raises(SuiteError, match=wrong) as error:
        load(folder, content="captions")
    assert "\n" not in str(error.value)


def test_an_array_file_may_hold_several_captions_an_image(tmp_path):
    image = np.arange(N, dtype=np.uint8)[:, None, None, None] * np.ones((N, 8, 8, 1), np.uint8)
    captions = np.array([expected()[number] for number in range(N)])
    captions[3, 1] = ""
    np.savez(tmp_path / "birds.npz", image=image, caption=captions)
    wanted = expected()
    wanted[3] = wanted[3][:1]
    assert said(tmp_path / "birds.npz") == wanted
    train, test = (said(tmp_path / "birds.npz", split) for split in ("train", "test"))
    assert len(test) == N // 10 and train | test == wanted


def test_an_array_file_may_repeat_an_image_for_each_caption(tmp_path):
    image = np.repeat(np.arange(N, dtype=np.uint8), 2)[:, None, None, None] * np.ones((2 * N, 8, 8, 1), np.uint8)
    np.savez(tmp_path / "birds.npz", image=image, caption=np.ravel([expected()[number] for number in range(N)]))
    train, test = (said(tmp_path / "birds.npz", split) for split in ("train", "test"))
    assert len(test) == N // 10 and train | test == expected()


def test_captions_of_an_array_file_are_text(tmp_path):
    np.savez(tmp_path / "birds.npz", image=np.zeros((4, 8, 8, 1), "uint8"), caption=np.arange(4))
    with pytest.raises(SuiteError, match=r"captions are int64 \[4\], not text \[4\] or \[4, K\]"):
        load(tmp_path / "birds.npz", content="captions")
