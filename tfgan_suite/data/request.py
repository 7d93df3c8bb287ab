"""Data request: what a user asks of a source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tfgan_suite.data.pipeline.aspects import CROP


@dataclass(frozen=True)
class DataRequest:
    """What a user asks of a source.

    Args:
        name: of the source, without the prefix that chose it.
        split: "train", "test" or, of a user's own data, "all".
        size: (height, width) in pixels; None keeps what the images have.
        channels: of images; None keeps what they have, with what is transparent laid over white.
        seed: of what is drawn at random.
        cache: directory that keeps decoded arrays.
        value_range: levels of black and white; None takes the usual ones.
        content: what the examples are to hold, a key of `forms.FORMS`; named sets hold what they hold.
        resize: what becomes of images of another aspect than `size`, see `pipeline.aspects.brought`.
        reading: options of this content alone, such as the length of clips.
    """

    name: str
    split: str
    size: tuple[int, int] | None
    channels: int | None
    seed: int
    cache: Path
    value_range: tuple[float, float] | None = None
    content: str = "images"
    resize: str = CROP
    reading: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The path that a user means; a ~ of nobody stands for itself."""
        return path_of(self.name)


def path_of(name: str) -> Path:
    """The path that is called `name`; a ~ of nobody stands for itself."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)
