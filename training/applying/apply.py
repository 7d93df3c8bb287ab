"""Applying a trained game to pictures on disk: translations, masks, classes, codes.

```python
from pathlib import Path
from tfgan_suite.training.applying.apply import apply
from tfgan_suite.training.running.run import Run

apply(Run.open("runs/cyclegan"), Path("photographs"), Path("paintings"), product="to_target")
```
"""

import contextlib
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image
from tqdm import tqdm

from tfgan_suite.atomic import atomic_write
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.data.masks.palettes import voc_colour
from tfgan_suite.data.pipeline.aspects import CROP
from tfgan_suite.data.pipeline.decoding import upright
from tfgan_suite.data.pipeline.levels import checked_range, noted_range, noted_white
from tfgan_suite.data.pipeline.resizing import DEEPEST, MODES, fit_image, flattened
from tfgan_suite.errors import SuiteError
from tfgan_suite.export.meanings import meaning
from tfgan_suite.kinds.images import drawn
from tfgan_suite.training.applying import label_maps, stacks
from tfgan_suite.training.applying.any_size import Way, at_any_size
from tfgan_suite.training.applying.arrays import write_npy
from tfgan_suite.training.applying.files import Files
from tfgan_suite.training.applying.label_maps import paints
from tfgan_suite.training.applying.table import Table
from tfgan_suite.training.applying.uses import chosen, makes_pictures
from tfgan_suite.training.running.open_game import open_game
from tfgan_suite.training.running.run import Run

SUFFIX = ".png"


@dataclass(frozen=True)
class Applied:
    """What came of it.

    Attributes:
        product: the name of what was applied.
        written: how many pictures it was applied to.
        out: the folder of pictures, or the table.
        notes: what was passed over and skipped, in lines.
    """

    product: str
    written: int
    out: Path
    notes: tuple[str, ...]


def apply(
    run: Run,
    source: Path | Iterable[Path],
    out: Path,
    *,
    product: str | None = None,
    way: Way = "auto",
    given: Mapping[str, Path] | None = None,
    threshold: float | None = None,
) -> Applied:
    """Applies a product of a run to pictures, one after the other; what is not written whole is not there.

    Pictures become pictures in `out` by the names that they have below `source`, an array file becomes an array file of
    uint8; numbers become the rows of one table in it, `PRODUCT.csv`.

    Args:
        run: trained.
        source: a file, a folder, or paths, of pictures, or of label maps for a product that paints; or an array file,
            .npy, of pictures of any number of channels.
        out: a folder.
        product: which of the game's, see `uses`; its first by default.
        way: how a network from pictures to pictures sees other sizes than it was trained on, see `at_any_size`.
        given: further pictures that the product takes, by the name of its input, such as a style; of a product that
            paints label maps a folder of numbers of things, see `label_maps.reader`.
        threshold: the probability from which on a pixel of a mask is white, all others black; by default masks are as
            bright as they are sure. Masks of several classes are pictures with a palette, of the numbers of classes.

    Raises:
        SuiteError: no such product, none of the files can be read, or what is given does not fit the product.
    """
    name, network = chosen(open_game(run), product)
    if paints(network):
        return _paint_all(run, source, out, name, network, given or {})
    further = _further(name, network, given or {}, run)
    if threshold is not None and meaning(network.output_names[0]).span != (0, 1):
        raise SuiteError(f"{name} makes no masks: leave --threshold out.")
    if threshold is not None and _is_of_classes(network):
        raise SuiteError(f"{name} tells several classes, each pixel is of the likeliest: leave --threshold out.")
    work_of = partial(_to_pictures, network, way, further, threshold) if makes_pictures(network) else None
    if isinstance(source, Path) and source.suffix == stacks.SUFFIX:
        return _apply_to_stack(run, source, out, name, network, work_of)
    files = Files.of(source, out)
    progress = tqdm(files.named, name, files.count, unit=" pictures", disable=None)
    if work_of:
        batches = files.batches(progress, _reader(run, network.inputs[0], whole=not further))
        written, place = _write_pictures(batches, work_of(), out), out
    else:
        place = out / f"{name}.csv"
        read = files.batches(progress, _reader(run, network.inputs[0]))
        batches = (([name.as_posix() for name, _ in named], pictures) for named, pictures in read)
        written = _write_rows(batches, network, place, run.data_facts().get("classes", []))
    if not written:
        raise SuiteError(_nothing(files))
    return Applied(name, written, place, files.summary())


def _paint_all(run, source, out, name, network, given):
    """The product on label maps in files."""
    files, read = Files.of(source, out), label_maps.reader(run, network, given)
    progress = tqdm(files.named, name, files.count, unit=" pictures", disable=None)
    written = _write_pictures(files.batches(progress, read), label_maps.painter(network), out)
    if not written:
        raise SuiteError(_nothing(files))
    return Applied(name, written, out, files.summary())


def _nothing(files):
    """Why nothing was written, in a line."""
    first = f"none of the {files.seen} files can be read, first {files.skipped[0]}" if files.skipped else ""
    return first or "No files are named: give paths, one a line."


