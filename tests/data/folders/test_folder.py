import numpy as np
import pytest

from tests.data.folders.drawn import only, plain
from tfgan_suite.data import batches, load
from tfgan_suite.data.pipeline.rows import Rows
from tfgan_suite.errors import SuiteError


def test_sub_folders_are_classes_in_sorted_order(folder):
    for name, level in (("cat", 10), ("ant", 20), ("bee", 30)):
        (folder / name).mkdir()
        for number in range(2):
            plain(level, mode="L").save(folder / name / f"{number}.png")
    examples = load(f"folder:{folder}", "all")
    assert examples.classes == ("ant", "bee", "cat")
    assert examples["label"].tolist() == [0, 0, 1, 1, 2, 2]
    assert examples["image"][:, 0, 0, 0].tolist() == [20, 20, 30, 30, 10, 10]


def splits(folder, layout):
    """Writes pictures of 32x32; `layout` is {folder: how many}."""
    for name, count in layout.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            plain().save(folder / name / f"{number}.png")


def test_stray_pictures_leave_the_labels_of_the_others(folder):
    splits(folder, {"ant": 6, "bee": 6})
    plain().save(folder / "loose.png")
    with pytest.warns(UserWarning, match=r"passed over 1 images beside the class folders: loose\.png"):
        examples = load(folder, "all")
    assert examples.classes == ("ant", "bee")
    assert len(examples) == 12
    splits(folder, {".": 6})
    with pytest.warns(UserWarning, match="no labels: 7 of 19 images are in no sub-folder"):
        examples = load(folder, "all")
    assert len(examples) == 19
    assert not examples.classes


@pytest.mark.parametrize(
    "parts",
    ["train val", "train valid", "Train Test", "training testing", "train", "train validation", "TRAIN dev", "trn tst"],
)
@pytest.mark.parametrize("wrapper", ["", "archive/data"])
def test_splits_are_no_classes(folder, parts, wrapper):
    parts = parts.split()
    splits(folder / wrapper, {f"{part}/{name}": 6 for part in parts for name in ("cat", "dog")})
    train, test = load(folder), load(folder, "test")
    assert train.classes == test.classes == ("cat", "dog")
    assert (len(train), len(test)) == ((12, 12) if len(parts) == 2 else (11, 1))
    whole = load(folder, "all")
    assert len(set(whole["path"])) == len(whole) == 12 * len(parts)
    assert np.bincount(whole["label"]).tolist() == [6 * len(parts)] * 2


def test_splits_without_classes(folder):
    splits(folder, {"train": 6, "val": 3})
    assert (len(load(folder)), len(load(folder, "test"))) == (6, 3)
    assert not load(folder).classes


def test_validation_is_passed_over_where_there_is_a_test(folder):
    splits(folder, {"train/cat": 4, "val/cat": 3, "test/cat": 2, "extra": 1})
    with pytest.warns(UserWarning) as told:
        assert (len(load(folder)), len(load(folder, "test"))) == (4, 2)
    told = " ".join(str(warning.message) for warning in told)
    assert "passed over 3 images in val" in told
    assert "passed over 1 images in extra" in told


def test_pictures_to_test_on_without_classes_are_passed_over(folder):
    splits(folder, {"train/cat": 6, "train/dog": 6, "test": 5})
    with pytest.warns(UserWarning, match="passed over 5 images to test on, which are in no class folders"):
        train, test = load(folder), load(folder, "test")
    assert (len(train), len(test)) == (11, 1)
    assert train.classes == ("cat", "dog")


def test_a_class_may_be_called_train(folder):
    splits(folder, {"train": 6, "car": 6})
    assert load(folder).classes == ("car", "train")


def test_nothing_to_train_on_is_refused(folder):
    splits(folder, {"test": 6, "val": 6})
    with pytest.raises(SuiteError, match="test and val and nothing to train on"):
        load(folder)


def test_links_are_followed_and_those_that_lead_nowhere_are_named(folder, tmp_path):
    splits(tmp_path / "elsewhere", {"cat": 3})
    splits(folder, {"dog": 3})
    (folder / "cat").symlink_to(tmp_path / "elsewhere" / "cat")
    (folder / "dog" / "back").symlink_to(folder)
    (folder / "dog" / "gone.png").symlink_to(tmp_path / "gone.png")
    with pytest.warns(UserWarning, match=r"2 links that lead nowhere: dog/back, dog/gone\.png"):
        examples = load(folder, "all")
    assert examples["label"].tolist() == [0, 0, 0, 1, 1, 1]


def test_files_of_kinds_that_are_not_read_are_counted(folder):
    splits(folder, {".": 3})
    for name in ("a.heic", "b.HEIC", "c.npy", "README", ".hidden"):
        (folder / name).touch()
    with pytest.warns(UserWarning, match=r"4 files of kinds that are not read: 2 \.heic, 1 \.npy, 1 without suffix"):
        assert len(load(folder, "all")) == 3


