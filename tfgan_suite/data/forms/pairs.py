"""Pairs of images, a source and the target that belongs to it, as users keep them."""

from pathlib import Path

from PIL import Image

from tfgan_suite.data.folders.columns import divided, pictures, table
from tfgan_suite.data.folders.layout import laid_out
from tfgan_suite.data.folders.partners import Partners, partners
from tfgan_suite.data.folders.sides import folder_sides, sides_of
from tfgan_suite.data.folders.walking import some
from tfgan_suite.data.forms.arrays import arrays
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.pipeline.decoding import attempted, upright_size
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import SuiteError

FIELDS = ("source", "target")
WORDS = {
    **dict.fromkeys(("a", "source", "sources", "src", "input", "inputs", "in", "x", "lr", "low", "before"), "source"),
    **dict.fromkeys(("b", "target", "targets", "tgt", "dst", "output", "outputs", "out", "y", "hr", "high"), "target"),
    **dict.fromkeys(("after", "gt"), "target"),
}
TREE = """\
pictures/             or trainA/ trainB/ testA/ testB/, or A/train/ ...; splits are optional
  train/
    A/ 1.png ...      or source, input
    B/ 1.png ...      or target, output: the same names; suffixes may differ"""
TREE_OF_TWO = """\
pictures/             splits are optional, above or below
  line/ 1.png ...     the first by name is the source; --direction BtoA turns them round
  photo/ 1.png ..."""
TREE_OF_HALVES = """\
pictures/
  train/ 1.jpg ...    source left, target right; twice as wide as high, or any even width with
  test/ 2.jpg ...     --side-by-side true; splits are optional"""


NAMES = ("A/ and B/ with equal names", "two folders with equal names", "pictures twice as wide as high")
UNPAIRED = ", or train cyclegan or cogan, which need no pairs"


def _read_sides(request: DataRequest, words: dict[str, str] = WORDS) -> Examples:
    def arrange():
        return partners(request.path, sides_of(request.path, words), words, UNPAIRED)

    def read(request, rows):
        return table(request, rows, {f: pictures([row[f] for row in rows.values()], request) for f in FIELDS})

    return divided(request, arrange, read)


def _read_two(request: DataRequest) -> Examples:
    first, second = folder_sides(request.path)
    examples = _read_sides(request, {first.lower(): "source", second.lower(): "target"})
    return examples.noting((f"sources are those of {first}/, targets those of {second}/",))


def _read_halves(request: DataRequest) -> Examples:
    def read(request, rows):
        files = [row["source"] for row in rows.values()]
        return table(request, rows, {field: pictures(files, request, half) for field, half in HALVES.items()})

    return divided(request, lambda: _halves(request), read)


def _halves(request):
    """Pictures that are a pair each."""
    layout = laid_out(request.path)
    odd = {} if request.reading.get("side_by_side") else _no_pairs(layout.every)
    if len(odd) > len(layout.every) // 2:
        path, (height, width) = next(iter(odd.items()))
        raise SuiteError(
            f"{request.path} holds no pairs: {path.name} is {width}x{height}, not twice as wide as high; give "
            f"{' or '.join(NAMES)}, or --side-by-side true to cut each picture in its middle (see docs/data.md)"
        )
    names = [path.relative_to(request.path).as_posix() for path in odd]
    notes = (f"skipped {len(odd)} images that are not twice as wide as high: {some(names)}",) if odd else ()
    train, test = (
        {name: dict.fromkeys(FIELDS, path) for name, path in (part or {}).items()}
        for part in (layout.train, layout.test)
    )
    return Partners(train, test or None, layout.notes).without(odd, notes)


def _no_pairs(files):
    """(height, width) of those that can be measured and are not twice as wide as high, to a pixel."""
    sizes = zip(files, attempted(upright_size, files, "measuring"), strict=True)
    return {path: size for path, size in sizes if isinstance(size, tuple) and abs(size[1] - 2 * size[0]) > 1}


def _left(image: Image.Image) -> Image.Image:
    return image.crop((0, 0, image.width // 2, image.height))


def _right(image: Image.Image) -> Image.Image:
    return image.crop((image.width - image.width // 2, 0, image.width, image.height))


def _has_sides(path: Path) -> bool:
    return path.is_dir() and folder_sides(path, WORDS) == [*FIELDS]


def _has_two(path: Path) -> bool:
    return path.is_dir() and len(folder_sides(path)) == 2


HALVES = {"source": _left, "target": _right}
FORMS = (
    arrays(*FIELDS),
    Form(NAMES[0], TREE, _has_sides, _read_sides),
    Form(NAMES[1], TREE_OF_TWO, _has_two, _read_two),
    Form(NAMES[2], TREE_OF_HALVES, Path.is_dir, _read_halves),
)
