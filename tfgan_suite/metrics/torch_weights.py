"""Weights out of a file of PyTorch's legacy format, without PyTorch and without running anything the file says."""

import collections
import pickle
from typing import BinaryIO

import numpy as np

MAGIC = 0x1950A86A20F9469CFC6C
DTYPES = {"FloatStorage": "<f4", "LongStorage": "<i8"}


def torch_weights(file: BinaryIO) -> dict[str, np.ndarray]:
    """Name -> array of each tensor of a state dict, in its order.

    The file is a magic number, a protocol version, notes on the system, the pickled dict, the names of the storages,
    and their contents one after the other. Of the pickles nothing is looked up but ordered dicts, tensors, storages.

    Raises:
        ValueError, pickle.UnpicklingError, EOFError: another format, a damaged file, or one that asks for more.
    """
    if _Pickle(file).load() != MAGIC:
        raise ValueError("not a weights file of PyTorch's legacy format")
    _Pickle(file).load(), _Pickle(file).load()
    reader = _Pickle(file)
    tensors = reader.load()
    for key in _Pickle(file).load():
        dtype, size = reader.storages[key]
        if int.from_bytes(file.read(8), "little") != size:
            raise ValueError("a storage is not of the size that was announced")
        content = file.read(size * np.dtype(dtype).itemsize)
        reader.storages[key] = np.frombuffer(content, dtype, size)
    return {name: tensor.array(reader.storages) for name, tensor in tensors.items()}


class _Tensor:
    """A view into a storage that is read later."""

    def __init__(self, storage, offset, shape, strides, *_):
        self.storage, self.offset, self.shape, self.strides = storage, offset, shape, strides

    def array(self, storages):
        values = storages[self.storage][self.offset :]
        last = sum(step * (size - 1) for step, size in zip(self.strides, self.shape, strict=True))
        if self.offset < 0 or min((*self.strides, *self.shape), default=0) < 0 or last >= len(values):
            raise ValueError("a tensor lies outside of its storage")
        strides = [step * values.itemsize for step in self.strides]
        return np.lib.stride_tricks.as_strided(values, self.shape, strides, writeable=False).copy()


class _Pickle(pickle.Unpickler):
    def __init__(self, file):
        super().__init__(file)
        self.storages = {}

    def find_class(self, module, name):
        known = {"collections.OrderedDict": collections.OrderedDict, "torch._utils._rebuild_tensor_v2": _Tensor}
        known |= {f"torch.{storage}": dtype for storage, dtype in DTYPES.items()}
        if f"{module}.{name}" not in known:
            raise pickle.UnpicklingError(f"the file asks for {module}.{name}, which no weights need")
        return known[f"{module}.{name}"]

    def persistent_load(self, identity):
        kind, dtype, key, _, size, _ = identity
        if kind != "storage":
            raise pickle.UnpicklingError(f"the file refers to a {kind}, which no weights need")
        self.storages[key] = (dtype, size)
        return key
