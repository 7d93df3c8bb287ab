"""Staged streams: batches of other examples from certain training steps on, as curricula and replay want them."""

from collections.abc import Callable, Sequence

import tensorflow as tf


def in_stages(
    streams: Sequence[Callable[[int], tf.data.Dataset]], boundaries: Sequence[int], start: int = 0
) -> tf.data.Dataset:
    """One stream after another, each from the training step at which its stage begins; entered at step `start`.

    Args:
        streams: one for each stage, `(start) -> batches` from its `start`-th batch on, such as `data.batches` gives;
            all without end and of the same structure.
        boundaries: training steps at which the second stream begins, and the third, ...; they rise.
        start: the first training step whose batch is wanted.

    Raises:
        ValueError: not one boundary fewer than streams, or boundaries that do not rise.
    """
    begins = (0, *boundaries)
    if len(begins) != len(streams) or any(a >= b for a, b in zip(begins, boundaries, strict=False)):
        raise ValueError(f"{len(streams)} streams need {len(streams) - 1} rising boundaries; given {boundaries}.")
    stage = sum(start >= boundary for boundary in boundaries)
    data = streams[-1](max(0, start - begins[-1]))
    for number in reversed(range(stage, len(streams) - 1)):
        first = max(start, begins[number])
        data = streams[number](first - begins[number]).take(begins[number + 1] - first).concatenate(data)
    return data
