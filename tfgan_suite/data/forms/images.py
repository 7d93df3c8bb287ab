"""Images, with or without labels, as users keep them."""

from collections.abc import Set
from pathlib import Path

from tfgan_suite.data.folders.folder import folder
from tfgan_suite.data.forms.arrays import arrays
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.request import DataRequest

TREE = """\
pictures/
  train/            splits and classes are optional
    cat/ 1.png ...
    dog/ 1.png ..."""


def read_folder(request: DataRequest, companions: Set[str] = frozenset()) -> Examples:
    """The pictures below a directory; see `folders.folder`."""
    how = (request.split, request.cache, request.size, request.channels, request.value_range)
    return folder(request.path, *how, companions)


FOLDER = Form("a folder of pictures", TREE, Path.is_dir, read_folder)
FORMS = (arrays("image"), FOLDER)
