"""Moving pictures: animated GIFs, and MP4 by PyAV."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
from PIL import Image

from tfgan_suite.aliases import Array, PathLike
from tfgan_suite.atomic import atomic_write
from tfgan_suite.data.pipeline.resizing import flattened
from tfgan_suite.data.sources.extras import needed
from tfgan_suite.kinds.depths import over_white


def animate(frames: Iterable[Path], path: PathLike, seconds: float = 0.25) -> None:
    """Picture files, in order, as one animated GIF that lingers on the last."""
    with atomic_write(path) as draft:
        write_frames([np.asarray(flattened(Image.open(frame), "RGB")) for frame in frames], draft, seconds, linger=2)


def write_frames(frames: Sequence[Array], file: Path, seconds: float, linger: float | None = None) -> None:
    """uint8 pictures [H, W, 3], or [H, W, 4] over white, as a GIF that shows each for so many seconds, the last for
    `linger`."""
    pictures = [Image.fromarray(over_white(frame)) for frame in frames]
    pauses = [seconds * 1000] * (len(pictures) - 1) + [(linger or seconds) * 1000]
    pictures[0].save(file, save_all=True, append_images=pictures[1:], duration=pauses, loop=0)


def write_video(frames: Iterable[Array], file: Path, seconds: float) -> None:
    """uint8 pictures [H, W, 3] of one size as an MP4 (H.264) that shows each for so many seconds.

    Sides that are odd lose their last pixel, which the format cannot hold.

    Raises:
        SuiteError: PyAV is not installed.
    """
    av = needed("av", "video", "an .mp4 file")
    with av.open(str(file), "w") as video:
        stream = None
        for frame in frames:
            height, width = (side // 2 * 2 for side in frame.shape[:2])
            if stream is None:
                stream = video.add_stream("h264", rate=Fraction(1 / seconds).limit_denominator(100))
                stream.height, stream.width, stream.pix_fmt = height, width, "yuv420p"
                stream.options = {"crf": "16"}
            picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(frame[:height, :width]), format="rgb24")
            video.mux(stream.encode(picture))
        if stream is not None:
            video.mux(stream.encode())
