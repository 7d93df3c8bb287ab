"""PyTorch weights files, read without PyTorch and without running anything they say."""

import collections
import io
import math
import pickle
import pickletools
import zipfile
from collections.abc import Mapping
from typing import IO, Any

import numpy as np

from tfgan_suite.aliases import Array, Shape

MAGIC, ZIP = 0x1950A86A20F9469CFC6C, b"PK"
ODD = (TypeError, AttributeError, LookupError, ArithmeticError, MemoryError, RuntimeError, zipfile.BadZipFile)
MOST_THINGS, MEMO = 10**6, {"PUT", "BINPUT", "LONG_BINPUT"}
DTYPES = {"FloatStorage": "<f4", "LongStorage": "<i8"}


def torch_weights(file: IO[bytes]) -> dict[str, np.ndarray]:
    """Name -> array of each tensor of a state dict, in its order.

    Since PyTorch 1.6 the file is a ZIP archive of the pickled dict and of one file for the content of each storage.
    Before, it was a magic number, a protocol version, notes on the system, the pickled dict, the names of the storages,
    and their contents one after the other. Of the pickles nothing is looked up but ordered dicts, tensors, storages.

    Raises:
        ValueError, pickle.UnpicklingError, EOFError: another format, a damaged file, or one that asks for more.
    """
    is_archive = file.read(len(ZIP)) == ZIP
    file.seek(0)
    try:
        tensors, storages = _archived(file) if is_archive else _in_a_row(file)
        return {name: tensor.array(storages) for name, tensor in tensors.items()}
    except ODD as error:
        raise ValueError(f"not a state dict ({type(error).__name__}: {error})") from error


def _archived(file):
    size = file.seek(0, io.SEEK_END)
    with zipfile.ZipFile(file) as archive:
        files = archive.infolist()
        folder, _, pickled = next((f.filename for f in files if f.filename.endswith("/data.pkl")), "").rpartition("/")
        if not pickled:
            raise ValueError("a ZIP archive without data.pkl, not a weights file of PyTorch's")
        if sum(f.file_size for f in files) > size or any(f.compress_type != zipfile.ZIP_STORED for f in files):
            raise ValueError("an archive that is packed, as PyTorch packs none")
        if f"{folder}/byteorder" in archive.namelist() and archive.read(f"{folder}/byteorder") != b"little":
            raise ValueError("numbers of another byte order than this machine's")
        reader = _Pickle(io.BytesIO(archive.read(f"{folder}/data.pkl")))
        tensors = reader.read()
        contents = {key: archive.read(f"{folder}/data/{key}") for key in reader.storages}
    return tensors, {key: _numbers(content, *reader.storages[key]) for key, content in contents.items()}


def _in_a_row(file):
    if _Pickle(file).read() != MAGIC:
        raise ValueError("not a weights file of PyTorch's")
    _Pickle(file).read(), _Pickle(file).read()
    reader = _Pickle(file)
    tensors, storages = reader.read(), {}
    for key in _Pickle(file).read():
        dtype, size = reader.storages[key]
        if int.from_bytes(file.read(8), "little") != size:
            raise ValueError("a storage is not of the size that was announced")
        storages[key] = _numbers(file.read(size * np.dtype(dtype).itemsize), dtype, size)
    return tensors, storages


def _numbers(content, dtype, size):
    if len(content) != size * np.dtype(dtype).itemsize:
        raise ValueError("a storage is not of the size that was announced")
    return np.frombuffer(content, dtype)


class _Tensor:
    """A view into a storage that is read later."""

    def __init__(self, storage: str, offset: int, shape: Shape, strides: Shape, *_: Any) -> None:
        self.storage, self.offset, self.shape, self.strides = storage, offset, shape, strides

    def array(self, storages: Mapping[str, Array]) -> Array:
        values = storages[self.storage][self.offset :]
        last = sum(step * (size - 1) for step, size in zip(self.strides, self.shape, strict=True))
        reaches = last < len(values) and math.prod(self.shape) <= len(values)
        if self.offset < 0 or min((*self.strides, *self.shape), default=0) < 0 or not reaches:
            raise ValueError("a tensor lies outside of its storage")
        strides = [step * values.itemsize for step in self.strides]
        return np.lib.stride_tricks.as_strided(values, self.shape, strides, writeable=False).copy()


class _Pickle(pickle.Unpickler):
    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)
        self.file = file
        self.storages: dict[str, tuple[str, int]] = {}

    def read(self) -> Any:
        """`load`, once it is known that no instruction makes room for more than a file of weights needs."""
        start = self.file.tell()
        for instruction, argument, _ in pickletools.genops(self.file):
            if instruction.name in MEMO and int(argument or 0) > MOST_THINGS:
                raise ValueError(f"{instruction.name} {argument}, which no weights need")
        self.file.seek(start)
        return self.load()

    def find_class(self, module: str, name: str) -> Any:
        known: dict[str, Any] = {
            "collections.OrderedDict": collections.OrderedDict,
            "torch._utils._rebuild_tensor_v2": _Tensor,
        }
        known |= {f"torch.{storage}": dtype for storage, dtype in DTYPES.items()}
        if f"{module}.{name}" not in known:
            raise pickle.UnpicklingError(f"the file asks for {module}.{name}, which no weights need")
        return known[f"{module}.{name}"]

    def persistent_load(self, identity: tuple) -> str:
        kind, dtype, key, _, size, *_ = identity
        if kind != "storage":
            raise pickle.UnpicklingError(f"the file refers to a {kind}, which no weights need")
        self.storages[key] = (dtype, size)
        return key
