"""Audio as users keep it: folders of sound files by speaker or class, arrays."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from tfgan_suite.data.folders.files import opened
from tfgan_suite.data.folders.folder import class_numbers
from tfgan_suite.data.folders.labels import read_labels
from tfgan_suite.data.folders.layout import arranged
from tfgan_suite.data.folders.outlines import digest
from tfgan_suite.data.folders.walking import Found, some, walk
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import parts_held_out
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.recordings.sounds import SUFFIXES, waveform
from tfgan_suite.data.recordings.windows import cut, windowed
from tfgan_suite.data.request import DataRequest
from tfgan_suite.data.sources.extras import needed
from tfgan_suite.errors import SuiteError

READING = 1
RATE = 16_000
LENGTH = 16_384
TREE = """\
words/
  train/            splits and classes are optional
    yes/ 1.wav 2.flac ...
    no/ ..."""


def _read_folder(request: DataRequest) -> Examples:
    root, (length, rate) = request.path, _reading(request)
    walked = walk(root, wanted=SUFFIXES) if root.is_dir() else Found([root])
    found, notes = walked.pictures, walked.notes(root)
    if not found:
        raise SuiteError(f"{root} holds no sound files; put .wav or .flac files there, in a folder for each class")
    needed("soundfile", "audio", root.name)
    layout = arranged(root if root.is_dir() else root.parent, found, "sound files")
    part = request.split if layout.test else "all"
    rows = layout.rows(part)
    states = [f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in found]
    place = request.cache / "audio" / digest(f"{root.resolve()} {part} {length} {rate}")
    stamp = digest("\n".join([str(READING), *layout.classes, *states]))
    examples = kept(place, stamp, lambda: _decoded(root, layout.classes, rows, length, rate, place.parent))
    examples = replace(examples, notes=(*examples.notes, *layout.notes, *notes))
    return examples if layout.test else parts_held_out(examples, request.split, list(map(str, examples["path"])))


def _decoded(root, classes, rows, length, rate, room):
    short = []

    def read(path):
        values = waveform(path, rate)
        if len(values) < length:
            short.append(path.name)
            values = np.pad(values, (0, length - len(values)))
        return windowed(values, length)[..., None]

    files = [path for _, path, _ in rows]
    audio, counts = cut(read, files, (length, 1), np.float32, root.name, room)
    skipped = [
        f"{name} ({count})" for (name, _, _), count in zip(rows, counts, strict=True) if isinstance(count, Exception)
    ]
    if len(skipped) == len(rows):
        raise SuiteError(f"none of the {len(rows)} sound files in {root} can be read, first {skipped[0]}")
    counts = [0 if isinstance(count, Exception) else count for count in counts]
    fields = {"audio": audio, "path": np.repeat([name for name, _, _ in rows], counts)}
    if classes:
        fields["label"] = np.repeat(class_numbers(rows, classes), counts)
    notes = [f"skipped {len(skipped)} of {len(rows)} sound files: {some(skipped)}"] if skipped else []
    if short:
        notes.append(f"filled up {len(short)} sound files of less than {length / rate:.3g} seconds with silence")
    return Examples(fields, root.name, classes, notes=tuple(notes))


def _read_arrays(request: DataRequest) -> Examples:
    held, length = opened(request.path), request.reading.get("length")
    audio = held.get("audio", held.get("arr_0"))
    if audio is not None and audio.ndim == 3 and audio.shape[-1] == 1:
        audio = audio[..., 0]
    if audio is None or audio.ndim != 2 or 0 in audio.shape or not (audio.dtype.kind == "f" or audio.dtype == np.int16):
        shape = "none" if audio is None else f"{audio.dtype} {list(audio.shape)}"
        raise SuiteError(f'{request.path} has no waveforms [N, T], but {shape}; call its floats or int16 "audio"')
    values = audio.astype(np.float32) / (2**15 if audio.dtype == np.int16 else 1)
    if not np.abs(values).max() <= 1:
        raise SuiteError(f"the waveforms of {request.path} are not within -1 and 1; scale them")
    length = length or values.shape[1]
    if length > values.shape[1]:
        raise SuiteError(f"the waveforms of {request.path} have {values.shape[1]} values; give a smaller length")
    windows = [windowed(row, length)[..., None] for row in values]
    rows = np.repeat(np.arange(len(values)), [len(few) for few in windows])
    fields = {"audio": np.concatenate(windows)}
    classes: tuple[str, ...] = ()
    if (labels := held.get("label", held.get("labels"))) is not None:
        numbers, classes = read_labels(labels, len(values), tuple(map(str, held.get("classes", ()))), closed=True)
        fields["label"] = numbers[rows]
    return parts_held_out(Examples(fields, request.path.name, classes), request.split, list(map(str, rows)))


def _reading(request: DataRequest) -> tuple[int, int]:
    """(values of an example, values of a second)."""
    return request.reading.get("length") or LENGTH, request.reading.get("rate") or RATE


def _fits(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() in SUFFIXES


FORMS = (
    Form(".npz of audio", "mine.npz   audio [N, T], label", lambda path: path.suffix == ".npz", _read_arrays),
    Form("a folder of .wav or .flac files", TREE, _fits, _read_folder),
)
