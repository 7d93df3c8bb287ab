"""Array files as a form of images, pairs, domains and masks."""

import numpy as np

from tfgan_suite.data.folders.drafting import on_disk
from tfgan_suite.data.folders.files import from_file, own_split, side_of
from tfgan_suite.data.folders.members import members_of
from tfgan_suite.data.folders.outlines import digest, states_of
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.pipeline.aspects import in_keys
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.pipeline.resizing import fitted
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import DAMAGED_ARCHIVE

READING = 1


def _read(request: DataRequest) -> Examples:
    path, room = request.path, request.cache / "arrays"

    def make(split="all"):
        examples = from_file(path, split, request.value_range, room=room)
        return fitted(examples, request.size, request.channels, request.resize, on_disk(room))

    if not _is_made_anew(request):
        return make(request.split)
    asked = digest(f"{path.resolve()} {request.value_range} {request.size} {request.channels}{in_keys(request.resize)}")
    examples = kept(room / asked, f"{READING} {states_of([path])}", make)
    return side_of(examples, request.split, own_split(members_of(path)))


def _is_made_anew(request):
    """Whether a large array of a file is to be converted, resized or unpacked, which is done once and kept."""
    try:
        large = [member for member in members_of(request.path).values() if member.is_large]
    except DAMAGED_ARCHIVE:
        return False
    asked = request.size or request.channels or request.value_range
    return bool(large) and bool(asked or any(one.start is None or one.dtype != np.uint8 for one in large))


def arrays(*fields: str) -> Form:
    """The form of a NumPy file that holds these fields."""
    listed = " and ".join(fields)
    suffixes = (".npz", ".npy") if fields[0] == "image" and len(fields) == 1 else (".npz",)
    return Form(
        f"{' or '.join(suffixes)} of {listed}",
        f"mine.npz   {', '.join(fields)}",
        lambda path: path.suffix in suffixes,
        _read,
    )
