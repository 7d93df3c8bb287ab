"""Images, with or without labels, as users keep them."""

from collections.abc import Set
from pathlib import Path

from tfgan_suite.data.folders.folder import folder
from tfgan_suite.data.forms.arrays import arrays
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.forms.records import RECORDS
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.request import DataRequest
from tfgan_suite.data.sets.hub_images import hub_images, is_saved

TREE = """\
pictures/
  train/            splits and classes are optional
    cat/ 1.png ...
    dog/ 1.png ..."""
SAVED_TREE = """\
saved/
  dataset_dict.json      as datasets' save_to_disk writes it
  train/ ..."""


def read_folder(request: DataRequest, companions: Set[str] = frozenset()) -> Examples:
    """The pictures below a directory; see `folders.folder`."""
    how = (request.split, request.cache, request.size, request.channels, request.value_range)
    return folder(request.path, *how, companions, request.resize)


FOLDER = Form("a folder of pictures", TREE, Path.is_dir, read_folder)
SAVED = Form("a folder of datasets' save_to_disk", SAVED_TREE, is_saved, hub_images)
FORMS = (arrays("image"), SAVED, RECORDS, FOLDER)
