"""Pairs in every form that users keep them."""

import itertools
import shutil
from dataclasses import dataclass

import numpy as np
import pytest
from PIL import Image

from tests.data.forms.drawing import ODD, draw, plain
from tfgan_suite.data import load
from tfgan_suite.data.folders import arrays
from tfgan_suite.data.pipeline.rows import is_mapped
from tfgan_suite.errors import SuiteError

N = 12


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


def pairs(root, split="train", **options):
    return load(root, split, content="pairs", **options)


def level(name):
    return 10 * int(name.rpartition("/")[2].partition(".")[0])


def assert_pairs_belong_together(examples, offset=5):
    """Pair i is of level 10 i and 10 i + 5."""
    for source, target, name in zip(*map(examples.__getitem__, ("source", "target", "path")), strict=True):
        assert (source == level(name)).all() and (target == level(name) + offset).all()


def write(root, source, target, numbers=range(N)):
    for i in numbers:
        plain(root / source.format(i), (10 * i,) * 3)
        plain(root / target.format(i), (10 * i + 5,) * 3)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("A/{}.png", "B/{}.png"),
        ("a/{}.png", "b/{}.bmp"),
        ("Source/{}.png", "Target/{}.png"),
        ("input/x/{}.png", "output/x/{}.png"),
        ("archive/data/inputs/{}.png", "archive/data/targets/{}.png"),
        ("A/{}_a.png", "B/{}_b.png"),
        ("line/{}.png", "photo/{}.png"),
        ("deep/line/{}.png", "deep/photo/{}.png"),
    ],
)
def test_folders_of_equal_names_are_pairs(source, target, tmp_path):
    write(tmp_path / "p", source, target)
    every, train, test = (pairs(tmp_path / "p", split) for split in ("all", "train", "test"))
    assert every["source"].shape == every["target"].shape == (N, 16, 16, 1)
    assert_pairs_belong_together(every)
    assert (len(train), len(test)) == (N - 1, 1)
    assert {*train["path"]} | {*test["path"]} == {*every["path"]}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("{split}A/{}.png", "{split}B/{}.png"),
        ("{split}_a/{}.png", "{split}_b/{}.png"),
        ("A/{split}/{}.png", "B/{split}/{}.png"),
        ("{split}/A/{}.png", "{split}/B/{}.png"),
        ("{split}/line/{}.png", "{split}/photo/{}.png"),
        ("line/{split}/{}.png", "photo/{split}/{}.png"),
        ("A/{split}/{}.png", "B/{}.png"),
    ],
)
def test_splits_above_below_and_in_the_name(source, target, tmp_path):
    for split, numbers in (("train", range(8)), ("test", range(8, N))):
        sides = (side.replace("{split}", split) for side in (source, target))
        write(tmp_path / "p", *sides, numbers)
    train, test = (pairs(tmp_path / "p", split) for split in ("train", "test"))
    assert sorted(map(level, train["path"])) == [10 * i for i in range(8)]
    assert sorted(map(level, test["path"])) == [10 * i for i in range(8, N)]
    assert_pairs_belong_together(train)
    assert_pairs_belong_together(test)
    assert len(pairs(tmp_path / "p", "all")) == N


def test_validation_is_held_out_where_there_is_no_test_and_passed_over_where_there_is(tmp_path):
    for split, numbers in (("train", range(8)), ("val", range(8, N))):
        write(tmp_path / "p", f"{split}/A/{{}}.png", f"{split}/B/{{}}.png", numbers)
    assert len(pairs(tmp_path / "p", "test")) == 4
    write(tmp_path / "p", "test/A/{}.png", "test/B/{}.png", range(12, 14))
    with pytest.warns(UserWarning, match="passed over 8 images in a validation split"):
        assert len(pairs(tmp_path / "p", "test")) == 2


@pytest.mark.parametrize("folder", ["", "train/", "photos/"])
def test_pictures_side_by_side_are_cut_in_their_middle(folder, tmp_path):
    for i in range(N):
        place = tmp_path / "p" / folder / f"{i}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        halves = np.repeat([[10 * i, 10 * i + 5]], 16, 1).astype("uint8")
        Image.fromarray(np.repeat(halves, 16, 0)).save(place)
    every = pairs(tmp_path / "p", "all")
    assert every["source"].shape == every["target"].shape == (N, 16, 16, 1)
    assert_pairs_belong_together(every)
    assert len(pairs(tmp_path / "p", "test")) == 1


def test_other_shapes_are_cut_when_asked_and_else_named(tmp_path):
    for i in range(N):
        draw(tmp_path / "p" / f"{i}.png", i, (16, 24))
    with pytest.raises(SuiteError, match=r"is 24x16, not twice as wide as high; give A/ and B/.*--side-by-side true"):
        pairs(tmp_path / "p")
    assert pairs(tmp_path / "p", "all", side_by_side=True)["source"].shape == (N, 16, 12, 3)
    for i in range(N, 3 * N):
        draw(tmp_path / "p" / f"{i}.png", i, (16, 32))
    with pytest.warns(UserWarning, match=r"skipped 12 images that are not twice as wide as high: 0\.png, 1\.png"):
        assert pairs(tmp_path / "p", "all")["source"].shape == (2 * N, 16, 16, 3)


