"""A folder of pictures of any size and kind as examples."""

import hashlib
from pathlib import Path

import numpy as np

from tfgan_suite.data.pipeline.decoding import attempted, upright, upright_size
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import held_out
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.pipeline.resizing import fit_image, is_drawable
from tfgan_suite.errors import SuiteError

SUFFIXES = {
    *(".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif"),
    *(".tif", ".tiff", ".ppm", ".pgm", ".pbm", ".avif"),
}
NAMED = 10


def folder(
    root: Path, split: str, cache: Path, size: tuple[int, int] | None = None, channels: int | None = None
) -> Examples:
    """The pictures below a directory, centre-cropped to one aspect and resized with antialiasing.

    Grey, palette, CMYK and 16-bit pictures are all read, transparency is laid over white, and photographs are
    turned as their camera says. When every picture lies in a sub-folder, the sub-folders of `root`, sorted,
    are the classes. Sub-folders called train and test are taken as the splits; else a tenth of the pictures,
    chosen by a hash of their paths, is the test split. Files that cannot be read are skipped and named in the
    notes.

    Args:
        root: the directory; hidden files and files that are no pictures are passed over.
        split: "train", "test" or "all".
        cache: directory that keeps the decoded arrays until a file changes.
        size: (height, width) in pixels; None takes the size that the pictures share.
        channels: 1 or 3; None takes 1 when every picture is grey, else 3.

    Returns:
        Fields "image", uint8 [N, H, W, C]; "path", the file's path below the directory; and, where there are
        classes, "label", int32 [N].

    Raises:
        SuiteError: no such directory, no picture in it that can be read, pictures of several sizes (or of one
            that the networks do not make) and no `size`.
    """
    if not root.is_dir():
        raise SuiteError(f"{root} is not a folder; check the path")
    parts = [root / "train", root / "test"]
    divided = split in ("train", "test") and all(part.is_dir() for part in parts)
    source = root / split if divided else root
    files = _pictures(source)
    if not files:
        raise SuiteError(f"{source} holds no images; put .png, .jpg or .webp files there")
    classes = _classes(parts if divided else [root])
    states = (f"{path.relative_to(source)} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files)
    place = cache / "folder" / _digest(f"{source.resolve()} {size} {channels}")
    stamp = _digest("\n".join([*classes, *states]))
    examples = kept(place, stamp, lambda: _decoded(source, files, classes, size, channels))
    return examples if divided else held_out(examples, split, list(map(str, examples["path"])))


def _decoded(
    source: Path, files: list[Path], classes: list[str], size: tuple[int, int] | None, channels: int | None
) -> Examples:
    size = size or _common_size(files, source)
    images = np.empty((len(files), *size, channels or 3), np.uint8)
    rows = dict(zip(files, images, strict=True))

    def read(path):
        rows[path][:] = fit_image(upright(path, size), size, channels or 3)

    errors = attempted(read, files, f"reading {source.name}")
    names = np.asarray([path.relative_to(source).as_posix() for path in files])
    skipped = [f"{name} ({error})" for name, error in zip(names, errors, strict=True) if error]
    if len(skipped) == len(files):
        raise SuiteError(f"none of the {len(files)} images in {source} can be read, first {skipped[0]}")
    if skipped:
        read_well = [not error for error in errors]
        images, names = images[read_well], names[read_well]
    if channels is None and (images == images[..., :1]).all():
        images = np.ascontiguousarray(images[..., :1])
    fields = {"image": images, "path": names}
    if classes:
        fields["label"] = np.asarray([classes.index(name.partition("/")[0]) for name in names], np.int32)
    return Examples(fields, source.name, tuple(classes), notes=_note(skipped, len(files)))


def _pictures(source: Path) -> list[Path]:
    return [path for path in sorted(source.rglob("*")) if _is_picture(path.relative_to(source)) and path.is_file()]


def _classes(sources: list[Path]) -> list[str]:
    paths = [path.relative_to(source) for source in sources for path in _pictures(source)]
    return sorted({path.parts[0] for path in paths}) if all(len(path.parts) > 1 for path in paths) else []


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in path.parts)


def _note(skipped: list[str], n: int) -> tuple[str, ...]:
    more = f" and {len(skipped) - NAMED} more" if len(skipped) > NAMED else ""
    return (f"skipped {len(skipped)} of {n} images: {', '.join(skipped[:NAMED])}{more}",) if skipped else ()


def _common_size(files: list[Path], source: Path) -> tuple[int, int]:
    sizes = {size for size in attempted(upright_size, files, "measuring") if not isinstance(size, Exception)}
    if len(sizes) > 1:
        raise SuiteError(f"the images in {source} differ in size; pass image_size (--image-size 64)")
    size = next(iter(sizes), (64, 64))
    if not is_drawable(size):
        raise SuiteError(
            f"the images in {source} are {size[0]}x{size[1]}, not a multiple of 4 from 8 to 256; "
            "pass image_size (--image-size 64)"
        )
    return size


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
