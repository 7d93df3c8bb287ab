"""Pictures with captions and with where these are true, as users keep them: boxes, or key points."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tfgan_suite.data.folders.captions import tables
from tfgan_suite.data.folders.places.boxes import box_at, boxes_in
from tfgan_suite.data.folders.places.keypoints import keypoints_at, keypoints_in
from tfgan_suite.data.folders.places.rows import of_picture
from tfgan_suite.data.folders.walking import some
from tfgan_suite.data.forms.captions import read_arrays_of_captions, read_folder_of_captions
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.rows import Rows
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import SuiteError

BOX_TREE = """\
birds/
  captions.jsonl    {"file_name": "1.jpg", "text": "a red bird", "bbox": [12, 30, 80, 64]}, pixels of the picture
  1.jpg 2.jpg ...   or in sub-folders; boxes are x, y, width, height from the upper left"""
KEYPOINT_TREE = """\
birds/
  captions.jsonl    {"file_name": "1.jpg", "text": "a red bird", "keypoints": {"beak": [12, 30], "tail": [80, 64]}}
  1.jpg 2.jpg ...   x and y in pixels from the upper left; what is not seen is left out; or COCO's [x, y, v, ...]"""
BOXES = 'rows such as {"file_name": "1.png", "text": "a bird", "bbox": [x, y, width, height]} in captions.jsonl'
KEYPOINTS = 'rows such as {"file_name": "1.png", "text": "a bird", "keypoints": {"beak": [x, y]}} in captions.jsonl'


def _read_boxes(request: DataRequest) -> Examples:
    examples, root, files = _captioned(request)
    known = boxes_in(files)
    return _placed(examples, known, request, root, "box", BOXES, lambda box, *sizes: box_at(box, *sizes))


def _read_keypoints(request: DataRequest) -> Examples:
    examples, root, files = _captioned(request)
    known, names = keypoints_in(files)
    placed = _placed(
        examples, known, request, root, "keypoints", KEYPOINTS, lambda parts, *sizes: keypoints_at(parts, names, *sizes)
    )
    return replace(placed, keypoint_names=names)


def _captioned(request):
    """(examples with captions, their directory, the tables of captions)."""
    root = request.path if request.path.is_dir() else request.path.parent
    return read_folder_of_captions(request), root, tables(root) if request.path.is_dir() else [request.path]


def _placed(examples, known, request, root, field, wanted, brought):
    """Those of examples with captions that have a place, too, which becomes a field, as `brought` says it."""
    places, kept = [], []
    size = examples["image"].shape[1:3]
    for row, name in enumerate(map(str, examples["path"])):
        said = of_picture(name, known)
        if said is not None:
            places.append(brought(said, _sides(root, name, request.split), size, request.resize))
            kept.append(row)
    if not kept:
        raise SuiteError(f"{request.path} has captions and no {field} of its images: give {wanted}")
    if len(kept) < len(examples):
        silent = sorted({str(examples["path"][row]) for row in {*range(len(examples))} - {*kept}})
        examples = examples.noting((f"skipped {len(silent)} images without {field}: {some(silent)}",))
    rows = np.asarray(kept)
    fields: dict[str, Any] = {
        name: Rows(array, rows) if array.ndim == 4 else array[rows] for name, array in examples.fields.items()
    }
    return replace(examples, fields={**fields, field: np.asarray(places, "float32")})


def _sides(root, name, split):
    """(height, width) of a picture on the disk."""
    file = next(path for path in (root / name, root / split / name) if path.is_file())
    with Image.open(file) as picture:
        width, height = picture.size
    return height, width


def _read_arrays(field: str, wanted: str) -> Callable[[DataRequest], Examples]:
    def read(request):
        examples = read_arrays_of_captions(request)
        if field not in examples.fields:
            raise SuiteError(f"{request.path} holds no {field}: give an array {wanted}.")
        return examples

    return read


def _is_table(path: Path) -> bool:
    return path.is_dir() or path.suffix == ".jsonl"


FORMS = (
    Form(
        ".npz of image, caption and box",
        "mine.npz   image, caption [N] or [N, K], box [N, 4] as shares of the sides",
        lambda path: path.suffix == ".npz",
        _read_arrays("box", "box [N, 4] of x, y, width and height, 0 to 1"),
    ),
    Form("pictures with captions.jsonl that has bbox", BOX_TREE, _is_table, _read_boxes),
)
FORMS_OF_KEYPOINTS = (
    Form(
        ".npz of image, caption and keypoints",
        "mine.npz   image, caption, keypoints [N, K, 2], shares of the sides, or [N, K, 3] with 0 for what is not seen",
        lambda path: path.suffix == ".npz",
        _read_arrays("keypoints", "keypoints [N, K, 2] of x and y, 0 to 1"),
    ),
    Form("pictures with captions.jsonl that has keypoints", KEYPOINT_TREE, _is_table, _read_keypoints),
)
