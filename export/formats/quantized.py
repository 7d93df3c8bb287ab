"""Quantized LiteRT: 8-bit weights and activations, with those layers left in float that 8 bits would damage."""

import csv
import functools
import io
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter

from tfgan_suite.errors import SuiteError
from tfgan_suite.export.checks.interpreter import load, reading
from tfgan_suite.export.checks.parity import INT8_LOSS, Reference, lost
from tfgan_suite.export.checks.probes import probes
from tfgan_suite.export.formats.inscriptions import write_inscribed
from tfgan_suite.export.formats.litert import converter_of, place
from tfgan_suite.export.formats.shipment import Format
from tfgan_suite.export.signature import KEY, Signature

CALIBRATION = 128  # examples, at least, on which the ranges of activations are measured
TOLD = 3  # layers that are named as those to blame
TINY = np.finfo(np.float32).tiny
PRODUCTS = {"CONV_2D", "CONV_3D", "TRANSPOSE_CONV", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED"}

Debugger = tf.lite.experimental.QuantizationDebugger
Options = tf.lite.experimental.QuantizationDebugOptions


class Quantizer:
    """Eight bits for one network.

    Args:
        signature: the network; it is calibrated with its `examples`, or what `probes` knows of its inputs.
        converter: TensorFlow's, of this network.
        full_integer: whether inputs and outputs are int8, too.
    """

    def __init__(self, signature: Signature, converter: tf.lite.TFLiteConverter, full_integer: bool = False) -> None:
        self.size = signature.batch_size or 1
        (self.examples,) = probes(signature, (self.size * math.ceil(CALIBRATION / self.size),))
        self.full_integer = full_integer
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8, tf.lite.OpsSet.TFLITE_BUILTINS]
        converter.representative_dataset = lambda: ((KEY, batch) for batch in self._batches())
        self.debugger = Debugger(converter=converter, debug_dataset=self._in_order, debug_options=self._options())

    def content(self, tensors: Sequence[str] = (), kinds: Sequence[str] = ()) -> bytes:
        """The LiteRT file, in which layers that give these tensors, and all operations of these kinds, are in float."""
        self.debugger.options = self._options(tensors, kinds)
        return self.debugger.get_nondebug_quantized_model()

    def blame(self) -> dict[str, str]:
        """Tensor that a layer gives -> what to call the layer, the worst first.

        What counts is the error that the layer adds of its own, squared, as a share of the square of its output.
        """
        # Floats at the borders: an int8 input whose zero point is 0 the debugger forgets to quantize, and fails. And a
        # debugger of its own, because one with a converter reads outputs when later layers have written over them.
        self.debugger.options = Options(fully_quantize=False)
        debugger = Debugger(
            quant_debug_model_content=self.debugger.get_debug_quantized_model(),
            debug_dataset=self._in_order,
            debug_options=Options(layer_direct_compare_metrics={"power": _power}),
        )
        debugger.run()
        table = io.StringIO()
        debugger.layer_statistics_dump(table)
        rows = list(csv.DictReader(io.StringIO(table.getvalue())))
        rows.sort(key=lambda row: -float(row["mean_squared_error"]) / max(float(row["power"]), float(TINY)))
        return {row["tensor_name"]: f"{row['op_name']} {row['tensor_name'].partition(';')[0]}" for row in rows}

    def _options(self, tensors=(), kinds=()):
        lists = {"denylisted_nodes": list(tensors), "denylisted_ops": list(kinds)}
        return Options(fully_quantize=self.full_integer, **lists)

    def _batches(self):
        parts = {name: np.split(values, len(values) // self.size) for name, values in self.examples.items()}
        return (dict(zip(parts, batch, strict=True)) for batch in zip(*parts.values(), strict=True))

    def _in_order(self):
        interpreter = Interpreter(model_content=self.debugger.calibrated_model)
        places = [detail["index"] for detail in interpreter.get_input_details()]
        inputs = interpreter.get_signature_runner(KEY).get_input_details()
        names = sorted(inputs, key=lambda name: places.index(inputs[name]["index"]))
        return ([batch[name] for name in names] for batch in self._batches())


def _power(due, *_):
    return float(np.mean(np.square(due)))


def remedies(blamed: Mapping[str, str]) -> Iterator[tuple[list[str], list[str]]]:
    """What to leave in float, less before more: (tensors, kinds of operations).

    At first single layers, at most half of them. Then all operations of those kinds that multiply with no weights: of a
    chain of normalizations no single one is to blame, and the converter does not know every name that the debugger
    reports. At last these and layers that do, at most half of them.
    """
    kinds = {tensor: told.partition(" ")[0] for tensor, told in blamed.items()}
    products = [tensor for tensor, kind in kinds.items() if kind in PRODUCTS]
    others = list(dict.fromkeys(kind for kind in kinds.values() if kind not in PRODUCTS))
    yield from ((list(blamed)[:count], []) for count in doubled((len(blamed) + 1) // 2))
    yield from (([], others[:count]) for count in doubled(len(others)))
    yield from ((products[:count], others) for count in doubled((len(products) + 1) // 2))


def doubled(most: int) -> tuple[int, ...]:
    """1, 2, 4, ... and at last `most`; nothing where that is 0."""
    few = itertools.takewhile(lambda count: count < most, (2**power for power in itertools.count()))
    return (*few, most) if most else ()


def write(signature: Signature, draft: Path, full_integer: bool = False) -> list[str]:
    """Writes the file; returns which layers stayed in float, if eight bits lost more than is allowed.

    Raises:
        SuiteError: they lose more whatever stays in float; the layers to blame are named.
    """
    reference = Reference(signature)

    def loss(content):
        return lost(reference.answers, [reading(content)(probe) for probe in reference.probes])

    with converter_of(signature) as converter:
        quantizer = Quantizer(signature, converter, full_integer)
        content, floats = quantizer.content(), []
        losses = [loss(content)]
        blamed = quantizer.blame() if losses[0] > INT8_LOSS else {}
        for tensors, kinds in remedies(blamed):
            content = quantizer.content(tensors, kinds)
            losses.append(loss(content))
            floats = [*(blamed[tensor] for tensor in tensors), *(f"all {kind}" for kind in kinds)]
            if losses[-1] <= INT8_LOSS:
                break
    if losses[-1] > INT8_LOSS:
        raise SuiteError(
            f"int8 loses {losses[0]:.1%} of the variance of what {signature.network.name} answers, {INT8_LOSS:.0%} is "
            f"allowed, and with layers in float still {min(losses):.1%}; to blame are most of all "
            f"{', '.join([*blamed.values()][:TOLD])}: check the examples of its calibration, or export litert-float16"
        )
    write_inscribed(content, draft, signature, in_float=floats)
    listed = ", ".join(floats[:TOLD]) + (" and others" if len(floats) > TOLD else "")
    return [f"in float are {listed}; all in int8 lost {losses[0]:.1%} of the variance"] if floats else []


INT8 = Format(
    name="litert-int8",
    place=functools.partial(place, suffix="-int8"),
    write=write,
    load=load,
    most_lost=INT8_LOSS,
    width=1,
)
INT8_IO = Format(
    name="litert-int8-io",
    place=functools.partial(place, suffix="-int8-io"),
    write=functools.partial(write, full_integer=True),
    load=load,
    most_lost=INT8_LOSS,
    width=1,
)
