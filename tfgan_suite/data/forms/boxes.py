"""Pictures with captions and the box that each caption is about, as users keep them."""

from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image

from tfgan_suite.data.folders.boxes import box_of, boxes_in, brought_along
from tfgan_suite.data.folders.captions import tables
from tfgan_suite.data.folders.walking import some
from tfgan_suite.data.forms.captions import read_arrays_of_captions, read_folder_of_captions
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.rows import Rows
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import SuiteError

TREE = """\
birds/
  captions.jsonl    {"file_name": "1.jpg", "text": "a red bird", "bbox": [12, 30, 80, 64]}, pixels of the picture
  1.jpg 2.jpg ...   or in sub-folders; boxes are x, y, width, height from the upper left"""
WANTED = 'rows such as {"file_name": "1.png", "text": "a bird", "bbox": [x, y, width, height]} in captions.jsonl'


def _read_folder(request: DataRequest) -> Examples:
    examples = read_folder_of_captions(request)
    root = request.path if request.path.is_dir() else request.path.parent
    known = boxes_in(tables(root) if request.path.is_dir() else [request.path])
    boxes, kept = [], []
    size = examples["image"].shape[1:3]
    for row, name in enumerate(map(str, examples["path"])):
        box = box_of(name, known)
        if box is not None:
            boxes.append(brought_along(box, _sides(root, name, request.split), size, request.resize))
            kept.append(row)
    if not kept:
        raise SuiteError(f"{request.path} has captions and no boxes of its images: give {WANTED}")
    if len(kept) < len(examples):
        silent = sorted({str(examples["path"][row]) for row in {*range(len(examples))} - {*kept}})
        examples = examples.noting((f"skipped {len(silent)} images without a box: {some(silent)}",))
    rows = np.asarray(kept)
    fields: dict[str, Any] = {
        field: Rows(array, rows) if array.ndim == 4 else array[rows] for field, array in examples.fields.items()
    }
    return replace(examples, fields={**fields, "box": np.asarray(boxes, "float32")})


def _sides(root, name, split):
    """(height, width) of a picture on the disk."""
    file = next(path for path in (root / name, root / split / name) if path.is_file())
    with Image.open(file) as picture:
        width, height = picture.size
    return height, width


def _read_arrays(request: DataRequest) -> Examples:
    examples = read_arrays_of_captions(request)
    if "box" not in examples.fields:
        raise SuiteError(f"{request.path} holds no boxes: give an array box [N, 4] of x, y, width and height, 0 to 1")
    return examples


FORMS = (
    Form(
        ".npz of image, caption and box",
        "mine.npz   image, caption [N] or [N, K], box [N, 4] as shares of the sides",
        lambda path: path.suffix == ".npz",
        _read_arrays,
    ),
    Form(
        "pictures with captions.jsonl that has bbox",
        TREE,
        lambda path: path.is_dir() or path.suffix == ".jsonl",
        _read_folder,
    ),
)
