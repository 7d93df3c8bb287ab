"""OpenMoji: emoji as line art and the same in colour."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from tfgan_suite.data.pipeline.decoding import in_parallel
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import held_out
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.pipeline.resizing import fit_image
from tfgan_suite.data.sources import npm
from tfgan_suite.data.sources.extras import needed

PACKAGE, VERSION = "openmoji", "17.0.0"
LICENCE = "CC-BY-SA-4.0; credit: All emojis designed by OpenMoji, openmoji.org"
NATIVE = ((64, 64), 3)
SIDES = {"source": "black/svg", "target": "color/svg"}


def openmoji(split: str, cache: Path, size: tuple[int, int] | None = None, channels: int | None = None) -> Examples:
    """The emoji of https://openmoji.org (CC BY-SA 4.0, which demands attribution), from the npm package openmoji.

    Pairs that at 64×64 repeat another pixel for pixel, such as some of a person and of a man, are left out. A tenth of
    the emoji, each with all its skin tones, is the test split.

    Args:
        split: "train", "test" or "all".
        cache: directory that keeps the package and the drawn arrays.
        size: (height, width) in pixels; None takes 64×64.
        channels: 1, 3 or 4; None takes 3.

    Returns:
        Fields "source", the black line art, and "target", the same in colour, both uint8 [N, H, W, C] over
        white; "label", int32, the group; "caption", what is drawn; and "base", the code of the emoji without
        skin tone.

    Raises:
        SuiteError: another split, no way to obtain the package, or resvg_py is not installed.
    """
    size, channels = size or NATIVE[0], channels or NATIVE[1]
    place = cache / "openmoji" / f"{size[0]}x{size[1]}x{channels}"
    emoji = kept(place, VERSION, lambda: _drawn(npm.package(PACKAGE, VERSION, cache), size, channels))
    return held_out(emoji, split, list(emoji["base"]))


def _drawn(package: Path, size: tuple[int, int], channels: int) -> Examples:
    held = npm.files(package, "data/openmoji.json", *(f"{folder}/*.svg" for folder in SIDES.values()))
    emoji = json.loads(held["data/openmoji.json"])
    art = [[held[f"{folder}/{one['hexcode']}.svg"].decode() for folder in SIDES.values()] for one in emoji]
    pairs = in_parallel(_draw(*NATIVE), art, "openmoji")
    distinct: dict[bytes, int] = {}
    for row, pair in enumerate(pairs):
        distinct.setdefault(pair.tobytes(), row)
    rows = [*distinct.values()]
    emoji = [emoji[row] for row in rows]
    if (size, channels) == NATIVE:
        pairs = [pairs[row] for row in rows]
    else:
        pairs = in_parallel(_draw(size, channels), [art[row] for row in rows], f"openmoji {size[0]}x{size[1]}")
    groups = tuple(sorted({one["group"] for one in emoji}))
    fields = {
        **{field: np.stack([pair[side] for pair in pairs]) for side, field in enumerate(SIDES)},
        "label": np.asarray([groups.index(one["group"]) for one in emoji], np.int32),
        "caption": np.asarray([one["annotation"] for one in emoji]),
        "base": np.asarray([one["skintone_base_hexcode"] or one["hexcode"] for one in emoji]),
    }
    return Examples(fields, "openmoji", groups, LICENCE)


def _draw(size: tuple[int, int], channels: int) -> Callable[[list[str]], np.ndarray]:
    """What draws SVG texts over white, uint8 [drawings, height, width, channels]."""
    resvg = needed("resvg_py", "svg", "openmoji")
    side = max(size)

    def draw(art):
        pngs = (resvg.svg_to_bytes(svg_string=svg, width=side, height=side, skip_system_fonts=True) for svg in art)
        return np.stack([fit_image(Image.open(io.BytesIO(png)), size, channels) for png in pngs])

    return draw
