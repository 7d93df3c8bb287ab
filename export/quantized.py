"""LiteRT in eight bits, weights and activations, with those layers left in float that eight bits would damage."""

import csv
import functools
import io
import itertools
import math

import numpy as np
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter

from tfgan_suite.errors import SuiteError
from tfgan_suite.export.inscriptions import write_inscribed
from tfgan_suite.export.interpreter import load, reading
from tfgan_suite.export.litert import converter_of, place
from tfgan_suite.export.parity import INT8_LOSS, Reference, lost
from tfgan_suite.export.probes import probes
from tfgan_suite.export.shipment import Format
from tfgan_suite.export.signature import KEY

CALIBRATION = 128  # examples, at least, on which the ranges of activations are measured
TOLD = 3  # layers that are named as those to blame

Debugger = tf.lite.experimental.QuantizationDebugger
Options = tf.lite.experimental.QuantizationDebugOptions


class Quantizer:
    """Eight bits for one network.

    Args:
        signature: the network; it is calibrated with its `examples`, or what `probes` knows of its inputs.
        converter: TensorFlow's, of this network.
        whole: whether floats come in and go out as int8, too.
    """

    def __init__(self, signature, converter, whole=False):
        self.size = signature.batch_size or 1
        (self.examples,) = probes(signature, (self.size * math.ceil(CALIBRATION / self.size),))
        self.whole = whole
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8, tf.lite.OpsSet.TFLITE_BUILTINS]
        converter.representative_dataset = lambda: ((KEY, batch) for batch in self._batches())
        self.debugger = Debugger(converter=converter, debug_dataset=self._in_order, debug_options=self._options())

    def content(self, tensors=(), kinds=()) -> bytes:
        """The LiteRT file, in which layers that give these tensors, and all operations of these kinds, are in float."""
        self.debugger.options = self._options(tensors, kinds)
        return self.debugger.get_nondebug_quantized_model()

    def blame(self) -> dict[str, str]:
        """Tensor that a layer gives -> what to call the layer, the worst first.

        What counts is the error that the layer adds of its own, in steps of its output: rounding alone costs .29.
        """
        self.debugger.run()
        table = io.StringIO()
        self.debugger.layer_statistics_dump(table)
        rows = list(csv.DictReader(io.StringIO(table.getvalue())))
        rows.sort(key=lambda row: math.sqrt(float(row["mean_squared_error"])) / float(row["scale"]), reverse=True)
        return {row["tensor_name"]: f"{row['op_name']} {row['tensor_name'].partition(';')[0]}" for row in rows}

    def _options(self, tensors=(), kinds=()):
        lists = {"denylisted_nodes": list(tensors), "denylisted_ops": list(kinds)}
        return Options(fully_quantize=self.whole, **lists)

    def _batches(self):
        parts = {name: np.split(values, len(values) // self.size) for name, values in self.examples.items()}
        return (dict(zip(parts, batch, strict=True)) for batch in zip(*parts.values(), strict=True))

    def _in_order(self):
        interpreter = Interpreter(model_content=self.debugger.calibrated_model)
        places = [detail["index"] for detail in interpreter.get_input_details()]
        inputs = interpreter.get_signature_runner(KEY).get_input_details()
        names = sorted(inputs, key=lambda name: places.index(inputs[name]["index"]))
        return ([batch[name] for name in names] for batch in self._batches())


def remedies(blamed):
    """What to leave in float, less before more: (tensors, kinds of operations), no more than half of either.

    Kinds follow where single layers do not help, since not every name that the debugger reports is known to the
    converter.
    """
    tensors, kinds = list(blamed), list(dict.fromkeys(told.partition(" ")[0] for told in blamed.values()))
    half = (len(tensors) + 1) // 2
    few = itertools.takewhile(lambda count: count < half, (2**power for power in itertools.count()))
    for count in (*few, half):
        yield tensors[:count], []
    for count in range(1, (len(kinds) + 1) // 2 + 1):
        yield tensors[:half], kinds[:count]


def write(signature, draft, whole=False):
    """Writes the file; returns which layers stayed in float, if eight bits lost more than is allowed.

    Raises:
        SuiteError: they lose more even with half of the layers in float; those to blame are named.
    """
    reference = Reference(signature)

    def loss(content):
        return lost(reference.answers, [reading(content)(probe) for probe in reference.probes])

    with converter_of(signature) as converter:
        quantizer = Quantizer(signature, converter, whole)
        content, floats = quantizer.content(), []
        damage = repaired = loss(content)
        blamed = quantizer.blame() if damage > INT8_LOSS else {}
        for tensors, kinds in remedies(blamed) if blamed else ():
            content = quantizer.content(tensors, kinds)
            repaired, floats = loss(content), [*(blamed[tensor] for tensor in tensors), *(f"all {k}" for k in kinds)]
            if repaired <= INT8_LOSS:
                break
    if repaired > INT8_LOSS:
        raise SuiteError(
            f"int8 loses {damage:.1%} of the variance of what {signature.network.name} answers, {INT8_LOSS:.0%} is "
            f"allowed, and with half of its layers in float still {repaired:.1%}; to blame are most of all "
            f"{', '.join(floats[:TOLD])}: check the examples it is calibrated with, or export litert-float16"
        )
    write_inscribed(content, draft, signature, in_float=floats)
    listed = ", ".join(floats[:TOLD]) + (" and others" if len(floats) > TOLD else "")
    return [f"in float are {listed}; all in int8 lost {damage:.1%} of the variance"] if floats else []


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
    write=functools.partial(write, whole=True),
    load=load,
    most_lost=INT8_LOSS,
    width=1,
)
