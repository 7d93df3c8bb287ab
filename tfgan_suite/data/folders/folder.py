"""Image folders: pictures of any size and kind as examples."""

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from tfgan_suite.data.folders.drafting import decoded, without_colour
from tfgan_suite.data.folders.labels import UNLABELLED
from tfgan_suite.data.folders.layout import laid_out
from tfgan_suite.data.folders.outlines import digest, outlined
from tfgan_suite.data.folders.walking import some
from tfgan_suite.data.pipeline.aspects import CROP, in_keys
from tfgan_suite.data.pipeline.decoding import attempted, upright, upright_size
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import held_out, tenth
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.pipeline.levels import DEPTHS, darkness, white_note
from tfgan_suite.data.pipeline.resizing import DEEPEST, MODES, OVER_WHITE, fit_image, is_clear, one_size
from tfgan_suite.errors import SuiteError

READING = 3
TENTH = "in the tenth"


def folder(
    root: Path,
    split: str,
    cache: Path,
    size: tuple[int, int] | None = None,
    channels: int | None = None,
    value_range: tuple[float, float] | None = None,
    companions: Set[str] = frozenset(),
    resize: str = CROP,
) -> Examples:
    """The pictures below a directory, brought to one size with antialiasing, by default their centres.

    Grey, palette, CMYK and 16-bit pictures are all read, transparency is laid over white unless there are to be four
    channels, and photographs are turned as their camera says. Pictures of more than 8 bits are read on the scale of
    10, 12, 14 or 16 bits, whichever is the first that holds all of them. Splits and classes are those of `laid_out`;
    without splits a tenth of the pictures, chosen by a hash of their paths, is the test split. What is passed over is
    said in the notes.

    Args:
        root: the directory; hidden files and files that are no pictures are passed over, links are followed.
        split: "train", "test" or "all".
        cache: directory that keeps the decoded arrays until a file changes. What is larger than 64 MiB stays there and
            is read batch by batch.
        size: (height, width) in pixels; None takes the size that the pictures share.
        channels: 1, 3 or 4 (with alpha); None takes 1 when every picture is grey, else 3.
        value_range: levels of black and white; None takes those of the pictures' bits.
        companions: suffixes of files that belong to the pictures, and are not said to be passed over.
        resize: see `pipeline.aspects.brought`.

    Returns:
        Fields "image", uint8 [N, H, W, C]; "path", the file's path below the directory, or below that of its split;
        where there are classes, "label", int32 [N], -1 where an example has none; where a table has them, "attributes",
        float32 [N, K].

    Raises:
        SuiteError: no such directory, no picture in it that can be read, pictures of several sizes (or of one
            that the networks do not make) and no `size`.
    """
    if not root.is_dir():
        raise SuiteError(f"{root} is not a folder; check the path")
    if split not in ("train", "test", "all"):
        raise SuiteError(f"{root.name} has no split {split!r}; use train, test or all")
    if channels not in (None, *MODES):
        raise SuiteError(f"{channels} channels do not fit pictures in files: give 1, 3 or 4 (--channels)")
    outline, layout = outlined(root, cache, companions)
    part = split if outline.has_test else "all"
    place = cache / "folder" / digest(f"{root.resolve()} {part} {size} {channels} {value_range}{in_keys(resize)}")

    def make():
        laid = layout or laid_out(root, companions)
        return _decoded(root, laid, part, place.parent, size, channels, value_range, resize)

    examples = kept(place, f"{READING} {outline.stamp}", make)
    fields = {field: array for field, array in examples.fields.items() if field != TENTH}
    whole = replace(examples, fields=fields, notes=(*examples.notes, *outline.notes))
    return whole if outline.has_test else held_out(whole, split, tested=examples[TENTH])


def _decoded(root, layout, part, room, size, channels, value_range, resize):
    rows = layout.rows(part)
    files = [path for _, path, _ in rows]
    size = size or common_size(layout.every, root)
    white = None if value_range else white_level(layout.every)

    clear = set()

    def read(path):
        image = upright(path, size)
        if channels != 4 and is_clear(image):
            clear.add(path)
        return fit_image(image, size, channels or 3, value_range, white or DEEPEST, resize)

    images, errors = decoded(read, files, (*size, channels or 3), root.name, room)
    skipped = [f"{name} ({error})" for (name, _, _), error in zip(rows, errors, strict=True) if error]
    if len(skipped) == len(files):
        raise SuiteError(f"none of the {len(files)} images in {root} can be read, first {skipped[0]}")
    rows = [row for row, error in zip(rows, errors, strict=True) if not error]
    if channels is None:
        images = without_colour(images, room)
    fields = {"image": images, "path": np.asarray([name for name, _, _ in rows])}
    if layout.classes:
        fields["label"] = class_numbers(rows, layout.classes)
    if part == "all":
        apart = fields["label"] == UNLABELLED if "label" in fields else None
        fields[TENTH] = tenth([name for name, _, _ in rows], apart)
    if layout.told.attributes:
        fields["attributes"] = np.asarray([layout.told.attributes[path] for _, path, _ in rows], np.float32)
    notes = [f"skipped {len(skipped)} of {len(files)} images: {some(skipped)}"] if skipped else []
    notes += [f"{OVER_WHITE}, in {len(clear)} images"] if clear else []
    notes += [white_note(white)] if white else []
    about = {"notes": (*notes, *darkness(images)), "attribute_names": layout.told.attribute_names}
    return Examples(fields, root.name, layout.classes, **about)


def class_numbers(rows: Sequence[tuple[str, Path, str]], classes: tuple[str, ...]) -> np.ndarray:
    """The numbers of the classes of a layout's rows, int32; -1 of one that has none."""
    numbers = {name: number for number, name in enumerate(classes)}
    return np.asarray([numbers.get(label, UNLABELLED) for _, _, label in rows], np.int32)


def white_level(files: list[Path]) -> int | None:
    """The level of white in pictures of more than 8 bits; None where there are none."""
    peaks = [peak for peak in attempted(_peak, files, "measuring") if isinstance(peak, int)]
    return next((2**bits - 1 for bits in DEPTHS if max(peaks) < 2**bits), None) if peaks else None


def _peak(path):
    with Image.open(path) as image:
        return int(np.asarray(image).max()) if image.mode.startswith("I") else None


def common_size(
    files: list[Path], source: Path, measure: Callable[[Path], tuple[int, int]] = upright_size
) -> tuple[int, int]:
    """The (height, width) that all pictures have which can be measured; 64×64 where none can.

    Raises:
        SuiteError: they differ, or networks do not make images of their size.
    """
    sizes = {size for size in attempted(measure, files, "measuring") if not isinstance(size, Exception)}
    return one_size(sizes, source)
