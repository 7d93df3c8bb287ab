"""LiteRT interpreter: files as functions of named float arrays, whatever batch size or integer types they fix."""

import functools
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from ai_edge_litert.interpreter import Interpreter

from tfgan_suite.aliases import Array, Arrays
from tfgan_suite.export.signature import KEY
from tfgan_suite.quiet import quiet


def load(path: os.PathLike | str, threads: int | None = None) -> Callable[[Arrays], dict[str, Array]]:
    """Reads a `.tflite` file and returns what maps named arrays [n, ...] to named arrays, of any n.

    A file of a fixed batch size is run several times, its last batch filled up. Where it takes or gives int8, floats
    are quantized and dequantized as its scales and zero points say.

    Args:
        path: the file.
        threads: that it may use; one by default.
    """
    return reading(Path(path).read_bytes(), threads)


def reading(content: bytes, threads: int | None = None) -> Callable[[Arrays], dict[str, Array]]:
    """The same of a LiteRT file in memory."""
    return functools.partial(_run, runner(content, threads))


def runner(content: bytes, threads: int | None = None) -> Any:
    """The signature `serving_default` of a LiteRT model in memory."""
    with quiet():
        return Interpreter(model_content=content, num_threads=threads).get_signature_runner(KEY)


def fixed_batch(runner: Any) -> int | None:
    """The batch size that a file was written for; None where it is free."""
    size = int(next(iter(runner.get_input_details().values()))["shape_signature"][0])
    return size if size > 0 else None


def to_file(values: Array, detail: Mapping[str, Any]) -> Array:
    """Floats as the input of that description takes them."""
    scale, zero = detail["quantization"]
    if detail["dtype"] != np.int8 or not scale:
        return values
    return np.clip(np.round(values / scale) + zero, -128, 127).astype(np.int8)


def _from_file(values, detail):
    scale, zero = detail["quantization"]
    return np.float32(scale) * (values.astype(np.float32) - zero) if detail["dtype"] == np.int8 and scale else values


def _run(runner, inputs):
    takes, gives = runner.get_input_details(), runner.get_output_details()
    rows = len(next(iter(inputs.values())))
    size = fixed_batch(runner) or rows
    answers = []
    with quiet():
        for start in range(0, rows, size):
            batch = {name: _filled(values[start : start + size], size) for name, values in inputs.items()}
            answers.append(runner(**{name: to_file(values, takes[name]) for name, values in batch.items()}))
    return {
        name: np.concatenate([_from_file(answer[name], detail) for answer in answers])[:rows]
        for name, detail in gives.items()
    }


def _filled(values, size):
    return np.concatenate([values, np.repeat(values[-1:], size - len(values), axis=0)])
