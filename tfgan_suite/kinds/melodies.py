"""Melodies: sequences of tokens that are notes, also as MIDI files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tfgan_suite.data.recordings.midi import HELD, SILENT, pitch_of, write_melodies
from tfgan_suite.kinds.tokens import Tokens


class Melodies(Tokens):
    """Sequences of `rest`, `hold` and the names of notes, one for each eighth; samples are a list of strings.

    In a `.mid` file all are heard one after another, with a bar of silence between them.
    """

    title = "melodies"
    suffixes = (".txt", ".mid")
    alone = ".mid"

    def save(self, samples: Any, file: Path) -> None:
        if file.suffix.lower() == ".mid":
            write_melodies([sample.split(" ") for sample in samples], file)
        else:
            super().save(samples, file)


def kind_of_tokens(vocabulary: Sequence[str]) -> Tokens:
    """What sequences over a vocabulary are: melodies where its words are notes."""
    return Melodies() if are_notes(vocabulary) else Tokens()


def are_notes(vocabulary: Sequence[str]) -> bool:
    """Whether a vocabulary is that of melodies."""
    words = {*vocabulary}
    return words >= {SILENT, HELD} and all(pitch_of(word) is not None for word in words - {SILENT, HELD})
