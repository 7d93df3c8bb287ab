"""Kind: what every kind of product answers."""

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tfgan_suite.aliases import Array, PathLike
from tfgan_suite.atomic import atomic_write
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.kinds.animation import animate, write_frames, write_video
from tfgan_suite.kinds.depths import over_white

TRANSPARENT = (".png", ".webp")
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp")


class Kind:
    """A kind of product, drawn as one picture of all samples unless a subclass says otherwise.

    Attributes:
        title: what a number of them is called.
        suffixes: file formats in which a person gets samples, the usual one first.
        kept: those in which each epoch of a training keeps its samples.
        shown: how many samples that is.
        alone: the file format of a single sample; "" where one is no file of its own.
        moving: file formats in which samples move, see `frames`.
        seconds: how long each frame is seen.
        field: what a `.npz` file calls them.
        has_backdrop: whether real examples are shown behind the samples.
        names: regular expressions for the names of inputs and outputs of networks that are of this kind, each with what
            it means to clients.
        span: the values of black and white in a float picture; None for what is no picture.
        rate: moments of a sound a second; None for what is no sound.
        role: one word for what a client does with it, as the web page calls it.
    """

    title = "samples"
    suffixes: tuple[str, ...] = PICTURES
    kept: tuple[str, ...] = (".png",)
    shown = 64
    alone = ""
    moving: tuple[str, ...] = ()
    seconds = 0.25
    field = "sample"
    has_backdrop = False
    names: dict[str, str] = {}
    span: tuple[int, int] | None = None
    rate: int | None = None
    role = ""

    def write(self, samples: Any, path: PathLike, **scene: Any) -> None:
        """Writes samples for a person, in the format that the path's suffix names.

        Args:
            samples: as `GAN.sample` gives them.
            path: the file, which appears whole or not at all.
            **scene: what else the picture shows, see `picture`.
        """
        with atomic_write(path) as draft:
            self.save(samples, draft, **scene)

    def save(self, samples: Any, file: Path, **scene: Any) -> None:
        """The same into a file that need not appear whole."""
        picture = self.picture(samples, **scene)
        Image.fromarray(picture if file.suffix.lower() in TRANSPARENT else over_white(picture)).save(file)

    def save_alone(self, sample: Any, file: Path) -> None:
        """One sample, as it is, into a file of the format `alone`."""
        raise NotImplementedError(f"{type(self).__name__} does not say how one sample is written.")

    def film(self, samples: Any, path: PathLike) -> None:
        """Writes samples that move, in the format of `moving` that the path's suffix names.

        Raises:
            SuiteError: it needs a library that is not installed.
        """
        with atomic_write(path) as draft:
            write = write_frames if draft.suffix.lower() == ".gif" else write_video
            write(self.frames(samples), draft, self.seconds)

    def frames(self, samples: Any) -> list[Array]:
        """What is seen one after another, uint8 [H, W, 3] each."""
        raise NotImplementedError(f"{type(self).__name__} does not say how its samples move.")

    def picture(self, samples: Any, **scene: Any) -> Array:
        """One picture of all samples, uint8 [H, W, 3], or [H, W, 4] with opacity."""
        raise NotImplementedError(f"{type(self).__name__} does not say how its samples are drawn.")

    def array(self, samples: Any) -> Array:
        """What a `.npy` file holds of them: pictures uint8 from 0 to 255, channels last."""
        return to_uint8(np.asarray(samples))

    def as_samples(self, examples: Array) -> Array:
        """Examples as data hold them, in the form and the range of samples."""
        return to_float(examples) if examples.dtype == np.uint8 else examples

    def animate(self, directory: Path) -> None:
        """Writes `training.gif` of the pictures that the epochs have left in a directory, if there are any."""
        if frames := sorted(directory.glob("epoch-*.png")):
            animate(frames, directory / "training.gif")
