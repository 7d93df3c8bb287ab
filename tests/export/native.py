"""TensorFlow's C++ SavedModel loader, which TensorFlow Serving calls too, without Python's tensorflow.

    python native.py SAVED_MODEL TENSORS.json INPUTS.npz OUTPUTS.npz

TENSORS.json maps the signature's names to tensors of the graph (see `tensors` in saved.py).
"""

import ctypes
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np

DTYPES = {1: np.float32, 3: np.int32, 4: np.uint8, 9: np.int64}
CODES = {np.dtype(dtype): code for code, dtype in DTYPES.items()}


class Output(ctypes.Structure):
    _fields_ = [("operation", ctypes.c_void_p), ("index", ctypes.c_int)]


def library():
    folder = Path(importlib.util.find_spec("tensorflow").origin).parent
    C = ctypes.CDLL(str(folder / "libtensorflow_cc.so.2"))
    address, size, integer = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
    shapes, text = ctypes.POINTER(ctypes.c_int64), ctypes.c_char_p
    for name, result, *arguments in [
        ("TF_NewStatus", address),
        ("TF_GetCode", integer, address),
        ("TF_Message", text, address),
        ("TF_NewGraph", address),
        ("TF_NewSessionOptions", address),
        ("TF_GraphOperationByName", address, address, text),
        ("TF_AllocateTensor", address, integer, shapes, integer, size),
        ("TF_TensorData", address, address),
        ("TF_TensorType", integer, address),
        ("TF_NumDims", integer, address),
        ("TF_Dim", ctypes.c_int64, address, integer),
        ("TF_DeleteTensor", None, address),
    ]:
        function = getattr(C, name)
        function.restype, function.argtypes = result, arguments
    C.TF_LoadSessionFromSavedModel.restype = address
    return C


class Session:
    """A loaded SavedModel.

    Args:
        path: the directory of a version.
    """

    def __init__(self, path):
        self.C = library()
        self.status = ctypes.c_void_p(self.C.TF_NewStatus())
        self.graph = ctypes.c_void_p(self.C.TF_NewGraph())
        options = ctypes.c_void_p(self.C.TF_NewSessionOptions())
        tags = (ctypes.c_char_p * 1)(b"serve")
        self.session = ctypes.c_void_p(
            self.C.TF_LoadSessionFromSavedModel(
                options, None, str(path).encode(), tags, 1, self.graph, None, self.status
            )
        )
        self._check()

    def run(self, inputs, outputs):
        """Named tensors of the graph, such as `serving_default_z:0`, to arrays -> arrays of the named outputs."""
        fed = [self._tensor(values) for values in inputs.values()]
        got = (ctypes.c_void_p * len(outputs))()
        self.C.TF_SessionRun(
            *(self.session, None, self._places(inputs), (ctypes.c_void_p * len(fed))(*fed), len(fed)),
            *(self._places(outputs), got, len(outputs), None, 0, None, self.status),
        )
        self._check()
        answers = [self._array(tensor) for tensor in got]
        for tensor in (*fed, *got):
            self.C.TF_DeleteTensor(tensor)
        return answers

    def _places(self, names):
        found = []
        for name in names:
            operation, _, index = name.partition(":")
            found.append(Output(self.C.TF_GraphOperationByName(self.graph, operation.encode()), int(index)))
        return (Output * len(found))(*found)

    def _tensor(self, values):
        values = np.ascontiguousarray(values)
        shape = (ctypes.c_int64 * values.ndim)(*values.shape)
        tensor = self.C.TF_AllocateTensor(CODES[values.dtype], shape, values.ndim, values.nbytes)
        ctypes.memmove(self.C.TF_TensorData(tensor), values.ctypes.data, values.nbytes)
        return tensor

    def _array(self, tensor):
        shape = [self.C.TF_Dim(tensor, axis) for axis in range(self.C.TF_NumDims(tensor))]
        values = np.empty(shape, DTYPES[self.C.TF_TensorType(tensor)])
        ctypes.memmove(values.ctypes.data, self.C.TF_TensorData(tensor), values.nbytes)
        return values

    def _check(self):
        if self.C.TF_GetCode(self.status):
            raise RuntimeError(self.C.TF_Message(self.status).decode())


if __name__ == "__main__":
    path, tensors, inputs, outputs = sys.argv[1:]
    names = json.loads(Path(tensors).read_text())
    fed = {names["inputs"][name]: values for name, values in np.load(inputs).items()}
    answers = Session(path).run(fed, names["outputs"].values())
    assert "tensorflow" not in sys.modules
    np.savez(outputs, **dict(zip(names["outputs"], answers, strict=True)))
