"""Streaming: examples as batches that are addressed by step."""

from collections.abc import Callable, Sequence
from functools import partial
from weakref import WeakKeyDictionary

import numpy as np
import tensorflow as tf

from tfgan_suite.aliases import Tensor
from tfgan_suite.data.pipeline.augmenting import DataAugmentation
from tfgan_suite.data.pipeline.ending import awaited
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.pixels import to_float
from tfgan_suite.data.pipeline.rows import different, is_mapped, read
from tfgan_suite.errors import SuiteError

AHEAD = 4
APART = 2**16
WORKERS = 2

_tensors: WeakKeyDictionary[Examples, dict[str, tf.Tensor]] = WeakKeyDictionary()


class BatchTooLarge(SuiteError):
    """There are not enough examples for a single batch."""


def batches(
    examples: Examples,
    batch_size: int,
    fields: Sequence[str] = ("image",),
    *,
    seed: int = 0,
    start: int = 0,
    passes: int | None = None,
    augmentation: DataAugmentation | None = None,
) -> tf.data.Dataset:
    """Shuffled batches without end, or for some passes over the data.

    The order of a pass is a permutation that depends on (seed, number of the pass) and on nothing else, so
    batch k of the stream is known without the batches before it: a training that was killed after k steps
    goes on from `start=k`. Each pass drops the remainder that fills no batch.

    Groups of fields that stand `apart` are drawn independently, each in passes of its own over its own examples, which
    follow one another without remainder: what meets in a batch is another choice in each pass.

    Args:
        examples: where the rows come from. Arrays in memory are handed to TensorFlow once per set; a
            `np.memmap` stays on disk and each batch reads its rows, so it may be larger than memory, of which it takes
            no more with every batch.
        batch_size: examples per batch, over all replicas.
        fields: what a batch holds: one name gives bare tensors, several give tuples in this order.
            uint8 becomes float32 in [-1, 1]; every other dtype stays as it is.
        seed: of the permutations, and of what is augmented.
        start: number of the first batch, from 0, counted over the passes.
        passes: how many passes the whole stream has, those before `start` included; None never ends.
        augmentation: changes images at random, those of batch k by (seed, k) and by nothing else.

    Returns:
        A dataset of tensors [batch_size, ...] with a known cardinality, split by batch when distributed.

    Raises:
        SuiteError: an unknown field, a batch larger than the data set, a negative start, or an augmentation that does
            not fit the fields.
    """
    per_pass = _checked(examples, batch_size) // batch_size
    if start < 0:
        raise SuiteError(f"the stream cannot start at batch {start}; start at 0 or later")
    length = tf.data.INFINITE_CARDINALITY if passes is None else max(0, passes * per_pass - start)
    if examples.apart:
        apart = {
            group[0]: _row_after_row(different(examples[group[0]]), batch_size, seed, number, start)
            for number, group in enumerate(examples.apart)
        }
        indices = tf.data.Dataset.zip(apart).take(length)
    else:
        indices = _pass_after_pass(len(examples), batch_size, seed, start, passes)
    known = tf.data.experimental.assert_cardinality(length)
    if not augmentation:
        return _stream(indices.apply(known), examples, fields)
    augmentation.check(examples, fields)
    return _stream(indices.enumerate(start).apply(known), examples, fields, partial(augmentation, seed))


def in_order(
    examples: Examples, batch_size: int, fields: Sequence[str] = ("image",), *, drop_remainder: bool = True
) -> tf.data.Dataset:
    """One pass in the order of the set, for evaluation.

    Args:
        examples: where the rows come from.
        batch_size: examples per batch, over all replicas.
        fields: as in `batches`.
        drop_remainder: leave out the last batch when it is not full, so that every batch has the same shape.

    Raises:
        SuiteError: an unknown field, or a full batch larger than the data set.
    """
    _checked(examples, batch_size if drop_remainder else 1)
    indices = tf.data.Dataset.range(len(examples)).batch(batch_size, drop_remainder=drop_remainder)
    return _stream(indices, examples, fields)


