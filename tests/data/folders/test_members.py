"""Array files that are large stay on disk, and are divided and read as small ones are."""

import numpy as np
import pytest

from tfgan_suite.data import load
from tfgan_suite.data.folders import files
from tfgan_suite.data.folders.files import from_file
from tfgan_suite.data.folders.members import members_of
from tfgan_suite.data.pipeline.rows import is_mapped
from tfgan_suite.errors import SuiteError

GREY = np.random.default_rng(0).integers(0, 256, (40, 16, 12), np.uint8)
COLOUR = np.random.default_rng(1).integers(0, 256, (40, 16, 12, 3), np.uint8)
REAL = (COLOUR / 255).astype(np.float32)
LABEL = np.arange(40) % 3
FORMS = {
    "stored": (np.savez, {"image": COLOUR, "label": LABEL}, {}),
    "packed": (np.savez_compressed, {"image": COLOUR, "label": LABEL}, {}),
    "floats": (np.savez, {"image": REAL, "label": LABEL}, {}),
    "packed floats": (np.savez_compressed, {"x": REAL, "y": LABEL}, {}),
    "of another size": (np.savez, {"image": COLOUR, "label": LABEL}, {"image_size": 8, "channels": 1}),
    "own splits": (
        np.savez,
        {"x_train": REAL[:30], "y_train": LABEL[:30], "x_test": REAL[30:], "y_test": LABEL[30:]},
        {},
    ),
    "in columns": (np.savez, {"image": np.asfortranarray(COLOUR), "label": LABEL}, {}),
}


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


def sides_of(path, **options):
    return [load(path, split, **options) for split in ("train", "test", "all")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_what_is_mapped_is_what_was_in_memory(form, tmp_path, monkeypatch):
    save, arrays, options = FORMS[form]
    save(tmp_path / "mine.npz", **arrays)
    held = sides_of(tmp_path / "mine.npz", **options)
    assert not any(is_mapped(side["image"]) for side in held)
    monkeypatch.setattr("tfgan_suite.data.folders.arrays.MAPPED_FROM", 1000)
    for _ in range(2):
        mapped = sides_of(tmp_path / "mine.npz", **options)
        for ours, theirs in zip(mapped, held, strict=True):
            assert is_mapped(ours["image"]) or form == "in columns"
            assert ours.classes == theirs.classes
            for field in ("image", "label"):
                np.testing.assert_array_equal(ours[field], theirs[field])
        if form not in ("stored", "in columns"):
            monkeypatch.setattr(files, "read_members", None)


def test_a_file_of_uint8_is_not_written_anew(tmp_path, monkeypatch):
    monkeypatch.setattr("tfgan_suite.data.folders.arrays.MAPPED_FROM", 1000)
    np.savez(tmp_path / "mine.npz", image=GREY)
    assert isinstance(load(tmp_path / "mine.npz", "all")["image"], np.memmap)
    assert not (tmp_path / "cache").exists()
    assert members_of(tmp_path / "mine.npz")["image"].start


def test_floats_that_have_changed_are_read_again(tmp_path, monkeypatch):
    monkeypatch.setattr("tfgan_suite.data.folders.arrays.MAPPED_FROM", 1000)
    for levels in (REAL, 1 - REAL[:30]):
        np.save(tmp_path / "mine.npy", levels)
        with pytest.warns(UserWarning, match="values from 0 for black to 1 for white"):
            found = load(tmp_path / "mine.npy", "all")["image"]
        np.testing.assert_array_equal(found, np.rint(levels * np.float32(255)).astype(np.uint8))


def test_pairs_and_domains_of_large_files_are_mapped(tmp_path, monkeypatch):
    monkeypatch.setattr("tfgan_suite.data.folders.arrays.MAPPED_FROM", 1000)
    np.savez_compressed(tmp_path / "mine.npz", source=COLOUR, target=COLOUR[::-1])
    for content in ("pairs", "domains"):
        found = load(tmp_path / "mine.npz", "all", content=content)
        assert is_mapped(found["source"]) and is_mapped(found["target"])
        np.testing.assert_array_equal(found["target"], COLOUR[::-1])


def test_what_no_disk_holds_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr("tfgan_suite.data.folders.arrays.MAPPED_FROM", 1000)
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 2**20}))
    np.savez_compressed(tmp_path / "bomb.npz", image=np.zeros((4, 1024, 1024, 1), "uint8"))
    with pytest.raises(SuiteError, match="unpack to 4 MiB, more than half of the 1 MiB left on") as refusal:
        load(tmp_path / "bomb.npz")
    assert "\n" not in str(refusal.value)
    np.save(tmp_path / "wide.npy", np.zeros((4, 1024, 1024, 1), "float32"))
    with pytest.raises(SuiteError, match="writing them takes twice as much: set TFGAN_SUITE_CACHE"):
        load(tmp_path / "wide.npy")


def test_a_cut_file_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("tfgan_suite.data.folders.arrays.MAPPED_FROM", 1000)
    np.save(tmp_path / "mine.npy", COLOUR)
    (tmp_path / "mine.npy").write_bytes((tmp_path / "mine.npy").read_bytes()[:-50])
    with pytest.raises(SuiteError, match=r"mine\.npy cannot be read"):
        from_file(tmp_path / "mine.npy")
