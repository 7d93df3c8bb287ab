"""LiteRT in eight bits, weights and activations, with those layers left in float that eight bits would damage."""

import csv
import functools
import io
import math

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

CALIBRATION = 128  # examples on which the ranges of activations are measured
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
        (self.examples,) = probes(signature, (CALIBRATION,))
        self.size = signature.batch_size or 1
        self.whole = whole
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8, tf.lite.OpsSet.TFLITE_BUILTINS]
        converter.representative_dataset = lambda: ((KEY, batch) for batch in self._batches())
        self.debugger = Debugger(converter=converter, debug_dataset=self._in_order, debug_options=self._options())

    def content(self, floats=()) -> bytes:
        """The LiteRT file, in which the layers that give the tensors of these names are in float."""
        self.debugger.options = self._options(floats)
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

    def _options(self, floats=()):
        return Options(fully_quantize=self.whole, denylisted_nodes=list(floats))

    def _batches(self):
        for first in range(0, CALIBRATION - self.size + 1, self.size):
            yield {name: values[first : first + self.size] for name, values in self.examples.items()}

    def _in_order(self):
        interpreter = Interpreter(model_content=self.debugger.calibrated_model)
        places = [detail["index"] for detail in interpreter.get_input_details()]
        inputs = interpreter.get_signature_runner(KEY).get_input_details()
        names = sorted(inputs, key=lambda name: places.index(inputs[name]["index"]))
        return ([batch[name] for name in names] for batch in self._batches())


def write(signature, draft, whole=False):
    """Writes the file; returns which layers stayed in float, if eight bits lost more than is allowed.

    Raises:
        SuiteError: they lose more whatever stays in float; the layers to blame are named.
    """
    reference = Reference(signature)

    def loss(content):
        return lost(reference.answers, [reading(content)(probe) for probe in reference.probes])

    with converter_of(signature) as converter:
        quantizer = Quantizer(signature, converter, whole)
        content = quantizer.content()
        damage = repaired = loss(content)
        blamed = quantizer.blame() if damage > INT8_LOSS else {}
        floats = []
        while repaired > INT8_LOSS and len(floats) < len(blamed):
            floats = list(blamed)[: max(1, 2 * len(floats))]
            content = quantizer.content(floats)
            repaired = loss(content)
    worst = [blamed[tensor] for tensor in floats]
    if repaired > INT8_LOSS:
        raise SuiteError(
            f"int8 loses {damage:.1%} of the variance of what {signature.network.name} answers, {INT8_LOSS:.0%} is "
            f"allowed, and layers in float do not help; to blame are most of all {', '.join(worst[:TOLD])}: "
            "check the examples it is calibrated with, or export litert-float16"
        )
    notes = [f"{name} in float: in int8 the answers lost {damage:.1%} of their variance" for name in worst]
    write_inscribed(content, draft, signature, in_float=worst)
    return notes


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