def test_odd_pictures_are_read_and_what_cannot_be_is_named(tmp_path):
    root = tmp_path / "p"
    for i, (mode, other) in enumerate(itertools.product(ODD, repeat=2)):
        suffixes = ["jpg" if m == "CMYK" else "png" for m in (mode, other)]
        draw(root / "A" / f"{i}.{suffixes[0]}", i, (20, 24), mode)
        draw(root / "B" / f"{i}.{suffixes[1]}", i, (40, 48), other)
    draw(root / "A" / "alone.png")
    draw(root / "B" / "single.png")
    (root / "A" / "cut.png").write_bytes((root / "A" / "0.png").read_bytes()[:60])
    draw(root / "B" / "cut.png")
    draw(root / "A" / "0.bmp")
    draw(root / "stray.png")
    (root / "readme.txt").write_text("hello")
    with pytest.warns(UserWarning) as warned:
        every = pairs(root, "all", image_size=16)
    said = "\n".join(str(w.message) for w in warned)
    assert every["source"].shape == every["target"].shape == (36, 16, 16, 3)
    for words in (
        "skipped 2 images without partner: A/alone.png, B/single.png",
        "skipped 1 of 37 examples: A/cut.png (",
        "passed over 1 images whose names others have: A/0.",
        "passed over 1 images beside the folders that are read: stray.png",
        "passed over 1 files of kinds that are not read: 1 .txt",
    ):
        assert words in said, said


def test_partners_stay_together_where_either_is_broken_also_on_disk(tmp_path, monkeypatch):
    write(tmp_path / "p", "A/{}.png", "B/{}.png")
    (tmp_path / "p" / "A" / "3.png").write_bytes(b"")
    (tmp_path / "p" / "B" / "7.png").write_bytes(b"")
    for name, limit in (("memory", 2**30), ("disk", 0)):
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        monkeypatch.setattr(arrays, "MAPPED_FROM", limit)
        with pytest.warns(UserWarning, match=r"skipped 2 of 12 examples: A/3\.png \(0 bytes\), B/7\.png \(0 bytes\)"):
            every = pairs(tmp_path / "p", "all")
        assert is_mapped(every["source"]) == is_mapped(every["target"]) == (name == "disk")
        assert len(every) == N - 2
        assert_pairs_belong_together(every)


def test_the_cache_follows_files_and_options(tmp_path):
    write(tmp_path / "p", "A/{}.png", "B/{}.png")
    assert len(pairs(tmp_path / "p", "all")) == N
    write(tmp_path / "p", "A/{}.png", "B/{}.png", [N])
    assert len(pairs(tmp_path / "p", "all")) == N + 1
    assert pairs(tmp_path / "p", "all", image_size=8)["source"].shape[1:3] == (8, 8)


def test_an_archive_holds_pairs_as_a_folder_does(tmp_path):
    write(tmp_path / "p", "A/{}.png", "B/{}.png")
    shutil.make_archive(str(tmp_path / "archive"), "zip", tmp_path / "p")
    every = pairs(tmp_path / "archive.zip", "all")
    assert len(every) == N
    assert_pairs_belong_together(every)


def test_a_split_of_which_nothing_can_be_read_is_one_line(tmp_path):
    write(tmp_path / "p", "train/A/{}.png", "train/B/{}.png")
    write(tmp_path / "p", "test/A/{}.png", "test/B/{}.png", [0])
    (tmp_path / "p" / "test" / "A" / "0.png").write_bytes(b"")
    with pytest.raises(SuiteError, match=r"to test can be read; skipped 1 of 13 examples: test/A/0\.png \(0 bytes\)"):
        pairs(tmp_path / "p", "test")


def test_files_of_arrays_hold_sources_of_any_depth(tmp_path):
    rng = np.random.default_rng(0)
    source, target = (rng.integers(0, 256, (20, 16, 16, c), "uint8") for c in (6, 3))
    np.savez(tmp_path / "six.npz", source=source, target=target)
    every = pairs(tmp_path / "six.npz", "all")
    np.testing.assert_array_equal(every["source"], source)
    smaller = pairs(tmp_path / "six.npz", "all", image_size=8)["source"]
    assert smaller.shape == (20, 8, 8, 6)
    np.savez(tmp_path / "three.npz", source=source[..., :3], target=target)
    planes = pairs(tmp_path / "three.npz", "all", image_size=8)["source"]
    np.testing.assert_array_equal(smaller[..., :3], planes)


@dataclass
class Mistake:
    name: str
    files: tuple
    words: str


@pytest.mark.parametrize(
    "mistake",
    [
        Mistake("names", ("A/1.png", "A/2.png", "B/3.png"), "no picture in A/ and B/.*one name, or train cyclegan"),
        Mistake("one", ("A/1.png", "B/1.png"), "holds 1 example, too few"),
        Mistake("side", ("A/1.png", "B/1.txt"), "no picture in A/ of .* has a partner"),
        Mistake("test", ("testA/1.png", "testB/1.png"), "to test and none to train on"),
        Mistake("none", ("A/1.txt", "B/1.txt"), "no picture in /.* has a partner"),
        Mistake("bare", ("1.txt",), "holds no images"),
        Mistake("three", ("x/1.png", "y1/1.png", "z/1.png"), "not twice as wide as high; give A/ and B/"),
    ],
    ids=lambda mistake: mistake.name,
)
def test_what_is_no_pair_is_one_line(mistake, tmp_path):
    for file in mistake.files:
        path = draw(tmp_path / "p" / file.replace(".txt", ".png"))
        if file.endswith(".txt"):
            path.rename(path.with_suffix(".txt"))
    with pytest.raises(SuiteError, match=mistake.words) as refusal:
        pairs(tmp_path / "p")
    assert "\n" not in str(refusal.value)
