"""LiteRT (.tflite) with the operations every LiteRT runtime has built in and no others, weights in 32, 16 or 8 bits."""

import contextlib
import functools
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import keras
import tensorflow as tf

from tfgan_suite.aliases import Shape
from tfgan_suite.errors import SuiteError
from tfgan_suite.export.checks.interpreter import load
from tfgan_suite.export.checks.parity import FLOAT16_LOSS, INT8_LOSS, LITERT_TOLERANCE
from tfgan_suite.export.formats.full_precision import halves
from tfgan_suite.export.formats.inscriptions import write_inscribed
from tfgan_suite.export.formats.shipment import Format, ship
from tfgan_suite.export.signature import KEY, Signature
from tfgan_suite.quiet import quiet

FOLDER = "litert"


def export_litert(
    network: keras.Model,
    path: os.PathLike | str,
    *,
    output_names: tuple[str, ...] = ("image",),
    num_classes: int | None = None,
    batch_size: int | None = None,
) -> Path:
    """Writes a network as a LiteRT file in float32, once its answers are checked against Keras.

    The file keeps the signature `serving_default` with the names of the SavedModel:
    `Interpreter(path).get_signature_runner()(z=…)["image"]`.

    Args:
        network: built Functional `keras.Model` with named inputs, such as `z` and `label`.
        path: the file, by convention `.tflite`; one that exists is replaced in one step.
        output_names: one name for each output.
        num_classes: classes of integer inputs, for the check; None looks for them in the network.
        batch_size: the only one that the file takes; None leaves it free.

    Returns:
        `path`.

    Raises:
        SuiteError: the network computes in half precision or needs operations outside LiteRT's builtins
            (named), it cannot be written, or the check fails. A file that was there stays as it was.
    """
    places = {Path(path): LITERT}
    names = {"output_names": output_names, "num_classes": num_classes, "batch_size": batch_size}
    return ship(network, places, **names)[0].path


def convert(signature: Signature, sizes: Mapping[str, Shape] | None = None) -> bytes:
    """The content of a LiteRT file in float32.

    Args:
        signature: the network as it is served.
        sizes: name to full shape of each input; None leaves the batch size as the signature has it.
    """
    with converter_of(signature, sizes) as converter:
        return converter.convert()


@contextlib.contextmanager
def converter_of(signature: Signature, sizes: Mapping[str, Shape] | None = None) -> Iterator[tf.lite.TFLiteConverter]:
    """TensorFlow's converter of the network, to builtin operations; what it refuses becomes a `SuiteError`."""
    _refuse_half_precision(signature.network)
    # Conversion goes through a SavedModel: from_keras_model fails on dict inputs, and from_concrete_functions
    # can write a file without its weights.
    with quiet():
        saved = signature.saved(sizes or signature.sizes)
        converter = tf.lite.TFLiteConverter.from_saved_model(str(saved), signature_keys=[KEY])
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS]
        try:
            yield converter
        except SuiteError:
            raise
        except Exception as error:
            raise SuiteError(_refusal(signature.network.name, str(error))) from error


def place(directory: Path, name: str, suffix: str = "") -> Path:
    """Path of a network's file among all exports."""
    return directory / FOLDER / f"{name}{suffix}.tflite"


def _write(signature, draft, types=None):
    with converter_of(signature) as converter:
        if types is not None:
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
            converter.target_spec.supported_types = types
        content = converter.convert()
    write_inscribed(content, draft, signature)


def _refuse_half_precision(network):
    if half := halves(network):
        raise SuiteError(
            f"{network.name} computes in {half.pop()} and LiteRT's builtins here in float32: "
            "export `full_precision.in_float32` of it, as export_network does"
        )


def _refusal(name, report):
    lists = re.findall(r"^(?:TF Select|Custom) ops: (.+)$", report, flags=re.MULTILINE)
    ops = sorted({op.strip() for found in lists for op in found.split(",")})
    if ops:
        return f"LiteRT has no builtin for {', '.join(ops)} in {name}: build it from layers without them"
    return f"LiteRT cannot convert {name}: {report.strip().partition(chr(10))[0]}"


LITERT = Format(name="litert", place=place, write=_write, load=load, tolerance=LITERT_TOLERANCE, own_kernels=True)
FLOAT16 = Format(
    name="litert-float16",
    place=functools.partial(place, suffix="-float16"),
    write=functools.partial(_write, types=[tf.float16]),
    load=load,
    most_lost=FLOAT16_LOSS,
    width=2,
)
DYNAMIC = Format(
    name="litert-dynamic",
    place=functools.partial(place, suffix="-dynamic"),
    write=functools.partial(_write, types=[]),
    load=load,
    most_lost=INT8_LOSS,
    width=1,
)
