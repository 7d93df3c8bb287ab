import json
import sys

import numpy as np
import pytest

from tests.data.forms.drawing import song
from tfgan_suite.data import load
from tfgan_suite.data.recordings import midi, texts
from tfgan_suite.data.sets import bach
from tfgan_suite.errors import SuiteError

POEM = "the cat sat\non the mat, "


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


def sequences(path, split="all", **reading):
    return load(path, split, content="sequences", **reading)


def written(examples, blank=""):
    return [blank.join(examples.classes[token] for token in row) for row in examples["tokens"]]


def test_a_text_is_windows_of_characters(tmp_path):
    (tmp_path / "poem.txt").write_text(POEM * 20)
    ours = sequences(tmp_path / "poem.txt", length=6)
    assert ours.notes == ()
    assert "".join(written(ours)) == ((POEM * 20).strip().replace("\n", "↵"))[: 6 * len(ours)]
    assert ours["tokens"].dtype == np.int32 and ours["tokens"].shape[1] == 6
    assert ours.classes == tuple(sorted({*POEM} - {"\n"} | {"↵"}))


@pytest.mark.parametrize(
    ("windows", "held"), [(1000, 100), (500, 50), (300, 50), (200, 50), (100, 25), (12, 3), (2, 1)]
)
def test_of_one_text_the_last_tenth_is_held_out_or_as_many_windows_as_can_tell_something(windows, held, tmp_path):
    (tmp_path / "poem.txt").write_text("".join(f"{i:04}" for i in range(windows)))
    train, test = (sequences(tmp_path / "poem.txt", split, length=4) for split in ("train", "test"))
    assert written(train) == [f"{i:04}" for i in range(windows - held)]
    assert written(test) == [f"{i:04}" for i in range(windows - held, windows)]
    assert train.classes == test.classes


def test_words_and_marks_are_tokens(tmp_path):
    (tmp_path / "poem.txt").write_text("It's a well-known cat, isn't it?\nYes. " * 10)
    ours = sequences(tmp_path / "poem.txt", level="words", length=5)
    assert written(ours, " ")[:2] == ["It's a well-known cat ,", "isn't it ? Yes ."]


def test_rare_words_are_unknown(tmp_path, monkeypatch):
    monkeypatch.setitem(texts.MOST, "words", 3)
    (tmp_path / "poem.txt").write_text("a b a c b a rare a b c " * 3)
    ours = sequences(tmp_path / "poem.txt", level="words", length=10)
    assert ours.classes == ("<unk>", "a", "b")
    assert ours.notes == ("4 different words, of which the 2 most frequent are told apart: 9 of 30 are <unk>",)
    assert written(ours, " ")[0] == "a b a <unk> b a <unk> a b <unk>"


def test_rare_characters_are_unknown_and_one_character(tmp_path, monkeypatch):
    monkeypatch.setitem(texts.MOST, "characters", 3)
    (tmp_path / "poem.txt").write_text("aabbabxaby")
    ours = sequences(tmp_path / "poem.txt", length=5)
    assert ours.classes == ("\ufffd", "a", "b") and written(ours) == ["aabba", "b\ufffdab\ufffd"]


def test_windows_of_one_of_several_files_are_on_one_side(tmp_path):
    for letter in "abcdefghijklmnopqrst":
        (tmp_path / "texts").mkdir(exist_ok=True)
        (tmp_path / "texts" / f"{letter}.txt").write_text(letter * 50)
    train, test = (sequences(tmp_path / "texts", split, length=10) for split in ("train", "test"))
    assert len(train) == 75 and len(test) == 25
    assert not {*written(train)} & {*written(test)}
    assert train.classes == test.classes == tuple("abcdefghijklmnopqrst")


def test_folders_may_be_splits(tmp_path):
    for split, letter in (("train", "a"), ("test", "b")):
        (tmp_path / "texts" / split).mkdir(parents=True)
        (tmp_path / "texts" / split / "1.txt").write_text(letter * 20)
    train, test = (sequences(tmp_path / "texts", split) for split in ("train", "test"))
    assert written(train) == ["a" * 20] and written(test) == ["b" * 20]


def test_texts_that_are_short_or_none_are_named(tmp_path):
    (tmp_path / "texts").mkdir()
    for name, content in (("a", b"x" * 40), ("b", b"y"), ("c", b"\xff\xfa" * 40), ("d", b"z" * 40)):
        (tmp_path / "texts" / f"{name}.txt").write_bytes(content)
    with pytest.warns(UserWarning) as seen:
        assert len(sequences(tmp_path / "texts")) == 4
    notes = " ".join(str(warning.message) for warning in seen)
    assert "skipped 1 of 4 texts: c.txt (no text in UTF-8)" in notes
    assert "skipped 1 of 3 with fewer than 20 tokens: b.txt" in notes


