"""LiteRT files against the float32 SavedModel of the same network: one image at a time, interleaved; size and score.

python -m benchmarks.litert_against_saved_model RUN... [--threads 2] [--rounds 40]; first `tfgan export RUN --formats
savedmodel,litert,litert-float16,litert-dynamic,litert-int8,litert-int8-io`
"""

import argparse
import statistics
from pathlib import Path

import numpy as np
import tensorflow as tf

from benchmarks.race import race, timed
from tfgan_suite.export.checks.interpreter import runner, to_file
from tfgan_suite.export.formats.saved_model import latest_version
from tfgan_suite.quiet import quiet
from tfgan_suite.training.running.run import Run

CALLS = 20


def example(asked):
    """One example for a runner: latents, and class 3 of whatever is counted."""
    rng = np.random.default_rng(0)
    draw = {np.int32: lambda shape: np.full(shape, 3, "int32")}
    return {
        name: draw.get(detail["dtype"], lambda shape: rng.standard_normal(shape).astype("float32"))(detail["shape"])
        for name, detail in asked.get_input_details().items()
    }


def contenders(run, product, threads):
    """Name -> function that makes one image, and name -> bytes on disk; the SavedModel is the first."""
    version = latest_version(run.exports / "savedmodel" / product)
    files = sorted((run.exports / "litert").glob(f"{product}*.tflite"), key=lambda file: -file.stat().st_size)
    inputs = example(runner(next(file for file in files if file.stem == product).read_bytes()))
    loaded = tf.saved_model.load(str(version))
    tensors = {name: tf.constant(values) for name, values in inputs.items()}
    makers = {"SavedModel": lambda: [out.numpy() for out in loaded.signatures["serving_default"](**tensors).values()]}
    sizes = {"SavedModel": sum(file.stat().st_size for file in version.rglob("*") if file.is_file())}
    for file in files:
        asked = runner(file.read_bytes(), threads)
        takes = asked.get_input_details()
        own = {name: to_file(values, takes[name]) for name, values in inputs.items()}
        makers[file.name] = lambda asked=asked, own=own: asked(**own)
        sizes[file.name] = file.stat().st_size
    return makers, sizes


def repeated(make):
    """Makes so many images, timed."""
    return timed(lambda calls: [make() for _ in range(calls)])


def score_of(run, name):
    """What the score of a file is beside that of Keras, where `tfgan export` has scored it."""
    row = next((row for row in run.parity_rows() if Path(row["path"]).name == name), {})
    if not (score := row.get("score")):
        return ""
    return f"{score['after']:.2f} ({score['after'] / score['before'] - 1:+.1%})"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runs", nargs="+", type=Path)
    parser.add_argument("--product", default="generator")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(options.threads)
    print(f"batch 1, {options.threads} threads, {options.rounds} interleaved rounds of {CALLS} calls\n")
    print("| system | file | bytes | of the SavedModel | median ms | range | times as fast | score |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for path in options.runs:
        run = Run.open(path)
        makers, sizes = contenders(run, options.product, options.threads)
        with quiet():
            times = race({name: repeated(make) for name, make in makers.items()}, options.rounds, CALLS, warm_up=1)
        reference = times["SavedModel"]
        for name, taken in times.items():
            faster = statistics.median(theirs / own for theirs, own in zip(reference, taken, strict=True))
            print(
                f"| {run.system} | {name} | {sizes[name]:,} | {sizes[name] / sizes['SavedModel']:.2f} "
                f"| {statistics.median(taken):.3f} | {min(taken):.3f} to {max(taken):.3f} | {faster:.1f} "
                f"| {score_of(run, name)} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
