import sys
import wave

import numpy as np
import pytest

from tfgan_suite.data import load
from tfgan_suite.data.folders import arrays
from tfgan_suite.errors import SuiteError

RATE = 8000


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "words").mkdir()
    return tmp_path / "words"


@pytest.fixture
def soundfile():
    return pytest.importorskip("soundfile")


def tone(seconds, hertz=400, rate=RATE):
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def recorded(path, *channels, rate=RATE):
    """A file of 16 bits; channels are waveforms in [-1, 1]."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(np.stack(channels, 1) * 32767).astype("<i2").tobytes())


def sounds(folder, split="all", **reading):
    return load(folder, split, content="audio", **{"length": 1000, "rate": RATE, **reading})


def test_sub_folders_are_classes_and_files_are_cut(soundfile, folder):
    recorded(folder / "yes" / "1.wav", tone(0.5))
    recorded(folder / "no" / "1.wav", tone(0.25, 200))
    ours = sounds(folder)
    assert ours["audio"].shape == (6, 1000, 1) and ours["audio"].dtype == np.float32
    assert ours.classes == ("no", "yes") and ours["label"].tolist() == [0, 0, 1, 1, 1, 1]
    np.testing.assert_allclose(ours["audio"][2:, :, 0].ravel(), tone(0.5), atol=1e-4)


def test_flac_is_read(soundfile, folder):
    soundfile.write(folder / "1.flac", tone(0.5), RATE)
    np.testing.assert_allclose(sounds(folder)["audio"].ravel(), tone(0.5), atol=1e-4)


@pytest.mark.parametrize("rate", [4000, 11025, 44100])
def test_another_rate_gives_the_same_sound(rate, soundfile, folder):
    recorded(folder / "1.wav", tone(0.5, rate=rate), rate=rate)
    ours = sounds(folder)["audio"]
    assert len(ours) == 4
    np.testing.assert_allclose(ours[1:3].ravel(), tone(0.5)[1000:3000], atol=0.01)


def test_several_channels_become_their_mean(soundfile, folder):
    recorded(folder / "1.wav", tone(0.5), np.zeros(4000))
    np.testing.assert_allclose(sounds(folder)["audio"].ravel(), tone(0.5) / 2, atol=1e-4)


def test_splits_are_those_of_folders_and_windows_stay_together(soundfile, folder):
    for number in range(20):
        recorded(folder / f"{number}.wav", np.full(2500, number / 20))
    train, test = sounds(folder, "train"), sounds(folder, "test")
    levels = [{*np.rint(20 * part["audio"][:, 0, 0]).astype(int)} for part in (train, test)]
    assert (len(train), len(test)) == (36, 4) and not levels[0] & levels[1]
    for split, level in (("train", 0.25), ("test", 0.75)):
        recorded(folder.parent / "divided" / split / "a" / "1.wav", np.full(1000, level))
    assert sounds(folder.parent / "divided", "test")["audio"].mean() == pytest.approx(0.75, abs=1e-3)


def test_short_broken_and_foreign_files_are_said(soundfile, folder):
    recorded(folder / "1.wav", tone(0.5))
    recorded(folder / "2.wav", tone(0.05))
    (folder / "3.wav").write_bytes(b"RIFF")
    (folder / "notes.md").write_text("later")
    with pytest.warns(UserWarning) as seen:
        ours = sounds(folder)
    assert len(ours) == 5 and not ours["audio"][4, 400:].any() and ours["audio"][4, :400].any()
    notes = " ".join(str(warning.message) for warning in seen)
    assert "skipped 1 of 3 sound files: 3.wav (" in notes and "1 .md" in notes
    assert "filled up 1 sound files of less than 0.125 seconds with silence" in notes


def test_sounds_beyond_memory_are_mapped_and_the_same(soundfile, folder, monkeypatch):
    for number in range(20):
        recorded(folder / f"{number:02}.wav", tone(0.25, 100 + number))
    small = np.asarray(sounds(folder)["audio"])
    monkeypatch.setattr(arrays, "MAPPED_FROM", 1000)
    recorded(folder / "20.wav", tone(0.25))
    mapped = sounds(folder)["audio"]
    assert isinstance(mapped, np.memmap)
    np.testing.assert_array_equal(mapped[:40], small)


def test_folders_without_sounds_or_without_the_library_are_one_line(folder, monkeypatch):
    with pytest.raises(SuiteError, match=r"holds no sound files; put \.wav or \.flac files there"):
        sounds(folder)
    recorded(folder / "1.wav", tone(0.5))
    monkeypatch.setitem(sys.modules, "soundfile", None)
    with pytest.raises(SuiteError, match=r"needs soundfile; run: pip install 'tfgan_suite\[audio\]'"):
        sounds(folder)


def test_a_folder_of_broken_files_is_one_line(soundfile, folder):
    (folder / "1.wav").write_bytes(b"RIFF")
    with pytest.raises(SuiteError, match=r"none of the 1 sound files in .* can be read, first 1\.wav"):
        sounds(folder)


def test_an_array_file_is_cut_and_scaled(tmp_path):
    audio = np.arange(20, dtype=np.int16)[:, None] * np.ones(300, np.int16) * 1024
    np.savez(tmp_path / "mine.npz", audio=audio, label=np.arange(20) % 2, classes=["no", "yes"])
    whole = load(tmp_path / "mine.npz", "all", content="audio")
    np.testing.assert_array_equal(whole["audio"][..., 0], audio / np.float32(2**15))
    cut = load(tmp_path / "mine.npz", "all", content="audio", length=100)
    assert cut["audio"].shape == (60, 100, 1) and cut["label"][:6].tolist() == [0, 0, 0, 1, 1, 1]
    assert len(load(tmp_path / "mine.npz", "test", content="audio", length=100)) == 6


@pytest.mark.parametrize(
    ("audio", "wrong"),
    [
        (np.zeros((2, 3, 2)), r"no waveforms \[N, T\], but float64 \[2, 3, 2\]"),
        (np.zeros((2, 3), int), "but int64"),
        (np.full((2, 3), 1.5), "not within -1 and 1"),
        (np.full((2, 3), np.nan), "not within -1 and 1"),
        (np.zeros((2, 3)), "have 3 values; give a smaller length"),
    ],
)
def test_arrays_that_are_no_waveforms_are_one_line(audio, wrong, tmp_path):
    np.savez(tmp_path / "mine.npz", audio=audio)
    with pytest.raises(SuiteError, match=wrong):
        load(tmp_path / "mine.npz", content="audio", length=4)
