"""Clips as users keep them: animated pictures, videos, folders of frames, arrays."""

from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, cast

import numpy as np

from tfgan_suite.data.folders.drafting import without_colour
from tfgan_suite.data.folders.files import opened, read_pictures
from tfgan_suite.data.folders.folder import class_numbers, common_size
from tfgan_suite.data.folders.labels import read_labels
from tfgan_suite.data.folders.layout import arranged
from tfgan_suite.data.folders.outlines import digest
from tfgan_suite.data.folders.walking import some
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.pipeline.aspects import in_keys
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import parts_held_out
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.pipeline.resizing import fit_image, fitted
from tfgan_suite.data.recordings.films import MOVING, VIDEOS, files_of, film_size, films, follows, frames, no_film
from tfgan_suite.data.recordings.windows import cut, windowed
from tfgan_suite.data.request import DataRequest
from tfgan_suite.data.sources.extras import needed
from tfgan_suite.errors import SuiteError

READING = 2
LENGTH = 16
MOST = 64
WANTED = "put .gif, .mp4 or .webm files there, or a folder of numbered frames of one size for each clip"
TREE = """\
actions/
  train/            splits and classes are optional
    walk/ 1.gif 2.mp4 ...
    run/ 1.webm ..."""
FRAMES_TREE = """\
actions/
  walk/
    clip_01/ 0001.png 0002.png ...
    clip_02/ ...
  run/ ..."""


def _read_folder(request: DataRequest) -> Examples:
    root, (length, stride) = request.path, _reading(request)
    found, notes = ([root], ()) if root.is_file() else films(root)
    if not found:
        raise SuiteError(f"{root} holds no clips; {WANTED}")
    if any(film.suffix.lower() in VIDEOS for film in found):
        needed("av", "video", root.name)
    layout = arranged(root.parent if root.is_file() else root, found, "clips")
    part = request.split if layout.test else "all"
    states = [f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}" for film in found for file in files_of(film)]
    asked = f"{root.resolve()} {part} {request.size} {request.channels} {request.value_range} {length} {stride}"
    place = request.cache / "clips" / digest(asked + in_keys(request.resize))
    stamp = digest("\n".join([str(READING), *layout.classes, *states]))
    rows = layout.rows(part)
    examples = kept(place, stamp, lambda: _decoded(request, layout, rows, length or LENGTH, stride, place.parent))
    examples = replace(examples, notes=(*examples.notes, *layout.notes, *notes))
    return examples if layout.test else parts_held_out(examples, request.split, list(map(str, examples["path"])))


def _decoded(request, layout, rows, length, stride, room):
    root, paths = request.path, [path for _, path, _ in rows]
    jumping = []
    strange = {film: why for film in layout.every if (why := no_film(film, (length - 1) * stride + 1))}
    if len(strange) == len(layout.every):
        film, why = next(iter(strange.items()))
        raise SuiteError(
            f"no folder in {root} holds a film of {length} frames, first {film.relative_to(root)} ({why}): pictures in "
            f"folders are no clips; {WANTED}, or give a smaller length (--length)"
        )
    size = request.size or common_size([film for film in layout.every if film not in strange], root, film_size)
    channels = request.channels or 3

    def read(film):
        if film in strange:
            raise ValueError(strange[film])
        taken = islice(frames(film, size), None, None, stride)
        pictures = [fit_image(frame, size, channels, request.value_range, resize=request.resize) for frame in taken]
        if len(pictures) < length:
            raise ValueError(f"{len(pictures)} frames")
        if film.is_dir() and not follows(np.stack(pictures[:MOST])):
            jumping.append(film)
        return windowed(pictures, length)

    clips, counts = cut(read, paths, (length, *size, channels), np.uint8, root.name, room)
    errors = {name: count for (name, _, _), count in zip(rows, counts, strict=True) if isinstance(count, Exception)}
    skipped = [f"{name} ({error})" for name, error in errors.items()]
    if len(errors) == len(rows):
        raise SuiteError(
            f"none of the {len(rows)} clips in {root} has {length} frames that can be read, first {skipped[0]}; "
            "give a smaller length (--length)"
        )
    if request.channels is None:
        flat = clips.reshape(-1, *clips.shape[2:])
        clips = without_colour(flat, room).reshape(*clips.shape[:-1], -1)
    counts = [0 if isinstance(count, Exception) else count for count in counts]
    fields = {"clip": clips, "path": np.repeat([name for name, _, _ in rows], counts)}
    if layout.classes:
        fields["label"] = np.repeat(class_numbers(rows, layout.classes), counts)
    notes = (f"skipped {len(skipped)} of {len(rows)} clips: {some(skipped)}",) if skipped else ()
    if jumping:
        named = f"{len(jumping)} folders: {some(sorted(film.relative_to(root).as_posix() for film in jumping))}"
        notes = (f"pictures do not follow one another as frames of a film do in {named}", *notes)
    return Examples(fields, root.name, layout.classes, notes=notes)


def _read_arrays(request: DataRequest) -> Examples:
    held, (length, stride) = opened(request.path), _reading(request)
    clips = held.get("clip", held.get("clips", held.get("arr_0")))
    if clips is None or clips.ndim not in (4, 5) or 0 in clips.shape:
        shape = "none" if clips is None else list(clips.shape)
        raise SuiteError(f'{request.path} has no clips [N, T, H, W, C], but {shape}; call its array "clip"')
    clips = clips[..., None] if clips.ndim == 4 else clips
    pictures, notes = read_pictures(clips.reshape(-1, *clips.shape[2:]), request.value_range)
    held_pictures = Examples({"image": pictures}, request.path.name)
    images = fitted(held_pictures, request.size, request.channels, request.resize)["image"]
    clips = images.reshape(*clips.shape[:2], *images.shape[1:])[:, ::stride]
    length = length or clips.shape[1]
    if length > clips.shape[1]:
        raise SuiteError(f"the clips of {request.path} have {clips.shape[1]} frames; give a smaller length (--length)")
    windows = [windowed(clip, length) for clip in clips]
    rows = np.repeat(np.arange(len(clips)), [len(few) for few in windows])
    fields, classes = {"clip": np.concatenate(windows)}, cast(tuple[str, ...], ())
    if (labels := held.get("label", held.get("labels"))) is not None:
        numbers, classes = read_labels(labels, len(clips), tuple(map(str, held.get("classes", ()))), closed=True)
        fields["label"] = numbers[rows]
    return parts_held_out(
        Examples(fields, request.path.name, classes, notes=notes), request.split, list(map(str, rows))
    )


def _reading(request: DataRequest) -> tuple[Any, int]:
    """(frames of a clip or None, every which frame is taken)."""
    return request.reading.get("length"), request.reading.get("stride") or 1


def _has_frames(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() in VIDEOS | MOVING


FORMS = (
    Form(".npz of clip", "mine.npz   clip [N, T, H, W, C], label", lambda path: path.suffix == ".npz", _read_arrays),
    Form("a folder of .gif, .mp4 or .webm files", TREE, _has_frames, _read_folder),
    Form("a folder of folders of frames", FRAMES_TREE, Path.is_dir, _read_folder),
)
