"""Noto emoji: Google's small colour pictures with exact masks and names."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from tfgan_suite.data.pipeline.decoding import in_parallel
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import held_out
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.pipeline.resizing import fit_image
from tfgan_suite.data.sources import npm

PACKAGE, VERSION = "emoji-datasource-google", "16.0.0"
PICTURES = "img/google/64"
TONES = {"1F3FB": "light", "1F3FC": "medium-light", "1F3FD": "medium", "1F3FE": "medium-dark", "1F3FF": "dark"}


def noto_emoji(split: str, cache: Path, size: tuple[int, int] | None = None, channels: int | None = None) -> Examples:
    """Google's Noto emoji of Unicode 16 (Apache-2.0), from the npm package emoji-datasource-google.

    Pictures that repeat another pixel for pixel, such as those of some flags, are left out. A tenth of the
    emoji, each with all its skin tones, is the test split.

    Args:
        split: "train", "test" or "all".
        cache: directory that keeps the package and the decoded arrays.
        size: (height, width) in pixels; None takes the 64×64 of the package.
        channels: 1, 3 or 4; None takes 3.

    Returns:
        Fields "image", uint8 [N, H, W, C], over white; "mask", uint8 [N, H, W, 1], 255 where the picture is
        at least half opaque, else 0; "label", int32, the category; "caption", the Unicode name in small
        letters and the skin tone; and "base", the code of the emoji without skin tone.

    Raises:
        SuiteError: another split, or no way to obtain the package.
    """
    size, channels = size or (64, 64), channels or 3
    place = cache / "noto_emoji" / f"{size[0]}x{size[1]}x{channels}"
    emoji = kept(place, VERSION, lambda: _decoded(npm.package(PACKAGE, VERSION, cache), size, channels))
    return held_out(emoji, split, list(emoji["base"]))


def _decoded(package: Path, size: tuple[int, int], channels: int) -> Examples:
    held = npm.files(package, "emoji.json", f"{PICTURES}/*.png")
    distinct: dict[bytes, list] = {}
    for file, *about in _rows(json.loads(held["emoji.json"])):
        distinct.setdefault(held[f"{PICTURES}/{file}"], about)
    pairs = in_parallel(lambda png: _read(png, size, channels), [*distinct], "noto_emoji")
    images, masks = zip(*pairs, strict=True)
    captions, bases, categories = zip(*distinct.values(), strict=True)
    classes = tuple(sorted(set(categories)))
    fields = {
        "image": np.stack(images),
        "mask": np.stack(masks),
        "label": np.asarray([classes.index(category) for category in categories], np.int32),
        "caption": np.asarray(captions),
        "base": np.asarray(bases),
    }
    return Examples(fields, "noto_emoji", classes, "Apache-2.0")


def _rows(emoji: list[dict]) -> Iterator[tuple[str, str, str, str]]:
    """(file, caption, base, category) of each picture there is."""
    for one in emoji:
        for tones, look in {"": one, **one.get("skin_variations", {})}.items():
            if look["has_img_google"]:
                tone = [f"{TONES[code]} skin tone" for code in tones.split("-") if code]
                yield look["image"], ", ".join([one["name"].lower(), *tone]), one["unified"], one["category"]


def _read(png: bytes, size: tuple[int, int], channels: int) -> tuple[np.ndarray, np.ndarray]:
    with Image.open(io.BytesIO(png)) as opened:
        picture = opened.convert("RGBA")
    opaque = fit_image(picture.getchannel("A"), size, 1) >= 128
    return fit_image(picture, size, channels), np.where(opaque, 255, 0).astype(np.uint8)
