"""What is in a SavedModel on disk, and how it answers where Python's tensorflow is not."""

import itertools
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2
from tensorflow_serving.apis import prediction_log_pb2

NATIVE = Path(__file__).with_name("native.py")
FOREIGN = re.compile(
    r"(Eager)?PyFunc(Stateless)?|.*Apply(Adam|GradientDescent|Momentum|RMSProp|Adagrad).*|Resource\w*Apply\w+"
    r"|Assign\w*Op|\w*Random\w*|Rng\w+|SymbolicGradient|\w+Grad(V\d)?"
)


def meta_graph(version):
    (graph,) = saved_model_pb2.SavedModel.FromString((Path(version) / "saved_model.pb").read_bytes()).meta_graphs
    return graph


def operations(version, key="serving_default"):
    """The types of all operations that a served function can reach, through every function that it calls."""
    graph = meta_graph(version).graph_def
    functions = {f.signature.name: f for f in graph.library.function}
    nodes = {node.name: node for node in graph.node}
    signature = meta_graph(version).signature_def[key]
    names, seen = [info.name for info in signature.outputs.values()], set()
    reached = []
    while names:
        name = names.pop().lstrip("^").partition(":")[0]
        if name not in seen:
            seen.add(name)
            reached.append(nodes[name])
            names += nodes[name].input
    called, found = set(), set()
    while reached:
        node = reached.pop()
        found.add(node.op)
        values = itertools.chain.from_iterable([a, *a.list.func] for a in node.attr.values())
        for value in values:
            name = value.func.name if hasattr(value, "func") else value.name
            if name in functions and name not in called:
                called.add(name)
                reached += functions[name].node_def
    return found


def foreign(version, key="serving_default"):
    """Those of them that only a training, or this Python, could want: Python functions, optimizers, randomness."""
    return {op for op in operations(version, key) if FOREIGN.fullmatch(op)}


def tensors(version, key="serving_default"):
    """Names in the signature -> tensors of the graph."""
    signature = meta_graph(version).signature_def[key]
    return {
        side: {name: info.name for name, info in getattr(signature, side).items()} for side in ("inputs", "outputs")
    }


def run_natively(version, inputs, room, key="serving_default"):
    """Named arrays -> named arrays, by TensorFlow's C++ loader in a process of its own.

    Raises:
        subprocess.CalledProcessError: it cannot be loaded or run; `stderr` says why.
    """
    names, fed, got = room / "tensors.json", room / "inputs.npz", room / "outputs.npz"
    names.write_text(json.dumps(tensors(version, key)))
    np.savez(fed, **inputs)
    command = [sys.executable, NATIVE, version, names, fed, got]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(np.load(got))


def warm_up(version):
    """The `PredictionLog`s that TensorFlow Serving finds in a version."""
    file = Path(version) / "assets.extra" / "tf_serving_warmup_requests"
    return [prediction_log_pb2.PredictionLog.FromString(r.numpy()) for r in tf.data.TFRecordDataset(str(file))]


def replayed(version):
    """The same as pairs: key of a served function, named arrays."""
    for log in warm_up(version):
        request = log.predict_log.request
        yield request.model_spec.signature_name, {n: tf.make_ndarray(t) for n, t in request.inputs.items()}
