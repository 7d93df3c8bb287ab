"""Bach chorales: their melodies as sequences of tokens."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import held_out
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.sources.extras import needed

STEPS = 32
PER_QUARTER = 2
REST, HOLD = -2, -1
NOTES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
TONIC = {"major": 0, "minor": 9}
FORMAT = "1"


def bach(split: str, cache: Path) -> Examples:
    """Four bars at a time of the sopranos of J. S. Bach's chorales, from the corpus of music21.

    Every chorale is transposed, by six semitones at most, to C major or A minor (as Krumhansl's profiles hear
    it), and what sounds is noted on each eighth, so that of two sixteenths only the first is heard. A window
    of 32 tokens begins with each whole bar. Chorales that share a window are one family, and a tenth of the
    families is the test split: not one window of it is in the other.

    Args:
        split: "train", "test" or "all".
        cache: directory that keeps the tokens.

    Returns:
        Fields "tokens", int32 [N, 32]; "work", the number of the chorale; and "family", the number of one of
        its family. `classes` says what a token means: "rest", "hold" (the note before goes on) or the note
        that begins, such as "C4".

    Raises:
        SuiteError: another split, or music21 is not installed.
    """
    melodies = kept(cache / "bach", FORMAT, lambda: windows(_melodies()))
    return held_out(melodies, split, list(melodies["family"]))


def windows(melodies: Iterable[tuple[str, list[int], list[int]]], steps: int = STEPS) -> Examples:
    """All windows of melodies.

    Args:
        melodies: for each, the name of the work, for each eighth the MIDI number of the note that begins
            there, HOLD or REST, and the eighths on which bars begin.
        steps: eighths of a window.
    """
    rows = [
        (work, [_at(melody, bar), *melody[bar + 1 : bar + steps]])
        for work, melody, bars in melodies
        for bar in bars
        if bar + steps <= len(melody)
    ]
    works, written = zip(*rows, strict=True)
    tokens = np.asarray(written, np.int32)
    lowest, highest = tokens[tokens >= 0].min(), tokens.max()
    names = (f"{NOTES[pitch % 12]}{pitch // 12 - 1}" for pitch in range(lowest, highest + 1))
    family = _families(rows)
    fields = {
        "tokens": np.where(tokens < 0, tokens - REST, tokens - lowest + 2).astype(np.int32),
        "work": np.asarray(works),
        "family": np.asarray([family[work] for work in works]),
    }
    return Examples(fields, "bach", ("rest", "hold", *names), "public domain, encoded for music21 (BSD-3-Clause)")


def _at(melody: list[int], step: int) -> int:
    """What sounds at a step, even when it began before."""
    return next(token for token in melody[step::-1] if token != HOLD)


def _families(rows: list[tuple[str, list[int]]]) -> dict[str, str]:
    """Work -> the first work of its family, which is all that share a window with it or with one another."""
    family = {work: work for work, _ in rows}
    owner: dict[tuple[int, ...], str] = {}
    for work, window in rows:
        ours, theirs = family[work], family[owner.setdefault(tuple(window), work)]
        if ours != theirs:
            family = {one: theirs if head == ours else head for one, head in family.items()}
    return family


def _melodies() -> Iterable[tuple[str, list[int], list[int]]]:
    needed("music21", "music", "bach")
    from music21 import converter, corpus

    files = [path for path in corpus.getComposer("bach") if path.suffix in (".mxl", ".xml")]
    for path in tqdm(files, "reading bach", unit=" works", delay=1, disable=None):
        score: Any = converter.parse(path, forceSource=True, storePickle=False)
        soprano = next((part for part in score.parts if "soprano" in (part.partName or "").lower()), None)
        if soprano is not None:
            key = score.analyze("key")
            shift = (TONIC[key.mode] - key.tonic.pitchClass + 6) % 12 - 6
            bars = [bar for bar in soprano.getElementsByClass("Measure") if bar.duration == bar.barDuration]
            steps = [round(bar.offset * PER_QUARTER) for bar in bars]
            yield path.stem, _sounding(soprano.flatten().notesAndRests, shift), steps


def _sounding(notes: Iterable[Any], shift: int) -> list[int]:
    """For each eighth the MIDI number of the note that has begun since the last, HOLD or REST."""
    steps = []
    for note in notes:
        first, end = (math.ceil(time * PER_QUARTER) for time in (note.offset, note.offset + note.quarterLength))
        goes_on = note.tie is not None and note.tie.type != "start"
        pitch = max((pitch.midi + shift for pitch in note.pitches), default=REST)
        later = REST if note.isRest else HOLD
        steps += [HOLD if goes_on else pitch, *[later] * (end - first - 1)][: end - first]
    return steps
