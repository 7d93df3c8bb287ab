"""LiteRT (.tflite) in float32, with the operations every LiteRT runtime has built in and no others."""

import functools
import os
import re
import tempfile
from pathlib import Path

import keras
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter

from tfgan_suite.errors import SuiteError
from tfgan_suite.export.parity import LITERT_TOLERANCE
from tfgan_suite.export.shipment import Format, ship
from tfgan_suite.export.signature import KEY
from tfgan_suite.quiet import quiet


def export_litert(
    network: keras.Model,
    path: os.PathLike | str,
    *,
    output_names: tuple[str, ...] = ("image",),
    num_classes: int | None = None,
) -> Path:
    """Writes a network as a LiteRT file, once its answers are checked against Keras.

    The file keeps the signature `serving_default` with the names of the SavedModel and a free batch size:
    `Interpreter(path).get_signature_runner()(z=…)["image"]`.

    Args:
        network: built Functional `keras.Model` with named inputs, such as `z` and `label`.
        path: the file, by convention `.tflite`; one that exists is replaced in one step.
        output_names: one name for each output.
        num_classes: classes of integer inputs, for the check; None looks for them in the network.

    Returns:
        `path`.

    Raises:
        SuiteError: the network computes in half precision or needs operations outside LiteRT's builtins
            (named), it cannot be written, or the check fails. A file that was there stays as it was.
    """
    places = {Path(path): LITERT}
    return ship(network, places, output_names=output_names, num_classes=num_classes)[0].path


def write(signature, draft):
    draft.write_bytes(convert(signature))


def convert(signature, sizes=None):
    """The content of a LiteRT file.

    Args:
        signature: the network as it is served.
        sizes: name to full shape of each input; None leaves the batch size open.
    """
    _refuse_half_precision(signature.network)
    # Conversion goes through a SavedModel: from_keras_model fails on dict inputs, and from_concrete_functions
    # can write a file without its weights.
    with tempfile.TemporaryDirectory() as room, quiet():
        signature.archive(KEY, sizes=sizes).write_out(room, verbose=False)
        converter = tf.lite.TFLiteConverter.from_saved_model(room, signature_keys=[KEY])
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS]
        try:
            return converter.convert()
        except Exception as error:
            raise SuiteError(_refusal(signature.network.name, str(error))) from error


def load(path):
    with quiet():
        return functools.partial(_run, Interpreter(model_path=str(path)).get_signature_runner(KEY))


def _run(runner, inputs):
    with quiet():
        return runner(**inputs)


def _refuse_half_precision(network):
    half = {layer.compute_dtype for layer in network._flatten_layers()} & {"float16", "bfloat16"}
    if half:
        raise SuiteError(
            f"{network.name} computes in {half.pop()} and LiteRT's builtins here in float32: "
            "build it under the float32 policy and give it the same weights"
        )


def _refusal(name, report):
    lists = re.findall(r"^(?:TF Select|Custom) ops: (.+)$", report, flags=re.MULTILINE)
    ops = sorted({op.strip() for found in lists for op in found.split(",")})
    if ops:
        return f"LiteRT has no builtin for {', '.join(ops)} in {name}: build it from layers without them"
    return f"LiteRT cannot convert {name}: {report.strip().partition(chr(10))[0]}"


LITERT = Format(
    name="litert",
    place=lambda directory, name: directory / "litert" / f"{name}.tflite",
    write=write,
    load=load,
    tolerance=LITERT_TOLERANCE,
)
