"""Latency of a LiteRT file."""

import functools
import os
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tfgan_suite.export.checks.interpreter import fixed_batch, runner, to_file
from tfgan_suite.quiet import quiet

BATCH = 16
ROUNDS = 5
SECONDS = 0.02  # that a round lasts at least


def latencies(path: Path, inputs: dict, batch_sizes: Iterable[int] = (1, BATCH)) -> dict[str, float]:
    """Median times of one run in ms, by name such as "batch 16, 1 thread"; with one thread and with all.

    Args:
        path: a `.tflite` file; if its batch size is fixed, this is the only one measured.
        inputs: name to array of at least as many examples as the largest batch.
        batch_sizes: what to measure.
    """
    times, content = {}, path.read_bytes()
    for threads in sorted({1, len(os.sched_getaffinity(0))}):
        asked = runner(content, threads)
        for size in [fixed] if (fixed := fixed_batch(asked)) else batch_sizes:
            takes = asked.get_input_details()
            batch = {name: to_file(values[:size], takes[name]) for name, values in inputs.items()}
            name = f"batch {size}, {threads} thread{'s' * (threads > 1)}"
            with quiet():
                times[name] = median_ms(functools.partial(asked, **batch))
    return times


def median_ms(run: Callable[[], Any]) -> float:
    """Median over rounds of the mean time of a call, after a first that is not counted."""
    run()
    rounds = []
    for _ in range(ROUNDS):
        calls, start = 0, time.perf_counter()
        while not calls or time.perf_counter() - start < SECONDS:
            run()
            calls += 1
        rounds.append(1e3 * (time.perf_counter() - start) / calls)
    return statistics.median(rounds)
