"""Images in zip and tar archives, and archives that are not what they should be."""

import io
import tarfile
import zipfile

import numpy as np
import pytest

from tfgan_suite.data import load
from tfgan_suite.data.folders import archives
from tfgan_suite.errors import SuiteError


@pytest.fixture
def tree(folder, draw):
    """Two classes of ten pictures each."""
    for i in range(20):
        draw(folder / ("cat", "dog")[i % 2] / f"{i:02}.png", 10 * i)
    return folder


def packed(path, files):
    """An archive of {name: content}; the suffix says which kind."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return path
    mode = {".tar": "w", ".gz": "w:gz", ".tgz": "w:gz", ".xz": "w:xz", ".bz2": "w:bz2"}[path.suffix]
    with tarfile.open(path, mode) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def contents(tree, below="archive/data/"):
    return {below + path.relative_to(tree).as_posix(): path.read_bytes() for path in tree.rglob("*.png")}


@pytest.mark.parametrize("name", ["mine.zip", "mine.tar", "mine.tar.gz", "mine.tgz", "mine.tar.xz", "MINE.tar.bz2"])
def test_an_archive_is_read_as_the_folder_in_it(tree, tmp_path, name):
    path = packed(tmp_path / name, contents(tree))
    plain = load(tree, "all")
    for _ in range(2):
        examples = load(path, "all")
        assert examples.name == name and examples.classes == ("cat", "dog") and examples.notes == ()
        np.testing.assert_array_equal(examples["image"], plain["image"])
        np.testing.assert_array_equal(examples["label"], plain["label"])
    assert len(load(path, "train")) == 18 and len(load(path, "test")) == 2


def test_a_table_in_an_archive_and_rubbish_of_macs(tree, tmp_path):
    files = {path.name: path.read_bytes() for path in tree.rglob("*.png")}
    rubbish = {f"__MACOSX/._{name}": b"rubbish" for name in files}
    table = "\n".join(f"{name},{'even' if int(name[:2]) % 2 == 0 else 'odd'}" for name in files)
    examples = load(packed(tmp_path / "mine.zip", {**files, **rubbish, "labels.csv": table.encode()}), "all")
    assert examples.classes == ("even", "odd") and np.bincount(examples["label"]).tolist() == [10, 10]
    assert examples.notes == ()


def test_a_changed_archive_is_unpacked_again_in_place_of_the_former(tree, tmp_path):
    files = contents(tree)
    path = packed(tmp_path / "mine.zip", files)
    assert len(load(path, "all")) == 20
    assert len(load(packed(path, dict([*files.items()][:15])), "all")) == 15
    assert len([*(tmp_path / "cache" / "unpacked").iterdir()]) == 1


@pytest.mark.parametrize("kind", ["zip", "tar"])
@pytest.mark.parametrize("bad", ["../out.png", "/tmp/out.png", "a/../../out.png", "..\\out.png", "c:\\out.png"])
def test_nothing_is_unpacked_outside(tree, tmp_path, kind, bad):
    before = {*tmp_path.rglob("*out.png")}
    picture = next(tree.rglob("*.png")).read_bytes()
    examples = load(packed(tmp_path / f"mine.{kind}", {**contents(tree, ""), bad: picture}), "all")
    assert len(examples) == 20
    assert any("left out 1 entries" in note and "out.png" in note for note in examples.notes)
    assert {*tmp_path.rglob("*out.png")} == before
    again = load(tmp_path / f"mine.{kind}", "all")
    assert again.notes == examples.notes


def test_links_and_devices_are_left_out(tree, tmp_path):
    (tmp_path / "secret.png").write_bytes(next(tree.rglob("*.png")).read_bytes())
    path = tmp_path / "mine.tar"
    with tarfile.open(path, "w") as archive:
        archive.add(tree, "pictures")
        for name, kind, target in (
            ("pictures/cat/link.png", tarfile.SYMTYPE, str(tmp_path / "secret.png")),
            ("pictures/cat/hard.png", tarfile.LNKTYPE, "../secret.png"),
            ("pictures/cat/pipe.png", tarfile.FIFOTYPE, ""),
            ("pictures/up", tarfile.SYMTYPE, ".."),
        ):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, target
            archive.addfile(member)
    examples = load(path, "all")
    assert len(examples) == 20 and any("left out 4 entries" in note for note in examples.notes)
    assert not [path for path in (tmp_path / "cache" / "unpacked").rglob("*") if path.is_symlink()]


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.tar.gz"])
def test_a_bomb_is_refused_and_nothing_of_it_stays(tree, tmp_path, monkeypatch, name):
    monkeypatch.setattr(archives, "SMALL", 2**20)
    path = packed(tmp_path / name, {**contents(tree), "big.png": bytes(2**23)})
    assert 100 * path.stat().st_size < 2**23
    with pytest.raises(SuiteError, match=r"unpacks to more than 1 MiB|unpacks to more than .* MiB; unpack it"):
        load(path, "all")
    assert [*(tmp_path / "cache" / "unpacked").iterdir()] == []


def test_damaged_and_encrypted_archives_are_one_line(tree, tmp_path):
    path = packed(tmp_path / "mine.zip", contents(tree))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SuiteError, match=r"mine\.zip cannot be unpacked"):
        load(path)
    flagged = bytearray(whole)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        flagged[flagged.index(mark) + offset] |= 1
    path.write_bytes(flagged)
    with pytest.raises(SuiteError, match=r"mine\.zip is encrypted"):
        load(path)
    (tmp_path / "mine.tar.gz").write_bytes(b"no tar")
    with pytest.raises(SuiteError, match=r"mine\.tar\.gz cannot be unpacked"):
        load(tmp_path / "mine.tar.gz")
    assert [*(tmp_path / "cache" / "unpacked").iterdir()] == []


def test_an_archive_without_pictures_says_so(tmp_path):
    with pytest.raises(SuiteError, match=r"holds no images \(passed over 1 files"):
        load(packed(tmp_path / "mine.zip", {"readme.md": b"nothing"}))


def test_other_contents_come_in_archives_too(folder, draw, tmp_path):
    for i in range(12):
        draw(folder / "A" / f"{i}.png", 10 * i)
        draw(folder / "B" / f"{i}.png", 255 - 10 * i)
        (folder / "A" / f"{i}.txt").write_text(f"grey {i}")
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
    pairs = load(packed(tmp_path / "pairs.zip", files), "all", content="pairs")
    assert len(pairs) == 12 and pairs.name == "pairs.zip"
    assert (pairs["source"] + pairs["target"] == 255).all()
    captioned = {name: content for name, content in files.items() if name.startswith("A/")}
    captions = load(packed(tmp_path / "said.tar.gz", captioned), "all", content="captions")
    level = captions["image"][:, 0, 0, 0] // 10
    assert captions["caption"].tolist() == [f"grey {i}" for i in level]