def test_records_are_filled_up_to_the_length(tmp_path):
    lines = [json.dumps({"text": "abcdefg"}), json.dumps("hi"), "", json.dumps({"id": 1, "content": "bead"})]
    (tmp_path / "lines.jsonl").write_text("\n".join(lines))
    ours = sequences(tmp_path / "lines.jsonl", length=4)
    assert written(ours) == ["abcd", "efg␃", "hi␃␃", "bead"] and ours.classes[0] == "␃"


def test_records_may_be_tokens(tmp_path):
    (tmp_path / "lines.jsonl").write_text('["C4", "hold", "E4"]\n{"tokens": [1, 2, 3]}\n')
    ours = sequences(tmp_path / "lines.jsonl", length=3)
    assert written(ours, " ") == ["C4 hold E4", "1 2 3"] and len(ours.classes) == 6


def test_a_record_is_on_one_side(tmp_path):
    (tmp_path / "lines.jsonl").write_text("\n".join(json.dumps(letter * 6) for letter in "abcdefghijklmnopqrst"))
    train, test = (sequences(tmp_path / "lines.jsonl", split, length=3) for split in ("train", "test"))
    assert len(test) == 10 and not {*written(train)} & {*written(test)}


def test_a_long_text_is_not_held_out_to_fill_up_a_few_windows(tmp_path):
    (tmp_path / "texts").mkdir()
    for name, windows in (("a", 4), ("b", 4), ("long", 400), ("c", 4)):
        (tmp_path / "texts" / f"{name}.txt").write_text(name[0] * 10 * windows)
    test = sequences(tmp_path / "texts", "test", length=10)
    assert {*written(test)} == {letter * 10 for letter in "abc"} or "long.txt" in str(test["path"][0])


def test_the_highest_notes_of_a_song_are_its_melody(tmp_path):
    song(tmp_path / "1.mid", *[60, 64, 67, 72] * 8, drum=True)
    ours = sequences(tmp_path / "1.mid", length=8)
    assert written(ours, " ")[0] == "C4 hold E4 hold G4 hold C5 hold"
    assert ours.classes[:3] == ("rest", "hold", "C4")


def test_a_melody_is_written_as_it_was_read(tmp_path):
    pytest.importorskip("mido")
    tunes = [["rest", "hold", "C4", "hold", "rest", "Eb5", "Eb5", "hold"], ["G-1", "C#9", "rest", "B3", *["hold"] * 4]]
    midi.write_melodies(tunes, tmp_path / "two.MID")
    steps, bars, several = midi.melody(tmp_path / "two.MID")
    said = {bach.REST: "rest", bach.HOLD: "hold"}
    names = [said.get(step) or f"{bach.NOTES[step % 12]}{step // 12 - 1}" for step in steps]
    assert names[:8] == ["rest", "rest", *tunes[0][2:]] and names[16:] == tunes[1]
    assert {*names[8:16]} == {"rest"} and bars == [0, 8, 16] and not several


def test_voices_and_suffixes_in_capitals_are_read_and_said(tmp_path):
    song(tmp_path / "tunes" / "1.MID", *range(40, 60))
    song(tmp_path / "tunes" / "2.midi", *range(60, 80))
    with pytest.warns(UserWarning, match="of 2 melodies in several voices the highest note at each moment is read"):
        assert len(sequences(tmp_path / "tunes", length=8)) == 10


def test_melodies_that_share_a_window_are_on_one_side(tmp_path):
    for number in range(12):
        song(tmp_path / "tunes" / f"{number}.mid", *[50 + number, 70 + number] * 8)
        song(tmp_path / "tunes" / f"copy of {number}.mid", *[50 + number, 70 + number] * 8)
    train, test = (sequences(tmp_path / "tunes", split, length=8) for split in ("train", "test"))
    assert len(test) and not {*written(train, " ")} & {*written(test, " ")}
    assert train.classes == test.classes


def test_the_end_of_a_single_melody_is_held_out(tmp_path):
    song(tmp_path / "1.mid", *range(40, 80))
    train, test = (sequences(tmp_path / "1.mid", split, length=8) for split in ("train", "test"))
    assert not {*train["tokens"][train["tokens"] > 1]} & {*test["tokens"][test["tokens"] > 1]}
    assert written(train, " ")[0].startswith("E2 hold F2 hold") and written(test, " ")[-1].endswith("G5 hold")


