"""Two domains without pairs in every form that users keep them."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from tests.data.forms.drawing import ODD, draw, plain
from tfgan_suite.data import batches, load, summary, to_uint8
from tfgan_suite.data.folders import arrays
from tfgan_suite.data.pipeline.rows import Rows, is_mapped
from tfgan_suite.errors import SuiteError

FEW, MANY = 10, 25


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


def domains(root, split="train", **options):
    return load(root, split, content="domains", **options)


def write(root, few="", many="", count=(FEW, MANY)):
    """Pictures of the levels 0, 1, ... in the one folder and of 100, 101, ... in the other."""
    for folder, n, offset in ((few, count[0], 0), (many, count[1], 100)):
        for i in range(n):
            plain(root / folder / f"{i}.{'png' if i else 'bmp'}", (offset + i,) * 3)


def levels(images):
    return Counter(np.asarray(images)[:, 0, 0, 0].tolist())


@pytest.mark.parametrize(
    ("few", "many"),
    [("trainA", "trainB"), ("A", "B"), ("source", "target"), ("horse", "zebra"), ("x/horse", "x/zebra")],
)
def test_domains_of_any_counts(few, many, tmp_path):
    write(tmp_path / "d", few, many)
    train, test = (domains(tmp_path / "d", split) for split in ("train", "test"))
    assert (len(train), len(test)) == (MANY - 2, 1)
    of_few, of_many = levels(train["source"]), levels(train["target"])
    assert len(of_few) == FEW - 1 and {*of_few.values()} == {2, 3}
    assert len(of_many) == MANY - 2 and {*of_many.values()} == {1}
    assert not {*of_few} & {*levels(test["source"])} and not {*of_many} & {*levels(test["target"])}
    found = summary(train, test)
    assert "23 examples to train on and 1 held out: source 9 of 16x16x1, target 16x16x1" in found
    name = few.rpartition("/")[2]
    assert f"9 of {name}/ and 23 of {many.rpartition('/')[2]}/, no pairs; each of the 9 comes 2.56 times" in found


@pytest.mark.parametrize("limit", [2**30, 0], ids=["memory", "disk"])
def test_rows_come_again_by_reference_and_beside_other_rows(limit, tmp_path, monkeypatch):
    monkeypatch.setattr(arrays, "MAPPED_FROM", limit)
    write(tmp_path / "d", "horse", "zebra")
    train = domains(tmp_path / "d")
    assert isinstance(train["source"], Rows) and len(train["source"].array) <= FEW
    assert is_mapped(train["target"]) == (limit == 0)
    drawn = np.concatenate([b.numpy()[:, 0, 0, 0] for b in batches(train, 23, ("source",), seed=3).take(9)])
    found, times = np.unique(to_uint8(drawn), return_counts=True)
    ours, each = np.unique(np.asarray(train["source"][:9])[:, 0, 0, 0], return_counts=True)
    np.testing.assert_array_equal((found, times), (ours, 23 * each))


def met(train, passes):
    """What a pass brings together: pairs of levels, sorted, by pass."""
    stream = batches(train, 1, ("source", "target"), seed=3).take(passes * len(train))
    pairs = [tuple(float(side[0, 0, 0, 0]) for side in batch) for batch in stream]
    return [sorted(pairs[i : i + len(train)]) for i in range(0, len(pairs), len(train))]


def test_equal_counts_are_arrays_as_ever_and_each_domain_is_shuffled_for_itself(tmp_path):
    write(tmp_path / "d", "horse", "zebra", (FEW, FEW))
    train = domains(tmp_path / "d")
    first, second, third = met(train, 3)
    assert first != second != third != first
    (one, same) = met(replace(train, apart=()), 2)
    assert one == same, "as the suite's own sets are, whose streams stay as they were"
    assert isinstance(train["source"], np.ndarray) and isinstance(train["target"], np.ndarray)
    assert "9 of horse/ and 9 of zebra/, no pairs" in train.notes


@pytest.mark.parametrize("form", ["{split}{side}", "{side}/{split}", "{split}/{side}"])
def test_splits_are_kept_and_what_has_no_partner_to_test_on_is_said(form, tmp_path):
    root = tmp_path / "d"
    for split, count in (("train", (8, 12)), ("test", (3, 5))):
        write(root, *(form.format(split=split, side=side) for side in "AB"), count)
    train = domains(root)
    assert (len(train), len(levels(train["source"]))) == (12, 8)
    with pytest.warns(UserWarning, match="held out 3 of each domain, which leaves out 2 of "):
        test = domains(root, "test")
    assert len(test) == 3 and {*levels(test["target"]).values()} == {1}


def test_a_domain_without_splits_of_its_own_is_never_tested_on_what_it_is_trained_on(tmp_path):
    root = tmp_path / "d"
    write(root, "A", "B/train", (20, 12))
    write(root, "unused", "B/test", (0, 4))
    train, test = (domains(root, split) for split in ("train", "test"))
    assert not {*levels(train["source"])} & {*levels(test["source"])}
    assert len(levels(train["source"])) == 18


def test_which_two_of_more_folders_is_asked_and_answered(tmp_path):
    for number, name in enumerate(("cat", "dog", "horse")):
        for i in range(4):
            plain(tmp_path / "d" / name / f"{i}.png", (50 * number,) * 3)
    with pytest.raises(SuiteError, match=r"has cat, dog, horse: say which two .* --domains cat,dog"):
        domains(tmp_path / "d")
    for wrong in ("cat", "cat,cow", "cat,dog,horse", "dog,dog"):
        with pytest.raises(SuiteError, match="has cat, dog, horse: say which two"):
            domains(tmp_path / "d", domains=wrong)
    train = domains(tmp_path / "d", domains="horse, cat")
    assert {*levels(train["source"])} == {100} and {*levels(train["target"])} == {0}


def test_odd_pictures_are_read_and_broken_ones_named(tmp_path):
    root = tmp_path / "d"
    for i in range(FEW):
        draw(root / "photo" / f"{i}.png", i, (20, 24))
    for i, mode in enumerate(ODD * 3):
        draw(root / "sketch" / f"{i}.{'jpg' if mode == 'CMYK' else 'png'}", i, (16, 16), mode)
    (root / "photo" / "cut.png").write_bytes(b"")
    with pytest.warns(UserWarning, match=r"skipped 1 of 11 examples: photo/cut.png \(0 bytes\)"):
        train = domains(root, image_size=16)
    assert train["source"].shape[1:] == train["target"].shape[1:] == (16, 16, 3)


@pytest.mark.parametrize("channels", [None, 1, 3])
def test_each_domain_has_its_own_channels_unless_said(channels, tmp_path):
    for i in range(FEW):
        draw(tmp_path / "d" / "line" / f"{i}.png", i, mode="L")
        draw(tmp_path / "d" / "photo" / f"{i}.png", i)
    train = domains(tmp_path / "d", channels=channels)
    assert [train[side].shape[-1] for side in ("source", "target")] == ([1, 3] if channels is None else [channels] * 2)


def test_files_of_arrays_of_any_counts(tmp_path):
    few, many = (np.arange(n, dtype="uint8")[:, None, None, None].repeat(16, 1).repeat(16, 2) for n in (FEW, MANY))
    np.savez(tmp_path / "d.npz", source=many, target=few)
    train, test = (domains(tmp_path / "d.npz", split) for split in ("train", "test"))
    assert (len(train), len(test)) == (MANY - 2, 1)
    assert {*levels(train["target"]).values()} == {2, 3}
    assert "23 of sources and 9 of targets, no pairs; each of the 9 comes 2.56 times in a pass" in train.notes
    np.savez(tmp_path / "own.npz", train_source=many, train_target=few, test_source=few, test_target=many)
    assert len(domains(tmp_path / "own.npz", "test")) == FEW


def test_equal_files_of_arrays_are_divided_as_pairs_are(tmp_path):
    rng = np.random.default_rng(0)
    source, target = (rng.integers(0, 256, (20, 16, 16, 3), "uint8") for _ in range(2))
    np.savez(tmp_path / "d.npz", source=source, target=target)
    for split in ("train", "test"):
        ours, theirs = (load(tmp_path / "d.npz", split, content=content) for content in ("domains", "pairs"))
        for side in ("source", "target"):
            np.testing.assert_array_equal(ours[side], theirs[side])


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (("1.png", "2.png"), "has no folders, not two domains: give trainA/ and trainB/"),
        (("horse/1.png", "horse/2.png"), "has horse, not two domains"),
        (("trainA/1.png", "trainA/2.png", "trainB/1.png"), "trainB/ holds 1 example, too few"),
        (("trainA/1.png", "trainA/2.png", "testB/1.png"), "no images of testB/ to train on"),
        (("horse/1.png", "horse/2.png", "zebra/x/"), "no images of zebra/ to train on"),
        (("testA/1.png", "testB/1.png"), "to test and none to train on"),
    ],
)
def test_what_is_no_two_domains_is_one_line(files, words, tmp_path):
    for file in files:
        if file.endswith("/"):
            (tmp_path / "d" / file).mkdir(parents=True)
        else:
            draw(tmp_path / "d" / file)
    with pytest.raises(SuiteError, match=words) as refusal:
        domains(tmp_path / "d")
    assert "\n" not in str(refusal.value)


def test_a_file_without_both_sides_says_what_it_holds(tmp_path):
    np.savez(tmp_path / "d.npz", image=np.zeros((10, 16, 16, 1), "uint8"))
    with pytest.raises(SuiteError, match='holds image; name its arrays "source" and "target"'):
        domains(tmp_path / "d.npz")
