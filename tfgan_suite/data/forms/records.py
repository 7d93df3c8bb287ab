"""TFRecord files of images, with or without labels."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from google.protobuf.message import DecodeError

from tfgan_suite.data.folders.labels import UNLABELLED, read_labels
from tfgan_suite.data.folders.layout import ROLES
from tfgan_suite.data.folders.outlines import digest
from tfgan_suite.data.folders.streams import drawn
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.pipeline.aspects import in_keys
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import held_out
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import SuiteError

if TYPE_CHECKING:
    import tensorflow as tf

NAME = re.compile(r"\.(tfrecords?|tfrec)(\.gz)?(-\d+-of-\d+)?(\.gz)?$|^\w+-\d{5}-of-\d{5}$")
IMAGES = ("image/encoded", "image", "image_raw", "img", "encoded", "picture", "data")
LABELS = ("image/class/label", "label", "labels", "class", "class/label", "target")
DEPTHS = ("image/channels", "channels", "depth")
SHAPES = (("image/height", "image/width"), ("height", "width"), ("rows", "cols"))
CHUNK = 1024
TREE = """\
records/
  train.tfrecord-00000-of-00002 ...    splits are optional; one file does too
  test.tfrecord-00000-of-00001"""


def _fits(path: Path) -> bool:
    return bool(_files(path))


def _files(path):
    if path.is_file():
        return [path] if NAME.search(path.name) else []
    inside = [path, *(one for one in path.iterdir() if one.is_dir() and one.name.lower() in ROLES)]
    return sorted(file for one in inside for file in one.iterdir() if file.is_file() and NAME.search(file.name))


def read_records(request: DataRequest) -> Examples:
    """The images of TFRecord files, as `tf.train.Example`s hold them.

    What is the image and what the label is read off the first record: the image is encoded (PNG, JPEG, ...), or
    bytes of uint8 with their shape beside; a label is a whole number, a name or one-hot. Files called train, test or
    validation are splits; else a tenth is held out.

    Raises:
        SuiteError: files that are no TFRecords or damaged, or a first record without an image.
    """
    if request.split not in ("train", "test", "all"):
        raise SuiteError(f"{request.path.name} has no split {request.split!r}; use train, test or all")
    files = _files(request.path)
    sides: dict[str, list[Path]] = {}
    for file in files:
        sides.setdefault(_role(request.path, file), []).append(file)
    held = sides.get("test") or sides.get("validation")
    divided = "train" in sides and held is not None
    used = {"train": sides.get("train"), "test": held}.get(request.split) if divided else None
    states = "\n".join(f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in used or files)
    how = f"{request.size} {request.channels} {request.value_range}{in_keys(request.resize)}"
    place = request.cache / "records" / digest(f"{request.path.resolve()} {request.split if divided else ''} {how}")
    examples = kept(place, digest(states), lambda: _drawn(used or files, request, place.parent))
    return examples if divided else held_out(examples, request.split)


def _role(path, file):
    words = re.split(r"[-_.]", file.name.lower())
    above = [file.parent.name.lower()] if file.parent != path else []
    return next((ROLES[word] for word in [*words, *above] if word in ROLES), "")


def _drawn(files, request, room):
    first = next(_examples_in(files), None)
    if first is None:
        raise SuiteError(f"{request.path} holds no records; write tf.train.Examples with image and label into it")
    features = first[0].features.feature
    image = next((key for key in IMAGES if key in features and features[key].bytes_list.value), None)
    if image is None:
        raise SuiteError(
            f"the first record of {request.path} has {', '.join(sorted(features)) or 'nothing'} and no image; "
            'give "image" (an encoded picture), and "label" where there are any'
        )
    label = next((key for key in LABELS if key in features), None)
    told = []

    def chunks():
        told.clear()
        for part in _examples_in(files):
            told.extend(_label_of(example.features.feature, label) for example in part)
            yield [_picture_of(example.features.feature, image) for example in part]

    room.mkdir(parents=True, exist_ok=True)
    how = (request.size, request.channels, request.value_range, request.resize)
    images, rows, notes = drawn(chunks, request.path.name, room, *how)
    fields, classes = {"image": images}, ()
    if label is not None:
        fields["label"], classes = read_labels(np.asarray(told)[rows], len(rows), closed=True)
    return Examples(fields, request.path.name, classes, notes=notes)


def _examples_in(files: list[Path]) -> "Iterator[list[tf.train.Example]]":
    """The records of these files, some at a time."""
    import tensorflow as tf

    for file in files:
        packed = "GZIP" if ".gz" in file.name else ""
        try:
            for part in tf.data.TFRecordDataset(str(file), packed).batch(CHUNK).as_numpy_iterator():
                yield [tf.train.Example.FromString(record) for record in part]
        except (tf.errors.OpError, ValueError, DecodeError) as error:
            line = next(iter(str(error).splitlines()), "")
            raise SuiteError(f"{file} is cut off, or holds no tf.train.Examples ({line}); write it again") from error


def _picture_of(features: Any, image: str) -> bytes | np.ndarray:
    """An encoded picture as it is, plain uint8 in its shape; empty where there is none."""
    held = features[image].bytes_list.value if image in features else ()
    content = held[0] if held else b""
    shape = _shape_of(features)
    if not shape or len(content) != int(np.prod(shape)):
        return content
    pixels = np.frombuffer(content, np.uint8).reshape(shape)
    return pixels.transpose(1, 2, 0) if shape[0] in (1, 3, 4) and shape[2] > 4 else pixels


def _shape_of(features):
    """(height, width, channels), or as ProGAN's tool has it with channels first; None where it is not told."""
    if "shape" in features and len(features["shape"].int64_list.value) == 3:
        return tuple(features["shape"].int64_list.value)
    for sides in SHAPES:
        if all(side in features and features[side].int64_list.value for side in sides):
            height, width = (features[side].int64_list.value[0] for side in sides)
            depths = [features[key].int64_list.value for key in DEPTHS if key in features]
            return height, width, depths[0][0] if depths and depths[0] else 3
    return None


def _label_of(features, label):
    """A number, a name, or the numbers of a one-hot label; what has none is unlabelled."""
    if label is None or label not in features:
        return UNLABELLED
    kind = features[label].WhichOneof("kind")
    values = [*getattr(features[label], kind).value] if kind else []
    if kind == "bytes_list":
        return values[0].decode("utf-8", "replace") if values else ""
    return values if len(values) > 1 else values[0] if values else UNLABELLED


RECORDS = Form("TFRecord files", TREE, _fits, read_records)