def test_bars_follow_the_time_signature(tmp_path):
    song(tmp_path / "1.mid", *range(40, 80), numerator=3)
    starts = [text.split()[0] for text in written(sequences(tmp_path / "1.mid", "train", length=6), " ")]
    assert starts[:3] == ["E2", "G2", "Bb2"]


def test_melodies_that_are_short_or_broken_are_named(tmp_path):
    song(tmp_path / "tunes" / "1.mid", *range(40, 60))
    song(tmp_path / "tunes" / "2.mid", *range(60, 80))
    song(tmp_path / "tunes" / "3.mid", 60)
    (tmp_path / "tunes" / "4.mid").write_bytes(b"MThd")
    with pytest.warns(UserWarning) as seen:
        assert len(sequences(tmp_path / "tunes", length=8)) == 10
    notes = " ".join(str(warning.message) for warning in seen)
    assert "skipped 1 of 4 melodies: 4.mid (" in notes
    assert "skipped 1 melodies of fewer than 8 eighths: 3.mid" in notes


def test_an_array_file_has_its_own_vocabulary(tmp_path):
    tokens = np.arange(120).reshape(20, 6) % 4
    np.savez(tmp_path / "mine.npz", tokens=tokens, classes=list("abcd"))
    whole = sequences(tmp_path / "mine.npz")
    np.testing.assert_array_equal(whole["tokens"], tokens)
    assert whole.classes == ("a", "b", "c", "d") and whole["tokens"].dtype == np.int32
    assert len(sequences(tmp_path / "mine.npz", length=3)) == 40
    train, test = (sequences(tmp_path / "mine.npz", split, length=3) for split in ("train", "test"))
    assert (len(train), len(test)) == (30, 10)
    np.savez(tmp_path / "words.npz", tokens=np.array([["no", "yes"], ["yes", "yes"]]))
    assert written(sequences(tmp_path / "words.npz"), " ") == ["no yes", "yes yes"]


@pytest.mark.parametrize(
    ("arrays", "wrong"),
    [
        ({"tokens": np.zeros((4, 3))}, r"has no tokens \[N, L\], but float64 \[4, 3\]"),
        ({"text": np.zeros((4, 3), int)}, "has no tokens"),
        ({"tokens": np.full((4, 3), 2), "classes": ["a", "b"]}, "range from 2 to 2; number the 2 tokens from 0 to 1"),
        ({"tokens": np.full((4, 3), -1)}, "range from -1 to -1"),
        ({"tokens": np.full((4, 3), "c"), "classes": ["a", "b"]}, "such as 'c' are none of its 2 classes"),
    ],
)
def test_arrays_that_are_no_tokens_are_one_line(arrays, wrong, tmp_path):
    np.savez(tmp_path / "mine.npz", **arrays)
    with pytest.raises(SuiteError, match=wrong):
        sequences(tmp_path / "mine.npz")


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("a.txt", b"short", "holds no 20 tokens in a row"),
        ("a.txt", b"\xff\xfa" * 40, r"none of the 1 texts in .* can be read, first a\.txt \(no text in UTF-8\)"),
        ("a.jsonl", b'{"text": 5}', "line 1 of .* is not like"),
        ("a.jsonl", b"\xff\xfa", "holds no text in UTF-8"),
        ("a.jsonl", b"text", "line 1 of .* is not like"),
        ("a.doc", b"text", r"in no form of sequences that is read; give .* a \.txt file"),
    ],
)
def test_files_that_are_no_sequences_are_one_line(name, content, wrong, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SuiteError, match=wrong) as error:
        sequences(tmp_path / name)
    assert "\n" not in str(error.value)


def test_melodies_have_no_level_and_need_their_library(tmp_path, monkeypatch):
    (tmp_path / "1.mid").write_bytes(b"MThd")
    with pytest.raises(SuiteError, match="leave out level"):
        sequences(tmp_path / "1.mid", level="words")
    monkeypatch.setitem(sys.modules, "mido", None)
    with pytest.raises(SuiteError, match=r"needs mido; run: pip install 'tfgan_suite\[midi\]'"):
        sequences(tmp_path / "1.mid")


def test_what_tells_sequences_from_noise_is_looked_for():
    from tfgan_suite.training.protocols.sequences import _telling

    rng = np.random.default_rng(0)
    noise = rng.integers(3, size=(200, 12), dtype=np.int32)
    walk = np.cumsum(rng.integers(1, 3, size=(400, 12)), axis=1).astype(np.int32) % 3
    assert _telling(walk[:200], noise, walk[200:]) == 2
    often = np.concatenate([walk[200:], noise[:2].repeat(30, axis=0), rng.integers(3, size=(9, 12), dtype=np.int32)])
    assert _telling(walk[:200], noise, often) > 2
