"""A folder that has not changed is surveyed, not laid out again."""

import numpy as np
import pytest
from PIL import Image

from tfgan_suite.data import load
from tfgan_suite.data.folders import folder as folders
from tfgan_suite.data.folders import outlines, surveying
from tfgan_suite.data.folders.surveying import survey, surveyed_once

SPLITS = ("train", "test", "all")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))
    place = tmp_path / "pictures"
    for number in range(24):
        (place / f"class {number % 3}").mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (16, 16), (255, number, 0)).save(place / f"class {number % 3}" / f"{number:02}.png")
    return place


def content(folder):
    return [{field: array.tolist() for field, array in load(folder, split).fields.items()} for split in SPLITS]


def test_the_second_start_lays_nothing_out(folder, monkeypatch):
    (folder / "notes.txt").touch()
    with pytest.warns(UserWarning, match=r"1 \.txt"):
        first = content(folder)
    assert {*first[0]} == {*first[2]} == {"image", "path", "label"}
    monkeypatch.setattr(outlines, "laid_out", None)
    monkeypatch.setattr(folders, "laid_out", None)
    with pytest.warns(UserWarning, match=r"1 \.txt"):
        assert content(folder) == first


@pytest.mark.parametrize("change", ["new", "gone", "other", "elsewhere", "table"])
def test_whatever_changes_is_seen(folder, change):
    before, seen = content(folder), survey(folder)
    one = folder / "class 1" / "01.png"
    if change == "new":
        Image.new("RGB", (16, 16), "blue").save(folder / "class 1" / "new.png")
    elif change == "gone":
        one.unlink()
    elif change == "other":
        Image.new("RGB", (16, 16), "blue").save(one)
    elif change == "elsewhere":
        one.rename(folder / "class 2" / "01.png")
    else:
        rows = [f"{path.name},{int(path.stem) % 2}" for path in folder.rglob("*.png")]
        (folder / "labels.csv").write_text("\n".join(["file,label", *rows]))
    assert survey(folder) != seen
    assert content(folder)[2] != before[2]


def test_what_no_picture_depends_on_is_said_and_nothing_is_decoded(folder, monkeypatch):
    before = content(folder)
    (folder / "clip.mov").touch()
    monkeypatch.setattr(folders, "fit_image", None)
    with pytest.warns(UserWarning, match=r"1 \.mov"):
        assert content(folder) == before


def test_a_table_right_above_the_folder_is_seen(folder):
    load(folder, "all")
    rows = [f"{path.name} {1 if int(path.stem) % 2 else -1}" for path in sorted(folder.rglob("*.png"))]
    (folder.parent / "list_attr_celeba.txt").write_text("\n".join(["24", "Odd", *rows]))
    assert load(folder, "all")["attributes"].mean() == pytest.approx(0.5)


def test_links_are_followed_once(folder, tmp_path):
    (folder / "back").symlink_to(folder)
    (folder / "itself.png").symlink_to(folder / "itself.png")
    (folder / "elsewhere").symlink_to(tmp_path / "other")
    seen = survey(folder)
    (tmp_path / "other").mkdir()
    Image.new("RGB", (16, 16)).save(tmp_path / "other" / "a.png")
    assert survey(folder) != seen
    with pytest.warns(UserWarning, match=r"2 links that lead nowhere: back, itself\.png"):
        assert len(load(folder, "all")) == 25


def test_a_damaged_outline_is_made_anew(folder, tmp_path):
    before = content(folder)
    (file,) = (tmp_path / "cache" / "outlines").iterdir()
    for text in ("", "[]", "{}", file.read_text()[:-20]):
        file.write_text(text)
        assert content(folder) == before


def test_several_splits_are_surveyed_once(folder, monkeypatch):
    visits, visit = [], surveying._visit
    monkeypatch.setattr(surveying, "_visit", lambda *of: visits.append(of[0]) or visit(*of))
    with surveyed_once():
        train, test = (load(folder, split) for split in ("train", "test"))
    assert visits.count(str(folder)) == 1
    assert len(train) + len(test) == 24
    assert not {*train["path"]} & {*test["path"]}
    Image.new("RGB", (16, 16)).save(folder / "class 0" / "new.png")
    assert len(load(folder, "all")) == 25
    assert np.isin(test["path"], load(folder, "all")["path"]).all()
