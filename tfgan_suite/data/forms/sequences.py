"""Sequences of tokens as users keep them: texts, records, melodies, arrays."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.data.folders.files import opened
from tfgan_suite.data.folders.layout import arranged
from tfgan_suite.data.folders.walking import some, walk
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.pipeline.decoding import attempted
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import SHARE, TELLING, held_out, parts_held_out, share_of
from tfgan_suite.data.recordings.midi import melody
from tfgan_suite.data.recordings.texts import (
    END,
    UNKNOWN,
    Level,
    numbered,
    pieces,
    read_records,
    read_text,
    vocabulary_of,
)
from tfgan_suite.data.recordings.windows import windowed
from tfgan_suite.data.request import DataRequest
from tfgan_suite.data.sets.bach import HOLD, STEPS, windows
from tfgan_suite.data.sources.extras import needed
from tfgan_suite.errors import SuiteError

LENGTH = 20
TEXTS = frozenset({".txt", ".text"})
RECORDS = frozenset({".jsonl"})
MIDI = frozenset({".mid", ".midi"})
TEXT_TREE = """\
book.txt              or a folder of them
  --level characters  or words"""
RECORDS_TREE = """\
lines.jsonl           {"text": "a sequence"} or ["its", "tokens"] in each line"""
MIDI_TREE = """\
tunes/
  train/              splits are optional
    1.mid 2.mid ..."""


def _read_texts(request: DataRequest) -> Examples:
    level, length = _asked(request)
    rows, divided, notes = _found(request.path, TEXTS, "texts")
    read, skipped = _attempted(read_text, rows, "texts", request.path)
    texts = {name: pieces(text, level) for name, text in read.items()}
    vocabulary = vocabulary_of(texts.values(), level)
    parts = {name: windowed(numbered(text, vocabulary), length) for name, text in texts.items()}
    rare = _rare(texts.values(), vocabulary, level)
    examples = _examples(request.path, parts, vocabulary, length, (*rare, *skipped, *notes))
    return _side(examples, request.split, divided)


def _read_records(request: DataRequest) -> Examples:
    level, length = _asked(request)
    records = read_records(request.path, level)
    filled = [[*record, *[END[level]] * (-len(record) % length)] for record in records]
    special = [END[level]] if any(len(text) > len(record) for text, record in zip(filled, records, strict=True)) else []
    vocabulary = vocabulary_of(records, level, special)
    parts = {str(number): windowed(numbered(text, vocabulary), length) for number, text in enumerate(filled)}
    examples = _examples(request.path, parts, vocabulary, length, _rare(records, vocabulary, level))
    return _side(examples, request.split, False)


def _read_melodies(request: DataRequest) -> Examples:
    if request.reading.get("level"):
        raise SuiteError(f"{request.path} holds melodies, whose tokens are notes; leave out level (--level)")
    needed("mido", "midi", request.path.name)
    length = request.reading.get("length") or STEPS
    rows, divided, notes = _found(request.path, MIDI, "melodies")
    read, skipped = _attempted(melody, rows, "melodies", request.path)
    tunes = [(name, tune, bars) for name, (tune, bars, _) in read.items()]
    several = [name for name, (_, _, several) in read.items() if several]
    single = len(tunes) == 1 and not divided
    if single:
        _, tune, bars = tunes[0]
        tunes = _divided(tune, bars, length)
    short = [name for name, tune, _ in tunes if len(tune) < length]
    if len(short) == len(tunes) or (single and short):
        twice = f" twice, of which {length} are held out" if single else ""
        raise SuiteError(f"no melody of {request.path} has {length} eighths{twice}; give a smaller length (--length)")
    examples = windows(tunes, length)
    skipped = (
        *skipped,
        *([f"skipped {len(short)} melodies of fewer than {length} eighths: {some(short)}"] * bool(short)),
        *([f"of {len(several)} melodies in several voices the highest note at each moment is read"] * bool(several)),
    )
    examples = replace(examples, name=request.path.name, licence="", notes=(*skipped, *notes))
    if single and request.split in ("train", "test"):
        return examples.take(np.flatnonzero(examples["work"] == request.split))
    return _side(examples, request.split, divided, "work", "family")


def _read_arrays(request: DataRequest) -> Examples:
    held, length = opened(request.path), request.reading.get("length")
    tokens = held.get("tokens", held.get("arr_0"))
    if tokens is None or tokens.ndim != 2 or 0 in tokens.shape or tokens.dtype.kind not in "iuU":
        found = "none" if tokens is None else f"{tokens.dtype} {list(tokens.shape)}"
        raise SuiteError(f'{request.path} has no tokens [N, L], but {found}; call its array of whole numbers "tokens"')
    vocabulary = tuple(map(str, held.get("classes", held.get("vocabulary", ()))))
    if tokens.dtype.kind == "U":
        vocabulary = vocabulary or tuple(map(str, np.unique(tokens)))
        tokens = _known(tokens, vocabulary, request.path)
    vocabulary = vocabulary or tuple(map(str, range(int(tokens.max()) + 1)))
    if tokens.min() < 0 or tokens.max() >= len(vocabulary):
        raise SuiteError(
            f"the tokens of {request.path} range from {tokens.min()} to {tokens.max()}; number the "
            f"{len(vocabulary)} tokens from 0 to {len(vocabulary) - 1}"
        )
    length = length or tokens.shape[1]
    parts = {str(number): windowed(row, length) for number, row in enumerate(tokens.astype(np.int32))}
    return _side(_examples(request.path, parts, vocabulary, length), request.split, False)


def _asked(request: DataRequest) -> tuple[Level, int]:
    return request.reading.get("level") or "characters", request.reading.get("length") or LENGTH


def _found(path: Path, wanted: frozenset, what: str) -> tuple[list[tuple[str, Path]], bool, tuple[str, ...]]:
    """(files by name, whether the names begin with their split, notes) of a file or folder."""
    if path.is_file():
        return [(path.name, path)], False, ()
    walked = walk(path, wanted=wanted)
    layout = arranged(path, walked.pictures, what)
    rows = [(name, file) for name, file, _ in layout.rows("all")]
    return rows, layout.test is not None, (*layout.notes, *walked.notes(path))


def _attempted(
    read: Any, rows: list[tuple[str, Path]], what: str, path: Path
) -> tuple[dict[str, Any], tuple[str, ...]]:
    results = attempted(read, [file for _, file in rows], f"reading {path.name}")
    read_well = {name: found for (name, _), found in zip(rows, results, strict=True) if not _is_error(found)}
    broken = [f"{name} ({found})" for (name, _), found in zip(rows, results, strict=True) if _is_error(found)]
    if not read_well:
        raise SuiteError(f"none of the {len(rows)} {what} in {path} can be read, first {broken[0]}")
    return read_well, ((f"skipped {len(broken)} of {len(rows)} {what}: {some(broken)}",) if broken else ())


def _is_error(found):
    return isinstance(found, Exception)


def _examples(
    path: Path, parts: dict[str, np.ndarray], vocabulary: tuple[str, ...], length: int, notes: tuple[str, ...] = ()
) -> Examples:
    short = [name for name, tokens in parts.items() if not len(tokens)]
    if len(short) == len(parts):
        raise SuiteError(f"{path} holds no {length} tokens in a row; give a smaller length (--length), or more")
    if short:
        notes = (f"skipped {len(short)} of {len(parts)} with fewer than {length} tokens: {some(short)}", *notes)
    names = np.repeat([*parts], [len(tokens) for tokens in parts.values()])
    return Examples({"tokens": np.concatenate([*parts.values()]), "path": names}, path.name, vocabulary, notes=notes)


def _rare(texts: Iterable[Sequence[str]], vocabulary: tuple[str, ...], level: Level) -> tuple[str, ...]:
    """A note on the tokens that are not in the vocabulary, if there are any."""
    if vocabulary[:1] != (UNKNOWN[level],):
        return ()
    counts = Counter(token for text in texts for token in text)
    lost = sum(count for token, count in counts.items() if token not in {*vocabulary[1:]})
    return (
        f"{len(counts):,} different {level}, of which the {len(vocabulary) - 1:,} most frequent are told apart: "
        f"{lost:,} of {counts.total():,} are {UNKNOWN[level]}",
    )


def _side(examples: Examples, split: str, divided: bool, name: str = "path", key: str = "path") -> Examples:
    if not divided or split not in ("train", "test"):
        keys = list(map(str, examples[key]))
        hold = parts_held_out if key == "path" else held_out
        return hold(examples, split, keys, least=TELLING)
    return examples.take(np.flatnonzero([path.startswith(f"{split}/") for path in map(str, examples[name])]))


def _divided(tune: list[int], bars: list[int], length: int) -> list[tuple[str, list[int], list[int]]]:
    """A single melody as two, "train" and "test": its last tenth, or its last `length` eighths or `TELLING` windows
    where these are more."""
    whole = [bar for bar in bars if bar + length <= len(tune)] or [0]
    last = min(len(tune) - max(len(tune) // SHARE, length), whole[-share_of(len(whole), TELLING)])
    first = max((bar for bar in bars if bar <= last), default=0)
    begun = next(token for token in tune[first::-1] if token != HOLD)
    later = [bar - first for bar in bars if bar >= first]
    return [("train", tune[:first], [bar for bar in bars if bar < first]), ("test", [begun, *tune[first + 1 :]], later)]


def _known(tokens: np.ndarray, vocabulary: Sequence[str], path: Path) -> np.ndarray:
    order = np.argsort(vocabulary)
    ranked = np.asarray(vocabulary)[order]
    at = np.searchsorted(ranked, tokens).clip(max=len(ranked) - 1)
    if (strange := tokens[ranked[at] != tokens]).size:
        raise SuiteError(
            f"tokens of {path} such as {str(strange[0])!r} are none of its {len(vocabulary)} classes; add them"
        )
    return order[at]


def _fits(wanted: frozenset) -> Any:
    def fits(path: Path) -> bool:
        return bool(walk(path, wanted=wanted).pictures) if path.is_dir() else path.suffix.lower() in wanted

    return fits


FORMS = (
    Form(".npz of tokens", "mine.npz   tokens [N, L], classes", lambda path: path.suffix == ".npz", _read_arrays),
    Form("a .mid file or a folder of them", MIDI_TREE, _fits(MIDI), _read_melodies),
    Form("a .jsonl file", RECORDS_TREE, lambda path: path.suffix.lower() in RECORDS, _read_records),
    Form("a .txt file or a folder of them", TEXT_TREE, _fits(TEXTS), _read_texts),
)
