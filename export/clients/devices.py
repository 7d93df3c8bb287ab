"""Device clients: code that loads a LiteRT file and makes one image, in Python, Kotlin and Swift."""

import math
import os
import zipfile
from pathlib import Path

from tfgan_suite.atomic import atomic_write
from tfgan_suite.errors import SuiteError
from tfgan_suite.export.checks.interpreter import runner
from tfgan_suite.export.checks.probes import OPEN_SIDE
from tfgan_suite.export.clients.serving import render
from tfgan_suite.export.formats.inscriptions import inscription
from tfgan_suite.export.formats.litert import FOLDER

CLIENTS = ("make_image.py", "MakeImage.kt", "MakeImage.swift")
USUAL = {"psi": 0.7, "temperature": 1.0}


def write_devices(directory: os.PathLike | str) -> Path:
    """Writes `<directory>/litert/clients/`: for each LiteRT file there a folder of snippets with its names and types.

    Files that say nothing of themselves, as earlier versions wrote them, get none.

    Raises:
        SuiteError: it cannot be written; what stood there stays.
    """
    home = Path(directory, FOLDER)
    place = home / "clients"
    try:
        with atomic_write(place) as draft:
            for file in filter(zipfile.is_zipfile, sorted(home.glob("*.tflite"))):
                facts = described(file)
                for client in CLIENTS:
                    render(client, draft / file.stem, **facts)
    except OSError as error:
        raise SuiteError(f"cannot write {place}: {error.strerror or error}; the exports are in place") from error
    return place


def described(file: Path) -> dict:
    """What the templates are told of a file: its inscription, and of each input and output name, type, size, scale."""
    about, asked = inscription(file), runner(file.read_bytes())
    sides = {"inputs": asked.get_input_details(), "outputs": asked.get_output_details()}
    batch = about["batch_size"] or 1
    tensors = {
        side: [_tensor(name, about[side][name], detail, batch) for name, detail in details.items()]
        for side, details in sides.items()
    }
    return {"file": file.name, "about": about, **tensors, "picture": _picture(tensors["outputs"])}


def _tensor(name, known, detail, batch):
    shape = [batch, *(OPEN_SIDE if size is None else size for size in known["shape"][1:])]
    scale, zero = detail["quantization"]
    return {
        "name": name,
        "dtype": detail["dtype"].__name__,
        "shape": shape,
        "size": math.prod(shape),
        "scale": float(scale),
        "zero": int(zero),
        "is_int8": detail["dtype"].__name__ == "int8",
        "drawn": _drawn(name, known),
        "range": known.get("range"),
    }


def _drawn(name, known):
    """How an example comes by its values: "normal", (low, high), or a number."""
    if known["dtype"].startswith("int"):
        return 0
    if name in USUAL:
        return USUAL[name]
    if "range" in known or known.get("prior") == "uniform":
        return tuple(known.get("range", (-1, 1)))
    return "normal"


def _picture(outputs):
    """The first output that is one picture, grey, in colour or with opacity, if any."""
    return next((o for o in outputs if o["range"] and len(o["shape"]) == 4 and o["shape"][3] in (1, 3, 4)), None)
