import itertools

import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.data import Examples, batches, in_order, to_float
from tfgan_suite.data.pipeline.rows import repeated
from tfgan_suite.errors import SuiteError

N, BATCH = 23, 5
PER_PASS = N // BATCH


@pytest.fixture(scope="module")
def numbered():
    image = np.arange(N, dtype=np.uint8).reshape(N, 1, 1, 1) * np.ones((1, 8, 8, 1), np.uint8)
    fields = {"image": image, "label": np.arange(N, dtype=np.int32), "point": np.arange(2.0 * N).reshape(N, 2)}
    return Examples(fields, "numbered")


def labels(dataset, n=None):
    return [batch.numpy().tolist() for batch in itertools.islice(dataset, n)]


def test_each_start_enters_the_same_stream(numbered):
    stream = labels(batches(numbered, BATCH, ["label"], seed=3), 3 * PER_PASS + 2)
    for start in range(3 * PER_PASS):
        assert labels(batches(numbered, BATCH, ["label"], seed=3, start=start), 2) == stream[start : start + 2]


def test_a_far_start_costs_no_more_than_a_near_one(numbered):
    assert len(labels(batches(numbered, BATCH, ["label"], start=10**12), 1)[0]) == BATCH


def test_each_pass_is_a_permutation_of_its_own(numbered):
    stream = np.array(labels(batches(numbered, BATCH, ["label"]), 20 * PER_PASS)).reshape(20, -1)
    assert all(len(set(one)) == PER_PASS * BATCH for one in stream.tolist())
    assert len({tuple(one) for one in stream.tolist()}) == 20
    assert set(stream.ravel()) == set(range(N))


def test_passes_are_shuffled_evenly(numbered):
    firsts = np.array(labels(batches(numbered, BATCH, ["label"]), 500 * PER_PASS)).reshape(500, -1)
    counts = np.stack([np.bincount(place, minlength=N) for place in firsts.T])
    assert counts.max() < 500 / N + 5.5 * np.sqrt(500 / N)


def test_the_seed_decides(numbered):
    one, same, other = (labels(batches(numbered, BATCH, ["label"], seed=seed), 9) for seed in (1, 1, 2))
    assert one == same != other


def test_rows_of_the_fields_stay_together(numbered):
    for image, label, point in batches(numbered, BATCH, ["image", "label", "point"], passes=2):
        assert image.shape == (BATCH, 8, 8, 1)
        np.testing.assert_array_equal(image.numpy()[:, 3, 3, 0], to_float(label.numpy().astype(np.uint8)))
        np.testing.assert_array_equal(point.numpy()[:, 0], 2.0 * label.numpy())


def test_only_uint8_becomes_float_and_it_does_so_exactly():
    levels = np.arange(256, dtype=np.uint8).reshape(16, 4, 4, 1)
    examples = Examples({"image": levels, "label": np.arange(16, dtype=np.int32)}, "levels")
    image, label = next(iter(in_order(examples, 16, ["image", "label"])))
    assert (image.dtype, label.dtype) == (tf.float32, tf.int32)
    np.testing.assert_array_equal(image.numpy(), levels.astype(np.float32) / np.float32(127.5) - 1)


def test_cardinality_and_element_spec(numbered):
    assert batches(numbered, BATCH).cardinality() == tf.data.INFINITE_CARDINALITY
    finite = batches(numbered, BATCH, passes=3, start=5)
    assert finite.cardinality() == 3 * PER_PASS - 5 == len(list(finite))
    assert finite.element_spec == tf.TensorSpec((BATCH, 8, 8, 1), tf.float32)
    assert len(list(batches(numbered, BATCH, passes=1, start=99))) == 0


def test_in_order_keeps_the_order_and_the_remainder_on_request(numbered):
    full, whole = (labels(in_order(numbered, BATCH, ["label"], drop_remainder=drop)) for drop in (True, False))
    assert list(itertools.chain(*full)) == list(range(PER_PASS * BATCH))
    assert list(itertools.chain(*whole)) == list(range(N))
    assert len(list(in_order(numbered, 99, drop_remainder=False))) == 1


def test_a_mapped_file_gives_the_same_batches(numbered, tmp_path):
    np.save(tmp_path / "image.npy", numbered["image"])
    mapped = Examples({"image": np.load(tmp_path / "image.npy", mmap_mode="r")}, "mapped")
    pairs = list(zip(batches(numbered, BATCH, passes=2), batches(mapped, BATCH, passes=2), strict=True))
    assert len(pairs) == 2 * PER_PASS
    assert all(np.array_equal(*pair) and pair[1].shape == (BATCH, 8, 8, 1) for pair in pairs)


def test_repeated_calls_share_one_copy(numbered):
    from tfgan_suite.data.pipeline.streaming import _tensor

    assert _tensor(numbered, "image") is _tensor(numbered, "image")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda e: batches(e, 24), "batch of 24 .* has 23 examples"),
        (lambda e: in_order(e, 24), "batch of 24 .* has 23 examples"),
        (lambda e: batches(e, 0), "batch of 0"),
        (lambda e: batches(e, 5, ["mask"]), "no field 'mask'; it has image, label, point"),
        (lambda e: batches(e, 5, start=-1), "batch -1"),
    ],
)
def test_what_does_not_fit_is_refused(numbered, call, message):
    with pytest.raises(SuiteError, match=message):
        call(numbered)


def apart(large=11, small=4):
    """Two domains of which none belongs to another, as numbers."""
    fields = {"source": np.arange(large), "target": repeated(np.arange(small), large)}
    return Examples(fields, "domains", apart=(("source",), ("target",)))


def pairs(*args, n=None, **options):
    return [tuple(np.asarray(side).tolist() for side in b) for b in itertools.islice(batches(*args, **options), n)]


def met(large, small, passes, seed=0):
    """Which row of the smaller domain each row of the larger meets in each pass."""
    stream = pairs(apart(large, small), 1, ["source", "target"], seed=seed, n=passes * large)
    return [{a[0]: b[0] for a, b in stream[i * large : (i + 1) * large]} for i in range(passes)]


@pytest.mark.parametrize("small", [4, 11])
def test_what_stands_apart_meets_others_in_each_pass(small):
    first, *others = met(11, small, 5)
    assert all(first.keys() == other.keys() == set(range(11)) for other in others)
    assert all(first != other for other in others)
    assert len({frozenset(one.items()) for one in (first, *others)}) == 5


def test_each_row_of_the_smaller_side_comes_equally_often():
    """No row has one more turn than another, whatever the numbers: its passes have no remainder."""
    drawn = [b for one in met(11, 4, 40) for b in one.values()]
    assert np.bincount(drawn).tolist() == [110] * 4
    assert all(sorted(drawn[i : i + 4]) == [0, 1, 2, 3] for i in range(0, 44, 4))


@pytest.mark.long
def test_what_stands_apart_is_entered_anywhere_and_ends_where_it_should():
    fields = ["target", "source"]
    stream = pairs(apart(), 3, fields, seed=5, n=20)
    for start in range(12):
        assert pairs(apart(), 3, fields, seed=5, start=start, n=3) == stream[start : start + 3]
    finite = batches(apart(), 3, fields, seed=5, passes=2, start=2)
    assert finite.cardinality() == 4 == len(list(finite))
    assert pairs(apart(), 3, fields, seed=6, n=20) != stream
    assert pairs(apart(), 3, ["source"], seed=5, n=1) != []