@pytest.mark.parametrize("colour", ["red", "grey"])
def test_more_pictures_than_memory_stay_on_disk(folder, monkeypatch, colour):
    splits(folder, {"ant": 30, "bee": 30})
    for number in range(30):
        plain(colour if number % 2 else "black").save(folder / "bee" / f"{number}.png")
        plain("black").save(folder / "ant" / f"{number}.png")
    (folder / "bee" / "7.png").write_bytes(b"")
    with pytest.warns(UserWarning, match="skipped 1 of 60"):
        held = [load(folder, split) for split in ("train", "test")]
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(folder.parent / "another"))
    monkeypatch.setattr("tfgan_suite.data.folders.arrays.MAPPED_FROM", 1000)
    monkeypatch.setattr("tfgan_suite.data.folders.drafting.CHUNK", 7)
    for _ in range(2):
        with pytest.warns(UserWarning, match="skipped 1 of 60"):
            mapped = [load(folder, split) for split in ("train", "test")]
        for ours, theirs in zip(mapped, held, strict=True):
            assert isinstance(ours["image"], Rows)
            assert ours.image_shape == theirs.image_shape
            np.testing.assert_array_equal(ours["image"], theirs["image"])
            np.testing.assert_array_equal(ours["label"], theirs["label"])
            batch, same = (next(iter(batches(examples, 5))) for examples in (ours, theirs))
            np.testing.assert_array_equal(batch, same)


def test_what_neither_memory_nor_disk_can_hold_is_refused(folder, monkeypatch):
    splits(folder, {".": 3})
    monkeypatch.setattr("tfgan_suite.data.folders.arrays.MAPPED_FROM", 1000)
    monkeypatch.setattr("tfgan_suite.data.folders.drafting.address_space", lambda: 2**10)
    with pytest.raises(
        SuiteError, match=r"3 images of 32x32 take 0 MiB .* limited to 0 MiB: give a smaller image_size"
    ):
        load(folder)


def test_train_and_test_folders_are_the_splits(folder):
    for split, n in (("train", 3), ("test", 2)):
        for name in ("ant", "bee")[: n - 1]:
            (folder / split / name).mkdir(parents=True)
            for number in range(n):
                plain().save(folder / split / name / f"{number}.png")
    train, test = load(folder), load(folder, "test")
    assert (len(train), len(test)) == (6, 2)
    assert train.classes == test.classes == ("ant", "bee")


def test_a_tenth_is_held_out_and_newcomers_change_no_side(folder):
    for number in range(40):
        plain((number, 0, 0)).save(folder / f"{number}.png")
    train, test = load(folder), load(folder, "test")
    assert len(test) == 4
    assert len({*train["path"], *test["path"]}) == 40
    plain().save(folder / "new.png")
    assert len({*load(folder, "test")["path"], *test["path"]}) <= 5
    assert "new.png" in {*load(folder)["path"], *load(folder, "test")["path"]}


def test_a_changed_file_is_read_again(folder):
    plain("red").save(folder / "a.png")
    assert only(folder)[0, 0].tolist() == [255, 0, 0]
    plain("lime", (40, 40)).save(folder / "a.png")
    assert only(folder)[0, 0].tolist() == [0, 255, 0]


def test_the_second_load_decodes_nothing(folder, monkeypatch):
    plain("red").save(folder / "a.png")
    first = only(folder)
    monkeypatch.setattr("tfgan_suite.data.folders.folder.fit_image", None)
    np.testing.assert_array_equal(only(folder), first)


def test_a_full_disk_costs_only_the_cache(folder, monkeypatch):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    plain().save(folder / "a.png")
    monkeypatch.setattr(np, "save", refuse)
    with pytest.warns(UserWarning, match="No space left"):
        only(folder)
    assert not list((folder.parent / "cache" / "folder").iterdir())


@pytest.mark.parametrize(
    ("sizes", "options", "message"),
    [
        ([], {}, "holds no images"),
        ([(32, 32), (64, 64)], {}, "differ in size; pass image_size"),
        ([(30, 30)], {}, "30x30, not multiples of 4"),
        ([(30, 30)], {"image_size": 30}, "image size 30 does not fit"),
        ([(32, 32)], {"channels": 2}, "2 channels do not fit"),
        ([(32, 32)], {"split": "val"}, "no split 'val'; use train, test or all"),
        ([(32, 32)], {"split": "test"}, "too few to hold one out"),
    ],
)
def test_what_does_not_fit_is_refused(folder, sizes, options, message):
    for number, size in enumerate(sizes):
        plain(size=size).save(folder / f"{number}.png")
    with pytest.raises(SuiteError, match=message):
        load(folder, **{"split": "all", **options})


def test_a_folder_of_broken_files_is_an_error(folder):
    (folder / "a.png").touch()
    with pytest.raises(SuiteError, match=r"none of the 1 images .* a\.png \(0 bytes\)"):
        load(folder)
