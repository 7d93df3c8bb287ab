"""Export formats: all of them, and the directory they are laid out in."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import keras
import numpy as np

from tfgan_suite.errors import SuiteError
from tfgan_suite.export.checks.parity import Check
from tfgan_suite.export.clients.devices import write_devices
from tfgan_suite.export.clients.serving import write_serving
from tfgan_suite.export.formats.full_precision import in_float32
from tfgan_suite.export.formats.litert import DYNAMIC, FLOAT16, FOLDER, LITERT
from tfgan_suite.export.formats.quantized import INT8, INT8_IO
from tfgan_suite.export.formats.saved_model import SAVED_MODEL
from tfgan_suite.export.formats.shipment import ship
from tfgan_suite.export.formats.web import WEB
from tfgan_suite.export.meanings import Meaning

FORMATS = {form.name: form for form in (SAVED_MODEL, LITERT, FLOAT16, DYNAMIC, INT8, INT8_IO, WEB)}


def export_network(
    network: keras.Model,
    directory: os.PathLike | str,
    formats: Iterable[str] = ("savedmodel", "litert"),
    name: str = "generator",
    *,
    output_names: tuple[str, ...] = ("image",),
    num_classes: int | None = None,
    meanings: Mapping[str, Meaning] | None = None,
    about: Mapping[str, str] | None = None,
    examples: Mapping[str, np.ndarray] | None = None,
    batch_size: int | None = None,
) -> list[Check]:
    """Exports a network in several formats, all of them or none.

    The layout is `<directory>/savedmodel/<name>/<version>/`, whose `<name>` is a base path for TensorFlow
    Serving, and `<directory>/litert/<name>.tflite`, with fewer bits `<name>-float16.tflite` and so on. Beside
    SavedModels, `<directory>/serving/` holds what it takes to serve all of them (see `write_serving`); beside LiteRT
    files, `<directory>/litert/clients/` snippets that load each of them (see `write_devices`).

    Args:
        network: built Functional `keras.Model` with named inputs, such as `z` and `label`; one that computes in half
            precision is exported as it is in float32.
        directory: made if it is not there.
        formats: keys of `FORMATS`.
        name: of the network, in paths.
        output_names: one name for each output.
        num_classes: classes of integer inputs, for the check; None looks for them in the network.
        meanings: what `signatures.json` says of an input or output, by name, instead of the vocabulary's words.
        about: facts that go with the model, one line each, such as "title", "data" and "licence".
        examples: what clients will send, name to array [n, ...] of a hundred and more, for inputs whose distribution no
            name tells: above all real images. int8 is calibrated with them, and every check asks them.
        batch_size: the only one that LiteRT files take; None leaves it free.

    Returns:
        One row for each format, in the order asked for; `as_dict()` makes it JSON.

    Raises:
        SuiteError: a format is unknown, the name is no file's, the network cannot be served, or an artefact cannot be
            written or fails its check. Nothing of this call is left then, and earlier exports stay.
    """
    formats = tuple(formats)
    if not name or name != Path(name).name or name.startswith("."):
        raise SuiteError(f"a network called {name!r} has no place of its own among exports: give a plain name")
    if unknown := [key for key in formats if key not in FORMATS]:
        raise SuiteError(f"unknown export format {', '.join(map(repr, unknown))}: choose from {', '.join(FORMATS)}")
    places = {FORMATS[key].place(Path(directory), name): FORMATS[key] for key in formats}
    names = {"name": name, "output_names": output_names, "num_classes": num_classes}
    facts = {"meanings": meanings, "about": about, "examples": examples, "batch_size": batch_size}
    checks = ship(in_float32(network), places, **names, **facts)
    if SAVED_MODEL.name in formats:
        write_serving(directory)
    if any(check.path.parent == Path(directory, FOLDER) for check in checks):
        write_devices(directory)
    return checks
