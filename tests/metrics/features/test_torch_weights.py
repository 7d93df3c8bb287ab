import collections
import io
import pickle
import zipfile

import numpy as np
import pytest

from tests.metrics.features.torch_files import Storage, Tensor, archive, legacy, tensor
from tfgan_suite.metrics.features.torch_weights import torch_weights


@pytest.fixture(params=[legacy, archive], ids=["legacy", "archive"])
def written(request):
    """Writes a state dict in each of the formats."""
    return request.param


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


class Evil:
    def __reduce__(self):
        return print, ("the file ran this",)


@pytest.mark.parametrize("file", [io.BytesIO(pickle.dumps(Evil())), archive(Evil(), [])], ids=["legacy", "archive"])
def test_a_file_that_would_run_something_is_refused(file):
    with pytest.raises(pickle.UnpicklingError, match=r"asks for .*print"):
        torch_weights(file)


def test_another_format_is_refused():
    with pytest.raises(ValueError, match="not a weights file"):
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


@pytest.mark.parametrize("folder", ["archive", "pt_inception-2015-12-05"])
def test_an_archive_names_its_folder_as_it_likes(folder):
    one = Storage("0", np.arange(6, dtype="float32"))
    read = torch_weights(archive({"x": tensor(one, 0, (6,), (1,))}, [one], folder))
    np.testing.assert_array_equal(read["x"], np.arange(6))


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"compression": zipfile.ZIP_DEFLATED}, "packed"),
        ({"byteorder": "big"}, "byte order"),
    ],
)
def test_archives_as_pytorch_writes_none_are_refused(how, words):
    one = Storage("0", np.arange(6, dtype="float32"))
    with pytest.raises(ValueError, match=words):
        torch_weights(archive({"x": tensor(one, 0, (6,), (1,))}, [one], **how))


def test_an_archive_that_lacks_a_storage_or_is_another_is_refused():
    one, two = Storage("0", np.arange(6, dtype="float32")), Storage("0", np.arange(5, dtype="float32"))
    state = {"x": tensor(one, 0, (6,), (1,))}
    for storages, words in (([], "data/0"), ([two], "announced")):
        with pytest.raises(ValueError, match=words):
            torch_weights(archive(state, storages))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as other:
        other.writestr("weights.txt", "1 2 3")
    file.seek(0)
    with pytest.raises(ValueError, match=r"without data\.pkl"):
        torch_weights(file)


def test_an_instruction_that_takes_gigabytes_is_refused():
    """Found by `make fuzz`: an unpickler makes room for all things up to the number of the one it is to remember."""
    for instruction in (
        b"r" + (2**31).to_bytes(4, "little"),
        b"p4294967295\n",
        b"\x96" + (2**40).to_bytes(8, "little"),
    ):
        with pytest.raises(ValueError, match=r"which no weights need|but only 1 remain"):
            torch_weights(io.BytesIO(b"\x80\x02N" + instruction + b"."))
