"""Array files as a form of images, pairs, domains and masks."""

from tfgan_suite.data.folders.files import from_file
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.resizing import fitted
from tfgan_suite.data.request import DataRequest


def _read(request: DataRequest) -> Examples:
    examples = from_file(request.path, request.split, request.value_range)
    return fitted(examples, request.size, request.channels, request.resize)


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