def _apply_to_stack(run, source, out, name, network, work_of):
    """The product on all rows of an array file; without `work_of` a table of what it answers in numbers."""
    *size, channels = network.inputs[0].shape[1:]
    facts = run.data_facts()
    scales = checked_range(run.arguments.get("value_range")), noted_range(facts.get("notes", []))
    stack = stacks.Stack(source, channels, *scales, None if work_of else size)
    parts = iter(tqdm(stack, name, stack.parts, unit=" parts", disable=None))
    place = out / (source.name if work_of else f"{name}.csv")
    if place.resolve() == source.resolve():
        raise SuiteError(f"{source} would be overwritten by what is made of it: give another --out.")
    if work_of:
        with atomic_write(place) as draft:
            write_npy(draft, len(stack), map(work_of(), parts))
    else:
        rows = map(str, range(len(stack)))
        batches = ((list(itertools.islice(rows, len(part))), part) for part in parts)
        _write_rows(batches, network, place, facts.get("classes", []))
    return Applied(name, len(stack), place, ())


def _reader(run, tensor, whole=False):
    """What makes the array of a picture: all of it, or, as in training, what is read of it at the size of an input."""
    *size, channels = tensor.shape[1:]
    if channels not in MODES:
        raise SuiteError(
            f"{run.path} takes pictures of {channels} channels, and those in files have 1, 3 or 4: give an array file, "
            f"such as pictures.npy [n, height, width, {channels}]."
        )
    scale = checked_range(run.arguments.get("value_range"))
    white = noted_white(run.data_facts().get("notes", [])) or DEEPEST

    def read_whole(path):
        picture = np.asarray(flattened(upright(path), MODES[channels], scale, white))
        return picture.reshape(*picture.shape[:2], channels)

    def read_resized(path):
        resize = run.arguments.get("resize") or CROP
        return fit_image(upright(path, size), tuple(size), channels, scale, white, resize)

    return read_whole if whole else read_resized


def _further(product, network, given, run):
    """The other pictures that a product takes, float [1, H, W, C] each, in the order of its inputs."""
    inputs = {tensor.name: tensor for tensor in network.inputs[1:]}
    for name in given.keys() - inputs.keys():
        raise SuiteError(f"{product} takes no {name} beside the pictures: give {', '.join(inputs) or 'nothing else'}.")
    for name in inputs.keys() - given.keys():
        raise SuiteError(f"{product} also takes a {name}: give --given {name}=FILE.")
    try:
        return [to_float(_reader(run, tensor)(given[name])[None]) for name, tensor in inputs.items()]
    except OSError as error:
        raise SuiteError(f"what is given beside the pictures cannot be read: {error}") from None


def _is_of_classes(network):
    """Whether a product's masks have a channel for each of several classes."""
    return meaning(network.output_names[0]).span == (0, 1) and network.outputs[0].shape[-1] > 1


def _to_pictures(network, way, further, threshold):
    """uint8 [n, H, W, C] -> uint8 [n, z H, z W, C'] by a product; of several classes' masks numbers [n, H, W]."""
    low, high = meaning(network.output_names[0]).span or (-1, 1)
    answer = _beside(network, further) if further else at_any_size(network, way)

    def work(pictures):
        values = (answer(to_float(pictures)) - low) / (high - low)
        if _is_of_classes(network):
            return values.argmax(-1).astype(np.uint8)
        return to_uint8(2 * (values if threshold is None else np.float32(values >= threshold)) - 1)

    return work


def _beside(network, further):
    """The product as a function of pictures alone, all beside the same further ones."""
    return lambda x: by_chunks(network, x, *(np.repeat(one, len(x), 0) for one in further))


def _write_pictures(batches, work, out):
    written = set()
    for files, pictures in batches:
        for (name, path), picture in zip(files, work(pictures), strict=True):
            place = name.with_suffix(SUFFIX)
            if place in written:  # a.jpg beside a.png
                place = name.with_name(name.name + SUFFIX)
            if (out / place).resolve() == path.resolve():
                raise SuiteError(f"{path} would be overwritten by what is made of it: give another --out.")
            written.add(place)
            with atomic_write(out / place) as draft:
                (drawn(picture) if picture.ndim == 3 else _numbered(picture)).save(draft)
    return len(written)


def _numbered(picture):
    """An image with a palette of the numbers of classes, uint8 [H, W]."""
    image = Image.fromarray(picture)
    image.putpalette([level for number in range(256) for level in voc_colour(number).to_bytes(3)])
    return image


def _write_rows(batches, network, place, classes):
    written = 0
    with contextlib.ExitStack() as stack:
        table = None
        for names, pictures in batches:
            answers = by_chunks(network, to_float(pictures))
            answers = answers if isinstance(answers, list) else [answers]
            named = dict(zip(network.output_names, answers, strict=True))
            if table is None:
                file = stack.enter_context(atomic_write(place)).open("w", encoding="utf-8", newline="")
                table = Table(stack.enter_context(file), named, classes)
            table.add(names, named)
            written += len(names)
    return written
