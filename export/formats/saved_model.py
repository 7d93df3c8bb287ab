"""SavedModel, laid out as TensorFlow Serving expects: `<base>/<version>/`, the highest version is served."""

import functools
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import keras
import tensorflow as tf

from tfgan_suite.aliases import Array, Arrays, PathLike
from tfgan_suite.errors import SuiteError
from tfgan_suite.export.checks.parity import SAVED_MODEL_TOLERANCE
from tfgan_suite.export.checks.probes import probes
from tfgan_suite.export.formats.shipment import Format, ship
from tfgan_suite.export.formats.warm_up import BATCH_SIZES, write_warm_up
from tfgan_suite.export.pictures import arrays, to_bytes
from tfgan_suite.export.signature import BYTES, KEY, Signature

DESCRIPTION = "signatures.json"
REQUEST = "request.json"


def export_saved_model(
    network: keras.Model,
    base: os.PathLike | str,
    *,
    version: int | None = None,
    output_names: tuple[str, ...] = ("image",),
    num_classes: int | None = None,
) -> Path:
    """Writes a new version of a served network, once its answers are checked against Keras.

    The SavedModel holds the inference function as `serving_default`, with named inputs and outputs and a free
    batch size, and the variables which that function reads: no optimizer, no training function. Where pictures
    come in or go out, `uint8` is the same function of pictures from 0 to 255. In `assets.extra` lie warm-up
    requests, one of them in JSON, and `signatures.json`, which says what the names mean.

    Args:
        network: built Functional `keras.Model` with named inputs, such as `z` and `label`.
        base: directory of this one model; each version is a directory in it.
        version: positive integer not there yet; None takes the one after the highest.
        output_names: one name for each output.
        num_classes: classes of integer inputs, for the check; None looks for them in the network.

    Returns:
        The directory `<base>/<version>`.

    Raises:
        SuiteError: the version exists, the network cannot be served or written, or the check fails. Earlier
            versions are never touched, and no half version is left.
    """
    base = Path(base)
    path = next_version(base) if version is None else base / str(int(version))
    if path.exists():
        raise SuiteError(f"{path} exists and may be in service: leave the version out to write the next one")
    names = {"name": base.name, "output_names": output_names, "num_classes": num_classes}
    return ship(network, {path: SAVED_MODEL}, **names)[0].path


def next_version(base: Path) -> Path:
    """The directory after the highest version in `base`; `<base>/1` where there is none."""
    latest = latest_version(base)
    return base / str(int(latest.name) + 1 if latest else 1)


def latest_version(base: Path) -> Path | None:
    """The directory of the highest version in `base`, if there is one."""
    return max((entry for entry in base.glob("*") if entry.name.isdecimal()), key=lambda v: int(v.name), default=None)


def write(signature: Signature, draft: Path) -> None:
    shutil.copytree(signature.saved(), draft)
    extra = draft / "assets.extra"
    extra.mkdir()
    about = {"name": signature.name, "signatures": signature.description()}
    (extra / DESCRIPTION).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    asked = list(requests(signature))
    write_warm_up(draft, asked, signature.name)
    (extra / REQUEST).write_text(_in_json(*min(asked, key=_length)) + "\n", encoding="utf-8")


def requests(signature: Signature) -> Iterator[tuple[str, Arrays]]:
    """What a server is warmed up with: key of a served function and its named inputs."""
    for inputs in probes(signature, BATCH_SIZES):
        for key in signature.functions:
            yield key, arrays(to_bytes(inputs, signature.inputs)) if key == BYTES else inputs


def _length(request):
    return sum(values.nbytes for values in request[1].values())


def _in_json(key, inputs):
    """The body of a REST request, numbers in the fewest digits that tell them apart."""
    numbers = {
        k: v.tolist() if v.dtype.kind in "iu" else v.astype(str).astype(float).tolist() for k, v in inputs.items()
    }
    return json.dumps({"signature_name": key, "inputs": numbers})


def load(path: PathLike, key: str = KEY) -> Callable[[Arrays], dict[str, Array]]:
    return functools.partial(_run, tf.saved_model.load(str(path)), key)  # its variables live as long as it is held


def _run(loaded, key, inputs):
    answer = loaded.signatures[key](**{name: tf.constant(values) for name, values in inputs.items()})
    return {name: values.numpy() for name, values in answer.items()}


SAVED_MODEL = Format(
    name="savedmodel",
    place=lambda directory, name: next_version(directory / "savedmodel" / name),
    write=write,
    load=load,
    tolerance=SAVED_MODEL_TOLERANCE,
    load_bytes=functools.partial(load, key=BYTES),
)
