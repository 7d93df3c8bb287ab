"""Signature: a network as its callers see it, named inputs, named outputs, one pure function of them."""

import functools
import math
import re
import shutil
import tempfile
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from tfgan_suite.aliases import Specs
from tfgan_suite.errors import SuiteError
from tfgan_suite.export.meanings import Meaning, meaning
from tfgan_suite.export.pictures import as_bytes, to_bytes, to_floats
from tfgan_suite.layers.weights.reparameterized import applying, fold

KEY = "serving_default"
BYTES = "uint8"

LAYOUTS = {4: "NHWC", 5: "NTHWC"}
DRAWN = ("latent", "noise", "codes")

REFUSED = {
    "Python code": r"(Eager)?PyFunc(Stateless)?",
    "randomness of its own": r"(Stateful)?(Random|StandardNormal|Uniform|Truncated|Multinomial).*",
    "state that every call changes": r"Assign.*VariableOp|RngReadAndSkip|RngSkip",
}


class Signature:
    """Names and traces the function of a network that an export serves, with `training=False`.

    Weights that layers compute from others (spectral and weight normalization, equalized learning rate) are
    computed once, when the signature is made; the export holds and applies the results.

    Args:
        network: built Functional or Sequential `keras.Model`. The names of its `keras.Input`s (the keys, if
            they form a dict) are the names of the served inputs; the batch size is left open.
        output_names: one name for each output, in the order of `network.outputs`.
        name: of the model as clients ask for it; the network's own by default.
        num_classes: classes of its integer inputs; None looks for them in the network.
        meanings: what to say of an input or output, by name, instead of the vocabulary's words.
        about: facts that go with the model, one line each, such as "title", "data" and "licence".
        examples: some of what clients will send, name to array [n, ...], for the inputs of which `probes` knows too
            little: real images above all.
        batch_size: the only one, in formats that can fix it; None leaves it free.

    Attributes:
        inputs: name to `tf.TensorSpec`, None where a size is open.
        outputs: the same.

    Raises:
        SuiteError: `network` has no symbolic inputs, a name cannot be served, names and outputs differ in
            number, a batch size is fixed, or the graph holds what `REFUSED` lists.
    """

    def __init__(
        self,
        network: keras.Model,
        output_names: tuple[str, ...] = ("image",),
        *,
        name: str | None = None,
        num_classes: int | None = None,
        meanings: Mapping[str, Meaning] | None = None,
        about: Mapping[str, str] | None = None,
        examples: Mapping[str, np.ndarray] | None = None,
        batch_size: int | None = None,
    ) -> None:
        if not getattr(network, "inputs", None):
            raise SuiteError(
                f"{type(network).__name__} has no symbolic inputs: export one of its networks, such as "
                "game.generator, built as keras.Model(inputs, outputs)"
            )
        self.network = network
        self.name = name or network.name
        self.num_classes = num_classes
        self.meanings = meanings or {}
        self.about = about or {}
        self.examples = examples or {}
        self.batch_size = batch_size
        self.structure = getattr(network, "input", network.inputs[0])  # a Sequential has no `input`
        self.inputs = {name: _open(name, tensor) for name, tensor in _named(network, self.structure).items()}
        tensors = network.outputs
        if not len(tensors) == len(output_names) == len(set(output_names)):
            raise SuiteError(
                f"{network.name} has {len(tensors)} outputs and output_names is {tuple(output_names)}: "
                "name each of them once"
            )
        self.outputs = {
            name: tf.TensorSpec(tensor.shape, tensor.dtype) for name, tensor in zip(output_names, tensors, strict=True)
        }
        self._saved: dict[Any, Path] = {}
        self._folded = {layer: tf.Variable(weight, trainable=False) for layer, weight in fold(network).items()}
        self._refuse_impure()

    def __call__(self, inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """What Keras itself answers: the reference of every parity check."""
        answer = self._answer(*(inputs[name] for name in self.inputs))
        return {name: keras.ops.convert_to_numpy(value) for name, value in answer.items()}

    def saved(self, sizes: Mapping[str, tuple] | None = None) -> Path:
        """A SavedModel of the served functions that is written once, for all formats that start from it.

        It holds the variables that the functions read, and lies in a temporary directory while this signature lives.

        Args:
            sizes: name to full shape of each input, for a runtime that cannot resize: a SavedModel of
                `serving_default` alone; None leaves the batch size open.
        """
        asked = tuple((sizes or {}).items())
        if asked not in self._saved:
            room = Path(tempfile.mkdtemp())
            weakref.finalize(self, shutil.rmtree, room, ignore_errors=True)
            archive = keras.export.ExportArchive()
            for key, (function, inputs) in self.functions.items():
                if key == KEY or not sizes:
                    specs = [tf.TensorSpec((sizes or {}).get(k, s.shape), s.dtype, name=k) for k, s in inputs.items()]
                    archive.add_endpoint(key, function, input_signature=specs)
            archive.write_out(str(room / "saved"), verbose=False)
            self._saved[asked] = room / "saved"
        return self._saved[asked]

    def meaning(self, name: str) -> Meaning:
        """What this network's input or output of that name stands for."""
        return self.meanings.get(name) or meaning(name)

    def description(self) -> dict:
        """Type, shape and meaning of what goes into and comes out of each served function, as plain values."""
        convert: dict[str, Callable[[Specs], Specs]] = {KEY: dict, BYTES: as_bytes}
        return {
            key: {
                side: {name: self._described(name, spec) for name, spec in convert[key](specs).items()}
                for side, specs in (("inputs", self.inputs), ("outputs", self.outputs))
            }
            for key in self.functions
        }

    @property
    def sizes(self) -> dict[str, tuple] | None:
        """Full shape of each input at the fixed batch size; None where it is free."""
        fixed = self.batch_size
        return {name: (fixed, *spec.shape[1:]) for name, spec in self.inputs.items()} if fixed else None

    @property
    def functions(self) -> dict[str, tuple[Callable[..., Any], dict[str, tf.TensorSpec]]]:
        """Key -> served function and the specs of its inputs: `serving_default`, and where pictures come in or go out
        `uint8`, the same with pictures from 0 to 255."""
        functions = {KEY: (self._serve, self.inputs)}
        if any(spec.dtype == tf.uint8 for side in (self.inputs, self.outputs) for spec in as_bytes(side).values()):
            functions[BYTES] = (self._serve_bytes, as_bytes(self.inputs))
        return functions

    @functools.cached_property
    def graph(self) -> tf.Graph:
        """The traced function, where what reaches the output can be counted."""
        return tf.function(self._serve, input_signature=list(self.inputs.values())).get_concrete_function().graph

    @property
    def kernel_size(self) -> int:
        """Number of weights in the matrices and kernels that reach the output; converters fold vectors."""
        return sum(math.prod(v.shape) for v in self.graph.variables if v.dtype.is_floating and v.shape.rank >= 2)

    def _serve(self, *tensors):
        with applying(self._folded):
            return self._answer(*tensors)

    def _serve_bytes(self, *tensors):
        floats = to_floats(dict(zip(self.inputs, tensors, strict=True)), self.inputs)
        return to_bytes(self._serve(*floats.values()), self.outputs)

    def _answer(self, *tensors):
        answer = self.network(keras.tree.pack_sequence_as(self.structure, list(tensors)), training=False)
        return dict(zip(self.outputs, keras.tree.flatten(answer), strict=True))

    def _described(self, name, spec):
        known = self.meaning(name)
        described = {"dtype": spec.dtype.name, "shape": list(spec.shape), "meaning": known.text}
        if known.span:
            low, high = (0, 255) if spec.dtype == tf.uint8 else known.span
            described["meaning"] += f", from {low} to {high}"
            described["range"] = [low, high]
        if known.span and spec.shape.rank in LAYOUTS:
            described["layout"] = LAYOUTS[spec.shape.rank]
        elif known.range:
            described["range"] = list(known.range)
        if known.role in DRAWN:
            described["prior"] = known.prior
        if known.rate:
            described["rate"] = known.rate
        if known.names:
            described["names"] = list(known.names)
        return described

    def _refuse_impure(self):
        graph = self.graph.as_graph_def()
        nodes = [*graph.node, *(node for function in graph.library.function for node in function.node_def)]
        for what, pattern in REFUSED.items():
            if found := sorted({node.op for node in nodes if re.fullmatch(pattern, node.op)}):
                raise SuiteError(
                    f"{self.network.name} cannot be exported: it holds {what} ({', '.join(found)}); "
                    "make it an input or write it with keras.ops"
                )


def _named(network, structure):
    keys = structure if isinstance(structure, dict) else {tensor.name: tensor for tensor in network.inputs}
    names = {id(tensor): name for name, tensor in keys.items()}
    return {names[id(tensor)]: tensor for tensor in network.inputs}


def _open(name, tensor):
    if not name.isidentifier() or re.fullmatch(r"(keras_tensor|input_layer)(_\d+)?", name):
        raise SuiteError(f"input {name!r} needs a name that clients can rely on: keras.Input(..., name='z')")
    if tensor.shape[0] is not None:
        raise SuiteError(f"input {name!r} has the fixed batch size {tensor.shape[0]}: build the network without one")
    return tf.TensorSpec(tensor.shape, tensor.dtype, name=name)
