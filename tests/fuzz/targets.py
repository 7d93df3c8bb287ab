"""What strangers' bytes are handed to, each with the errors that it may answer with, and bytes to begin with."""

import contextlib
import io
import os
import pickle
import tempfile
import warnings
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from tfgan_suite.callbacks import latest_checkpoint
from tfgan_suite.data.folders.folder import folder
from tfgan_suite.errors import DAMAGED_ARCHIVE, SuiteError
from tfgan_suite.loading import load_model
from tfgan_suite.metrics.features.torch_weights import MAGIC, torch_weights
from tfgan_suite.training.running.run import Run

# {"w": a 2 x 2 matrix of the storage "0"}, as PyTorch pickles it.
MATRIX = (
    b"\x80\x02}U\x01wctorch._utils\n_rebuild_tensor_v2\n((U\x07storagectorch\nFloatStorage\nU\x010U\x03cpuK\x04NtQ"
    b"K\x00K\x02K\x02\x86K\x02K\x01\x86\x89NtRs."
)


def configuration(content, room):
    """A run's config.yaml."""
    (room / "config.yaml").write_bytes(content)
    with contextlib.suppress(SuiteError):
        run = Run.open(room)
        run.system.lower(), run.arguments.items()


def images(content, room):
    """A folder with one picture of these bytes, under the name of each format."""
    for suffix in (".png", ".jpg", ".gif", ".webp", ".bmp", ".tif", ".ppm"):
        (room / f"picture{suffix}").write_bytes(content)
    with contextlib.suppress(SuiteError), warnings.catch_warnings(action="ignore"):
        held = folder(room, "all", room / ".cache", (8, 8), 3)["image"]
        assert held.dtype == np.uint8 and held.shape[1:] == (8, 8, 3)


def run_directory(content, room):
    """A run directory: the first byte says which of its files holds the rest."""
    run = Run(room, {"system": "dcgan", "arguments": {}})
    files = [run.metrics, run.data, run.costs, run.evaluations, run.parity, run.checkpoints / "step-00000001.keras"]
    (room / "checkpoints").mkdir()
    (room / "export").mkdir()
    files[content[0] % len(files) if content else 0].write_bytes(content[1:])
    for read in (run.scores, run.data_facts, run.cost, run.looks, run.parity_rows):
        with contextlib.suppress(SuiteError):
            assert isinstance(read(), dict | list)
    with contextlib.suppress(SuiteError, *DAMAGED_ARCHIVE):
        load_model(run.checkpoints / "step-00000001.keras")
    with contextlib.suppress(SuiteError), warnings.catch_warnings(action="ignore"):
        latest_checkpoint(run.checkpoints)


def weights(content, room):
    """A weights file of PyTorch's."""
    with contextlib.suppress(ValueError, pickle.UnpicklingError, EOFError):
        assert all(isinstance(array, np.ndarray) for array in torch_weights(io.BytesIO(content)).values())


TARGETS = {target.__name__: target for target in (configuration, images, run_directory, weights)}


def seeds(name):
    """Bytes that make sense to a target."""
    if name == "configuration":
        return [
            b"system: dcgan\narguments:\n  data: ring\n  epochs: 3\n",
            b"{system: a, arguments: {b: [1, 2.5, null]}}",
        ]
    if name == "images":
        return [_picture(kind, mode) for kind in ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF") for mode in ("L", "RGB")]
    if name == "run_directory":
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("config.json", '{"class_name": "Sequential", "config": {"layers": []}}')
            file.writestr("metadata.json", '{"keras_version": "3.15.1"}')
        return [b"\0" + b'{"fid": 1.5, "verdict": {"word": "good"}}', b"\3[]", b"\5" + archive.getvalue()]
    start = b"".join(pickle.dumps(value, protocol=2) for value in (MAGIC, 1001, {"little_endian": True}))
    empty = pickle.dumps({}, protocol=2) + pickle.dumps([], protocol=2)
    storage = (4).to_bytes(8, "little") + np.arange(4, dtype="<f4").tobytes()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("w/data.pkl", MATRIX.replace(b"K\x04Nt", b"K\x04t"))
        file.writestr("w/data/0", storage[8:])
    legacy = start + MATRIX + pickle.dumps(["0"], protocol=2) + storage
    return [start, start + empty, legacy, archive.getvalue()]


def _picture(kind, mode):
    file = io.BytesIO()
    Image.fromarray(np.arange(64 * len(mode), dtype="uint8").reshape(8, 8, -1).squeeze(), mode).save(file, kind)
    return file.getvalue()


def fed(name, content):
    """Hands bytes to a target in an empty room."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as room:
        TARGETS[name](content, Path(room))