def _pass_after_pass(n, batch_size, seed, start, passes):
    """Batches of row numbers, of which none reaches from one pass into the next."""
    first, skipped = divmod(start, n // batch_size)

    def order(number):
        shuffled = _shuffled(n, tf.stack([seed, number]))
        table = tf.reshape(shuffled[: n // batch_size * batch_size], (n // batch_size, batch_size))
        return tf.data.Dataset.from_tensor_slices(table[tf.where(number == first, skipped, 0) :])

    seed = tf.constant(seed, tf.int64)
    return (tf.data.Dataset.counter(first) if passes is None else tf.data.Dataset.range(first, passes)).flat_map(order)


def _row_after_row(n, batch_size, seed, group, start):
    """Batches of row numbers without end, one pass after another without remainder; each group's are others."""
    first, skipped = divmod(start * batch_size, n)

    def order(number):
        key = tf.random.experimental.stateless_fold_in(tf.stack([seed, number]), APART + group, "philox")
        shuffled = _shuffled(n, key)
        return tf.data.Dataset.from_tensor_slices(shuffled[tf.where(number == first, skipped, 0) :])

    seed = tf.constant(seed, tf.int64)
    return tf.data.Dataset.counter(first).flat_map(order).batch(batch_size, drop_remainder=True)


def _shuffled(n, seed):
    return tf.random.experimental.stateless_shuffle(tf.range(n, dtype=tf.int64), seed, alg="philox")


def _checked(examples: Examples, batch_size: int) -> int:
    if batch_size < 1:
        raise SuiteError(f"a batch of {batch_size} holds nothing; use a batch size of 1 or more")
    if batch_size > len(examples):
        raise BatchTooLarge(
            f"a batch of {batch_size} is larger than {examples.name}, which has {len(examples)} examples; "
            f"use a batch size of {len(examples)} or less"
        )
    return len(examples)


def _stream(
    indices: tf.data.Dataset,
    examples: Examples,
    fields: Sequence[str],
    change: Callable[..., dict[str, Tensor]] = lambda batch: batch,
) -> tf.data.Dataset:
    """Batches of the rows that `indices` gives, of groups that stand apart in a dict; what it gives before them goes to
    `change`, before the batch."""
    readers = {field: _reader(examples, field) for field in fields}
    group = {field: first for first, *others in examples.apart for field in (first, *others)}

    def rows_of(rows, field):
        return rows[group[field]] if isinstance(rows, dict) else rows

    def columns_at(*at):
        batch = change(*at[:-1], {field: reader(rows_of(at[-1], field)) for field, reader in readers.items()})
        columns = tuple(to_float(batch[field]) if batch[field].dtype == tf.uint8 else batch[field] for field in fields)
        return columns if len(columns) > 1 else columns[0]

    options = tf.data.Options()
    options.autotune.enabled = False
    options.deterministic = True
    options.experimental_distribute.auto_shard_policy = tf.data.experimental.AutoShardPolicy.DATA
    return indices.map(columns_at, num_parallel_calls=WORKERS).prefetch(AHEAD).with_options(options)


def _reader(examples: Examples, field: str) -> Callable[[tf.Tensor], tf.Tensor]:
    array = examples[field]

    def read_rows(at):
        with awaited():
            return np.asarray(read(array, at))

    def mapped(rows):
        batch = tf.numpy_function(read_rows, [rows], array.dtype, stateful=False)
        return tf.ensure_shape(batch, (*rows.shape, *array.shape[1:]))

    def held(rows):
        return tf.gather(tensor, rows)

    if is_mapped(array):
        return mapped
    tensor = _tensor(examples, field)
    return held


def _tensor(examples: Examples, field: str) -> tf.Tensor:
    tensors = _tensors.setdefault(examples, {})
    if field not in tensors:
        with tf.device("CPU:0"):
            tensors[field] = tf.constant(examples[field])
    return tensors[field]
