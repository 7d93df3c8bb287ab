"""SavedModel in the layout TensorFlow Serving watches: `<base>/<version>/`, the highest version is served."""

import functools
import os
from pathlib import Path

import keras
import tensorflow as tf

from tfgan_suite.errors import SuiteError
from tfgan_suite.export.parity import SAVED_MODEL_TOLERANCE
from tfgan_suite.export.shipment import Format, ship
from tfgan_suite.export.signature import KEY


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
    batch size, and the variables which that function reads: no optimizer, no training function.

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
    return ship(network, {path: SAVED_MODEL}, output_names=output_names, num_classes=num_classes)[0].path


def next_version(base: Path) -> Path:
    """The directory after the highest version in `base`; `<base>/1` where there is none."""
    present = [int(entry.name) for entry in base.glob("*") if entry.name.isdecimal()]
    return base / str(max(present, default=0) + 1)


def write(signature, draft):
    signature.archive().write_out(str(draft), verbose=False)


def load(path):
    return functools.partial(_run, tf.saved_model.load(str(path)))  # its variables live as long as it is held


def _run(loaded, inputs):
    answer = loaded.signatures[KEY](**{name: tf.constant(values) for name, values in inputs.items()})
    return {name: values.numpy() for name, values in answer.items()}


SAVED_MODEL = Format(
    name="savedmodel",
    place=lambda directory, name: next_version(directory / "savedmodel" / name),
    write=write,
    load=load,
    tolerance=SAVED_MODEL_TOLERANCE,
)
