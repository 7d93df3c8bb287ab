"""Weights files as PyTorch writes them, made without it."""

import collections
import contextlib
import io
import pickle
import sys
import types
import zipfile
from unittest import mock

from tfgan_suite.metrics.features.torch_weights import MAGIC


class Storage:
    """Pickled as PyTorch does it: by reference to contents that are elsewhere in the file."""

    def __init__(self, key, array):
        self.key, self.array = key, array


class Tensor:
    def __init__(self, *arguments):
        self.arguments = arguments

    def __reduce__(self):
        return sys.modules["torch._utils"]._rebuild_tensor_v2, self.arguments


def tensor(storage, offset, shape, strides):
    return Tensor(storage, offset, shape, strides, False, collections.OrderedDict())


def legacy(state, storages):
    """As before PyTorch 1.6."""
    file = io.BytesIO()
    for value in (MAGIC, 1001, {"little_endian": True}):
        pickle.dump(value, file, protocol=2)
    _dump(state, file, None)
    pickle.dump([storage.key for storage in storages], file, protocol=2)
    for storage in storages:
        file.write(storage.array.size.to_bytes(8, "little") + storage.array.tobytes())
    file.seek(0)
    return file


def archive(state, storages, folder="archive", compression=zipfile.ZIP_STORED, byteorder="little"):
    """As since PyTorch 1.6."""
    file, pickled = io.BytesIO(), io.BytesIO()
    _dump(state, pickled)
    with zipfile.ZipFile(file, "w", compression) as entries:
        entries.writestr(f"{folder}/data.pkl", pickled.getvalue())
        entries.writestr(f"{folder}/byteorder", byteorder)
        for storage in storages:
            entries.writestr(f"{folder}/data/{storage.key}", storage.array.tobytes())
        entries.writestr(f"{folder}/version", "3\n")
    file.seek(0)
    return file


def _dump(state, file, *views):
    with _torch() as torch:

        class Pickler(pickle.Pickler):
            def persistent_id(self, thing):
                if isinstance(thing, Storage):
                    return "storage", torch.FloatStorage, thing.key, "cpu", thing.array.size, *views
                return None

        Pickler(file, protocol=2).dump(state)


@contextlib.contextmanager
def _torch():
    """torch's names exist only while a file is written."""
    torch, utils = types.ModuleType("torch"), types.ModuleType("torch._utils")

    def _rebuild_tensor_v2(*arguments):
        raise AssertionError("this is what must not be called")

    for module, thing, name in ((utils, _rebuild_tensor_v2, "_rebuild_tensor_v2"), (torch, float, "FloatStorage")):
        if isinstance(thing, type):
            thing = type(name, (), {})
        thing.__module__, thing.__qualname__ = module.__name__, name
        setattr(module, name, thing)
    with mock.patch.dict(sys.modules, {"torch": torch, "torch._utils": utils}):
        yield torch
