"""MIDI files as melodies: what is highest at each eighth."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tfgan_suite.data.sets.bach import HOLD, PER_QUARTER, REST
from tfgan_suite.data.sources.extras import needed

DRUMS = 9


def melody(path: Path) -> tuple[list[int], list[int]]:
    """(for each eighth the MIDI number of the note that begins there, HOLD or REST; the eighths on which bars begin).

    Of all notes that sound together but drums the highest is the melody. Notes begin and end on the nearest eighth, and
    last one at least. Bars are those of the first time signature, four quarters where there is none.

    Raises:
        SuiteError: mido is not installed.
        ValueError: a file without notes, or in seconds instead of beats.
    """
    mido = needed("mido", "midi", path.name)
    file = mido.MidiFile(path)
    if file.ticks_per_beat <= 0:
        raise ValueError("its time is in seconds, not in beats")
    grid = file.ticks_per_beat / PER_QUARTER
    notes = [
        (round(start / grid), max(round(end / grid), round(start / grid) + 1), pitch)
        for track in file.tracks
        for start, end, pitch in _notes(track)
    ]
    if not notes:
        raise ValueError("no notes")
    steps = _highest(notes)
    return steps, [*range(0, len(steps), _bar(file))]


def _notes(track: Any) -> Iterator[tuple[int, int, int]]:
    """(start, end, pitch) of each note of a track, in ticks."""
    now = 0
    sounding: dict[tuple[int, int], int] = {}
    for message in track:
        now += message.time
        if message.type not in ("note_on", "note_off") or message.channel == DRUMS:
            continue
        begun = sounding.pop((message.channel, message.note), None)
        if begun is not None:
            yield begun, now, message.note
        if message.type == "note_on" and message.velocity:
            sounding[message.channel, message.note] = now
    for (_, pitch), begun in sounding.items():
        yield begun, now, pitch


def _highest(notes: list[tuple[int, int, int]]) -> list[int]:
    heard: list[Any] = [None] * max(end for _, end, _ in notes)
    for note in sorted(notes, key=lambda note: (note[2], note[0])):
        for step in range(note[0], note[1]):
            heard[step] = note
    before = [None, *heard]
    return [
        REST if note is None else HOLD if note is last and step > note[0] else note[2]
        for step, (note, last) in enumerate(zip(heard, before, strict=False))
    ]


def _bar(file: Any) -> int:
    """Eighths of a bar."""
    signed = (message for track in file.tracks for message in track if message.type == "time_signature")
    for signature in signed:
        eighths, over = divmod(4 * PER_QUARTER * signature.numerator, signature.denominator)
        return 4 * PER_QUARTER if over else eighths
    return 4 * PER_QUARTER
