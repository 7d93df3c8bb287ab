"""MIDI files as melodies: what is highest at each eighth; and melodies as MIDI files."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tfgan_suite.data.sets.bach import HOLD, NOTES, PER_QUARTER, REST
from tfgan_suite.data.sources.extras import needed

DRUMS = 9
SILENT, HELD = "rest", "hold"
TICKS = 480
BAR = 8
NOTE = re.compile(r"([A-G][#b]?)(-?\d+)")


def melody(path: Path) -> tuple[list[int], list[int], bool]:
    """(for each eighth the MIDI number of the note that begins there, HOLD or REST; the eighths on which bars begin;
    whether several notes sound together anywhere).

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
    several = sum(end - start for start, end, _ in notes) > sum(step != REST for step in steps)
    return steps, [*range(0, len(steps), _bar(file))], several


def pitch_of(name: str) -> int | None:
    """The MIDI number of a note such as "C4" or "Eb-1"; None of what is none."""
    found = NOTE.fullmatch(name)
    if not found or found[1] not in NOTES:
        return None
    pitch = NOTES.index(found[1]) + 12 * (int(found[2]) + 1)
    return pitch if 0 <= pitch < 128 else None


def write_melodies(melodies: Sequence[Sequence[str]], path: Path) -> None:
    """Writes melodies into one track of a MIDI file, one after another with a bar of silence between them.

    Args:
        melodies: of each, for each eighth "rest", "hold" or the name of the note that begins there.
        path: the file.

    Raises:
        SuiteError: mido is not installed.
    """
    mido = needed("mido", "midi", path.name)
    track = mido.MidiTrack()
    silence = 0
    for pitch, length in _sounding([token for tune in melodies for token in [*tune, *[SILENT] * BAR]]):
        if pitch is None:
            silence += length
            continue
        track.append(mido.Message("note_on", note=pitch, velocity=80, time=silence * TICKS // PER_QUARTER))
        track.append(mido.Message("note_off", note=pitch, time=length * TICKS // PER_QUARTER))
        silence = 0
    track.append(mido.MetaMessage("end_of_track", time=max(0, silence - BAR) * TICKS // PER_QUARTER))
    file = mido.MidiFile(type=0, ticks_per_beat=TICKS)
    file.tracks.append(track)
    file.save(str(path))


def _sounding(tokens):
    """(pitch, eighths) of each note, and (None, eighths) of silence."""
    runs = []
    for token in tokens:
        if token == HELD and runs:
            runs[-1][1] += 1
        else:
            runs.append([pitch_of(token), 1])
    return runs


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
