import numpy as np
import pytest

from tfgan_suite.data import load
from tfgan_suite.errors import SuiteError


def arrays_of(path, **fields):
    films = np.arange(20, dtype=np.uint8)[:, None] * 10 + np.arange(6, dtype=np.uint8)
    films = np.broadcast_to(films[..., None, None], (20, 6, 8, 8)).copy()
    np.savez(path, clip=films, **fields)
    return films


def test_an_array_file_keeps_its_length_or_is_cut(tmp_path):
    films = arrays_of(tmp_path / "mine.npz", label=np.arange(20) % 2, classes=["run", "walk"])
    whole = load(tmp_path / "mine.npz", "all", content="clips")
    np.testing.assert_array_equal(whole["clip"][..., 0], films)
    assert whole.classes == ("run", "walk") and whole["label"].tolist() == [0, 1] * 10
    cut = load(tmp_path / "mine.npz", "all", content="clips", length=3)
    np.testing.assert_array_equal(cut["clip"][:2, ..., 0], films[0].reshape(2, 3, 8, 8))
    assert cut["label"].tolist()[:4] == [0, 0, 1, 1]
    train, test = (load(tmp_path / "mine.npz", split, content="clips", length=3) for split in ("train", "test"))
    firsts = [{*(part["clip"][:, 0, 0, 0, 0] // 10).tolist()} for part in (train, test)]
    assert len(test) == 4 and not firsts[0] & firsts[1]
    assert load(tmp_path / "mine.npz", content="clips", image_size=16)["clip"].shape[1:] == (6, 16, 16, 1)


def test_array_files_that_are_no_clips_are_one_line(tmp_path):
    np.savez(tmp_path / "flat.npz", clip=np.zeros((4, 8, 8), "uint8"))
    with pytest.raises(SuiteError, match=r"has no clips \[N, T, H, W, C\], but \[4, 8, 8\]"):
        load(tmp_path / "flat.npz", content="clips")
    arrays_of(tmp_path / "mine.npz")
    with pytest.raises(SuiteError, match="have 6 frames; give a smaller length"):
        load(tmp_path / "mine.npz", content="clips", length=7)


@pytest.mark.parametrize("length", [-1, -16])
def test_lengths_below_one_are_one_line(length, tmp_path):
    arrays_of(tmp_path / "mine.npz")
    with pytest.raises(SuiteError, match=f"a length of {length} holds nothing"):
        load(tmp_path / "mine.npz", content="clips", length=length)
