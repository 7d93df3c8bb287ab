import collections
import io
import pickle
import sys
import types

import numpy as np
import pytest

from tfgan_suite.metrics.features.torch_weights import MAGIC, torch_weights


class Storage:
    """Pickled as PyTorch does it: by reference to contents that follow."""

    def __init__(self, key, array):
        self.key, self.array = key, array


class Tensor:
    def __init__(self, *arguments):
        self.arguments = arguments

    def __reduce__(self):
        return sys.modules["torch._utils"]._rebuild_tensor_v2, self.arguments


@pytest.fixture
def written(monkeypatch):
    """Writes a state dict in the legacy format: torch's names exist only while it is written."""
    torch, utils = types.ModuleType("torch"), types.ModuleType("torch._utils")

    def _rebuild_tensor_v2(*arguments):
        raise AssertionError("this is what must not be called")

    for module, thing, name in ((utils, _rebuild_tensor_v2, "_rebuild_tensor_v2"), (torch, float, "FloatStorage")):
        if isinstance(thing, type):
            thing = type(name, (), {})
        thing.__module__, thing.__qualname__ = module.__name__, name
        setattr(module, name, thing)

    def write(state, storages):
        class Pickler(pickle.Pickler):
            def persistent_id(self, thing):
                if isinstance(thing, Storage):
                    return "storage", torch.FloatStorage, thing.key, "cpu", thing.array.size, None
                return None

        file = io.BytesIO()
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, "torch", torch)
            patch.setitem(sys.modules, "torch._utils", utils)
            for value in (MAGIC, 1001, {"little_endian": True}):
                pickle.dump(value, file, protocol=2)
            Pickler(file, protocol=2).dump(state)
            pickle.dump([storage.key for storage in storages], file, protocol=2)
        for storage in storages:
            file.write(storage.array.size.to_bytes(8, "little") + storage.array.tobytes())
        file.seek(0)
        return file

    return write


def tensor(storage, offset, shape, strides):
    return Tensor(storage, offset, shape, strides, False, collections.OrderedDict())


def test_tensors_are_views_into_storages(written):
    one, two = Storage("a", np.arange(6, dtype="float32")), Storage("b", np.arange(8, dtype="float32"))
    state = collections.OrderedDict(
        plain=tensor(one, 0, (2, 3), (3, 1)), turned=tensor(one, 0, (3, 2), (1, 3)), late=tensor(two, 6, (2,), (1,))
    )
    state._metadata = {"version": 1}
    arrays = torch_weights(written(state, [two, one]))
    np.testing.assert_array_equal(arrays["plain"], [[0, 1, 2], [3, 4, 5]])
    np.testing.assert_array_equal(arrays["turned"], [[0, 3], [1, 4], [2, 5]])
    np.testing.assert_array_equal(arrays["late"], [6, 7])


@pytest.mark.parametrize(("offset", "shape", "strides"), [(4, (3,), (1,)), (0, (2, 2), (9, 1)), (0, (2,), (-1,))])
def test_tensors_outside_of_their_storage_are_refused(written, offset, shape, strides):
    one = Storage("a", np.arange(6, dtype="float32"))
    with pytest.raises(ValueError, match="outside"):
        torch_weights(written({"x": tensor(one, offset, shape, strides)}, [one]))


def test_a_file_that_would_run_something_is_refused():
    class Evil:
        def __reduce__(self):
            return print, ("the file ran this",)

    file = io.BytesIO(pickle.dumps(Evil()))
    with pytest.raises(pickle.UnpicklingError, match=r"asks for .*print"):
        torch_weights(file)


def test_another_format_is_refused():
    with pytest.raises(ValueError, match="legacy format"):
        torch_weights(io.BytesIO(pickle.dumps({"weights": 1})))


def test_a_truncated_file_is_refused(written):
    one = Storage("a", np.arange(6, dtype="float32"))
    content = written({"x": tensor(one, 0, (6,), (1,))}, [one]).getvalue()
    with pytest.raises((ValueError, EOFError)):
        torch_weights(io.BytesIO(content[:-8]))


def test_a_small_file_makes_no_vast_array(written):
    storage = Storage("0", np.zeros(4, "float32"))
    vast = Tensor(storage, 0, (10**9, 10**9), (0, 0), False, collections.OrderedDict())
    with pytest.raises(ValueError, match="outside of its storage"):
        torch_weights(written({"w": vast}, [storage]))


@pytest.mark.parametrize("odd", [5, [1], {"w": 5}, None])
def test_what_is_no_state_dict_is_a_value_error(odd, written):
    with pytest.raises(ValueError, match="not a state dict"):
        torch_weights(written(odd, []))


def test_an_instruction_that_takes_gigabytes_is_refused():
    """Found by `make fuzz`: an unpickler makes room for all things up to the number of the one it is to remember."""
    for instruction in (
        b"r" + (2**31).to_bytes(4, "little"),
        b"p4294967295\n",
        b"\x96" + (2**40).to_bytes(8, "little"),
    ):
        with pytest.raises(ValueError, match=r"which no weights need|but only 1 remain"):
            torch_weights(io.BytesIO(b"\x80\x02N" + instruction + b"."))
