"""Texts as tokens: characters or words, and the vocabulary that they are numbers of."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from tfgan_suite.errors import SuiteError

Level = Literal["characters", "words"]

MOST: dict[Level, int] = {"characters": 256, "words": 5000}
UNKNOWN: dict[Level, str] = {"characters": "\N{REPLACEMENT CHARACTER}", "words": "<unk>"}
END: dict[Level, str] = {"characters": "\N{SYMBOL FOR END OF TEXT}", "words": "<end>"}
NEWLINE = "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"
WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
TEXTS = ("text", "content", "sentence", "sequence", "tokens", "caption")


def pieces(text: str, level: Level) -> Sequence[str]:
    """The tokens of a text in writing: its characters, of which a newline is written ↵ and other blanks are spaces; or
    its words and marks, in their own case."""
    if level == "words":
        return WORD.findall(text)
    return re.sub(r"[^\S\n]", " ", text.replace("\r\n", "\n").strip()).replace("\n", NEWLINE)


def read_text(path: Path) -> str:
    """The text of a file. Raises ValueError where it is none in UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("no text in UTF-8") from None


def read_records(path: Path, level: Level) -> list[Sequence[str]]:
    """The tokens of each line of a .jsonl file: a text, a list of tokens, or an object that holds one of them.

    Raises:
        SuiteError: no text in UTF-8, or a line that holds none of them.
    """
    found: list[Sequence[str]] = []
    try:
        lines = read_text(path).splitlines()
    except ValueError as error:
        raise SuiteError(f"{path} holds {error}; save it so") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record: Any = json.loads(line)
        except ValueError:
            record = None
        if isinstance(record, dict):
            record = next((record[key] for key in TEXTS if key in record), None)
        if isinstance(record, list) and all(isinstance(token, str | int) for token in record):
            found.append([str(token) for token in record])
        elif isinstance(record, str):
            found.append(pieces(record, level))
        else:
            raise SuiteError(f'line {number} of {path} is not like {{"text": "a sentence"}} or ["a", "b"]; write it so')
    return found


def vocabulary_of(texts: Iterable[Sequence[str]], level: Level, special: Sequence[str] = ()) -> tuple[str, ...]:
    """The most frequent tokens, sorted, after the special ones; where they are too many `UNKNOWN` is the first."""
    counts: Counter = Counter()
    for text in texts:
        counts.update(text)
    room = MOST[level] - len(special)
    if len(counts) <= room:
        return (*special, *sorted(counts))
    often = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[: room - 1]
    return (UNKNOWN[level], *special, *sorted(token for token, _ in often))


def numbered(text: Sequence[str], vocabulary: Sequence[str]) -> np.ndarray:
    """The tokens of a text as positions in the vocabulary, int32; those that it lacks are its first, `UNKNOWN`."""
    at = {token: number for number, token in enumerate(vocabulary)}
    return np.fromiter((at.get(token, 0) for token in text), np.int32, len(text))
