import sys
import time

import numpy as np
import pytest

from tfgan_suite.data import load
from tfgan_suite.data.sets import bach as module
from tfgan_suite.data.sets.bach import HOLD, REST, STEPS, windows
from tfgan_suite.errors import SuiteError


def melody(*pitches):
    """Quarters of these pitches, over and over, long enough for two windows."""
    return ([token for pitch in pitches for token in (pitch, HOLD)] * STEPS)[: STEPS + 8]


def test_tokens_are_rest_hold_and_notes():
    chorale = [60, HOLD, REST, REST, 62, 64, 67, HOLD] * 5
    cut = windows([("bwv1", chorale, [0, 8, 16])])
    assert cut["tokens"].shape == (2, STEPS)
    assert cut.classes == ("rest", "hold", "C4", "C#4", "D4", "Eb4", "E4", "F4", "F#4", "G4")
    assert " ".join(cut.classes[token] for token in cut["tokens"][0, :8]) == "C4 hold rest rest D4 E4 G4 hold"


def test_a_window_that_begins_inside_a_note_begins_with_it():
    chorale = [60, *[HOLD] * 8, 62, *[HOLD] * 40]
    cut = windows([("bwv1", chorale, [8])])
    assert [cut.classes[token] for token in cut["tokens"][0, :3]] == ["C4", "D4", "hold"]


def test_chorales_that_share_a_window_are_one_family():
    tunes = [melody(60, 62), melody(64, 65), melody(67), melody(60, 62, 62)]
    bridge = tunes[1] + tunes[2]
    chorales = [*tunes, bridge]
    cut = windows([(f"bwv{row}", tune, [0, 8, len(tunes[1])]) for row, tune in enumerate(chorales)])
    family = dict(zip(cut["work"].tolist(), cut["family"].tolist(), strict=True))
    assert family["bwv4"] == family["bwv1"] == family["bwv2"]
    assert len({family["bwv0"], family["bwv1"], family["bwv3"]}) == 3


@pytest.fixture
def many(monkeypatch):
    tunes = [melody(*np.random.default_rng(row).integers(60, 72, 8).tolist()) for row in range(20)]
    read = [(f"bwv{row}", tune, [0, 8]) for row, tune in enumerate(tunes)]
    monkeypatch.setattr(module, "_melodies", lambda: read)


def test_no_chorale_is_on_both_sides_and_the_second_load_reads_no_score(many, monkeypatch, tmp_path):
    train, test = (load("bach", split, cache_dir=tmp_path) for split in ("train", "test"))
    assert len({*train["work"], *test["work"]}) == 20
    assert len({*test["work"]}) == 2
    assert not {*train["work"]} & {*test["work"]}
    monkeypatch.setattr(module, "_melodies", None)
    np.testing.assert_array_equal(load("bach", cache_dir=tmp_path)["tokens"], train["tokens"])


def test_an_image_size_is_refused(tmp_path):
    with pytest.raises(SuiteError, match="melodies, not images"):
        load("bach", image_size=32, cache_dir=tmp_path)


def test_without_music21_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "music21", None)
    with pytest.raises(SuiteError, match=r"pip install 'tfgan_suite\[music\]'"):
        load("bach", cache_dir=tmp_path)


def test_what_sounds_on_each_eighth():
    music21 = pytest.importorskip("music21")
    part = music21.converter.parse("tinynotation: 4/4 c4 d8 e8 f16 g16 r8 a2~ a4 b2.")
    notes = part.flatten().notesAndRests
    assert module._sounding(notes, 0) == [60, HOLD, 62, 64, 65, REST, 69, *[HOLD] * 5, 71, *[HOLD] * 5]
    assert module._sounding(notes, -2)[0] == 58


@pytest.fixture
def fewer(monkeypatch):
    """Every sixth work of the corpus, since music21 takes a tenth of a second to read one."""
    corpus = pytest.importorskip("music21").corpus
    works = corpus.getComposer("bach")[::6]
    monkeypatch.setattr(corpus, "getComposer", lambda _: works)


@pytest.mark.long
def test_real_chorales(fewer, tmp_path):
    train, test = (load("bach", split, cache_dir=tmp_path) for split in ("train", "test"))
    start = time.process_time()
    load("bach", cache_dir=tmp_path)
    assert time.process_time() - start < 1
    assert len(train) > 400
    assert len(test) > 20
    assert_windows_of_music(train, test)


@pytest.mark.acceptance
def test_all_chorales():
    train, test = load("bach"), load("bach", "test")
    assert len(train) > 3000
    assert len(test) > 300
    assert_windows_of_music(train, test)


def assert_windows_of_music(train, test):
    assert train["tokens"].shape[1:] == (STEPS,)
    seen = {window.tobytes() for window in train["tokens"]}
    assert not any(window.tobytes() in seen for window in test["tokens"])
    assert not {*train["work"]} & {*test["work"]}
    every = np.concatenate([train["tokens"], test["tokens"]])
    begun = [train.classes[token] for token in every.ravel() if train.classes[token] not in ("rest", "hold")]
    natural = np.mean([len(note) == 2 for note in begun])
    assert natural > 0.9
    hold = train.classes.index("hold")
    assert not (every[:, 0] == hold).any()
    assert 0.4 < np.mean(every == hold) < 0.7
