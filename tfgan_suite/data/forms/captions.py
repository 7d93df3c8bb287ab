"""Pictures with captions, as users keep them: a file of text beside each, or one file for all."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.data.folders.captions import captions_beside, captions_in, tables
from tfgan_suite.data.folders.drafting import on_disk
from tfgan_suite.data.folders.files import from_file
from tfgan_suite.data.folders.layout import laid_out
from tfgan_suite.data.folders.outlines import unchanged
from tfgan_suite.data.folders.surveying import surveyed_once
from tfgan_suite.data.folders.walking import some
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.forms.images import read_folder
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import held_out
from tfgan_suite.data.pipeline.resizing import fitted
from tfgan_suite.data.pipeline.rows import Rows
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import SuiteError

COMPANIONS = frozenset({".txt", ".csv", ".tsv", ".jsonl", ".token"})
BESIDE_TREE = """\
birds/
  1.jpg  1.txt      each line of 1.txt is a caption
  2.jpg  2.txt ..."""
TABLE_TREE = """\
birds/
  captions.csv      rows of a picture and a caption; also .jsonl, .tsv, .txt, or metadata.csv, metadata.jsonl
  1.jpg 2.jpg ...   or in sub-folders"""


def captioned(examples: Examples, captions: Sequence[Sequence[str]]) -> Examples:
    """An example for each caption; those of one picture share it in memory.

    Args:
        examples: pictures.
        captions: of each picture, all that it has; those without one are left out.
    """
    rows = np.repeat(np.arange(len(captions)), [len(said) for said in captions])
    told = {"caption": np.asarray([caption for said in captions for caption in said])}
    if len(rows) == len(captions) and all(captions):
        return replace(examples, fields={**examples.fields, **told})
    fields: dict[str, Any] = {
        field: Rows(array, rows) if array.ndim == 4 else array[rows] for field, array in examples.fields.items()
    }
    return replace(examples, fields={**fields, **told})


def _has_table(path: Path) -> bool:
    return bool(tables(path)) if path.is_dir() else path.suffix.lower() in COMPANIONS


def read_folder_of_captions(request: DataRequest) -> Examples:
    """Examples with the fields "image", "caption" and "path", and "label" where sub-folders are classes."""
    root, files = request.path, None
    if root.is_file():
        root, files = root.parent, [root]
    with surveyed_once():
        told = unchanged(root, request.cache, f"captions {request.path.name}", lambda: _told(root, files))
        part = request.split if told["has_test"] else "all"
        examples = read_folder(replace(request, name=str(root), split=part), COMPANIONS)
    if len(examples.classes) == 1:
        fields = {field: array for field, array in examples.fields.items() if field != "label"}
        examples = replace(examples, fields=fields, classes=())
    side = f"{part}/" if part != "all" else ""
    captions = [told["captions"].get(f"{side}{name}", []) for name in map(str, examples["path"])]
    silent = [str(name) for name, said in zip(examples["path"], captions, strict=True) if not said]
    if len(silent) == len(examples):
        raise SuiteError(
            f"{root} holds {len(examples)} images and no captions of them: put 1.txt beside 1.png, or rows such as "
            "1.png,a caption into captions.csv"
        )
    skipped = [f"skipped {len(silent)} images without caption: {some(silent)}"] if silent else []
    examples = captioned(examples.noting((*told["notes"], *skipped)), captions)
    return examples if told["has_test"] else held_out(examples, request.split, list(map(str, examples["path"])))


def _told(root, files):
    """What these caption files, or those of a folder, say of its pictures, by their names among all of them."""
    layout = laid_out(root, COMPANIONS)
    beside, broken = captions_beside(layout.every) if files is None else ({}, ())
    told, notes = captions_in(tables(root) if files is None else files, layout.every, root)
    captions = {name: told.get(path) or beside.get(path, []) for name, path, _ in layout.rows("all")}
    return {"captions": captions, "notes": [*notes, *broken], "has_test": layout.test is not None}


def read_arrays_of_captions(request: DataRequest) -> Examples:
    """Examples of an array file with the fields "image" and "caption", and what else it holds."""
    room = request.cache / "arrays"
    examples = from_file(request.path, request.split, request.value_range, keys=_digests, room=room)
    examples = fitted(examples, request.size, request.channels, request.resize, on_disk(room))
    captions = examples["caption"].reshape(len(examples), -1)
    return captioned(examples, [[" ".join(text.split()) for text in said if text.strip()] for said in captions])


def _digests(examples):
    return [hashlib.sha256(image.tobytes()).hexdigest() for image in examples["image"]]


FORMS = (
    Form(
        ".npz of image and caption",
        "mine.npz   image, caption [N] or [N, K], label where there are any",
        lambda path: path.suffix == ".npz",
        read_arrays_of_captions,
    ),
    Form("pictures with captions.csv, .jsonl or .txt", TABLE_TREE, _has_table, read_folder_of_captions),
    Form("pictures with .txt files of equal names", BESIDE_TREE, Path.is_dir, read_folder_of_captions),
)
