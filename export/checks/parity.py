"""Parity: an exported file against Keras, in size, finiteness and outputs."""

import dataclasses
import functools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import tensorflow as tf

from tfgan_suite.aliases import Arrays
from tfgan_suite.errors import SuiteError
from tfgan_suite.export.checks.conditioning import last_digit
from tfgan_suite.export.checks.probes import probes
from tfgan_suite.export.pictures import arrays, as_bytes, to_bytes, to_floats
from tfgan_suite.export.signature import Signature

# The requirement this suite is built to: float32 exports equal Keras within these on images in [-1, 1].
SAVED_MODEL_TOLERANCE = 1e-5
LITERT_TOLERANCE = 1e-4
# Weights of fewer bits: no more than this share of the variance of an output may be lost.
FLOAT16_LOSS = 1e-4
INT8_LOSS = 0.01

BATCH_SIZES = (1, 16)
LEAST_SHARE_OF_WEIGHTS = 0.9

Run = Callable[[Arrays], dict[str, np.ndarray]]


@dataclasses.dataclass(frozen=True)
class Check:
    """What was measured on one exported artefact; a row of the parity table.

    Attributes:
        format: its name in the table of formats.
        path: the file or directory.
        bytes: its size on disk, with all files of a directory.
        max_difference: largest |exported - Keras| over all probes and outputs, in output units.
        mean_difference: the mean of the same.
        lost: share of the variance of an output that is lost, |exported - Keras|² over that of Keras around its mean
            answer; for integers the share that differs. Of the worst output.
        tolerance: what `max_difference` had to stay within, if anything: the format's bound, or
            `Reference.rounding` where that is more and the format has kernels of its own.
        most_lost: what `lost` had to stay within, if anything.
        batch_sizes: batch sizes it was run with.
        inputs: name to type and shape, such as `{"z": "float32 [batch, 64]"}`.
        outputs: the same for what it answers.
        levels: largest |exported - Keras| of its `uint8` twin, of 255; None where there is none.
        notes: what else is to be said of it, such as layers that were kept in float.
    """

    format: str
    path: Path
    bytes: int
    max_difference: float
    mean_difference: float
    lost: float
    tolerance: float | None
    most_lost: float | None
    batch_sizes: tuple[int, ...]
    inputs: dict[str, str]
    outputs: dict[str, str]
    levels: int | None = None
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict:
        """Plain values that `json.dump` takes."""
        return dataclasses.asdict(self) | {
            "path": str(self.path),
            "batch_sizes": list(self.batch_sizes),
            "notes": list(self.notes),
        }


class Reference:
    """Fixed probes of a network and its own answers to them, for every format to be held against.

    Args:
        signature: the network as it is served.

    Raises:
        SuiteError: the network's own output is not finite, or the same whatever comes in.
    """

    def __init__(self, signature: Signature) -> None:
        self.signature = signature
        self.probes = list(probes(signature, BATCH_SIZES))
        self.answers = [signature(probe) for probe in self.probes]
        for name, values in self.answers[-1].items():
            if not np.isfinite(values).all():
                raise SuiteError(
                    f"{signature.network.name} gives NaN or infinite values in {name!r}: "
                    "export a checkpoint from before its weights diverged"
                )
            if not np.ptp(values, axis=0).any():
                raise SuiteError(
                    f"{signature.network.name} gives the same {name!r} whatever its inputs: "
                    "train it further, or export an earlier checkpoint if it has collapsed"
                )

    @functools.cached_property
    def rounding(self) -> float:
        """What kernels of a format's own may cost: the last digit of the inputs, once for each layer with weights."""
        layers = [layer for layer in self.signature.network._flatten_layers() if layer.weights and not layer._layers]
        return len(layers) * last_digit(self.signature, self.probes, self.answers)

    def check(
        self,
        name: str,
        draft: Path,
        load: Callable[[Path], Run],
        *,
        width: float,
        tolerance: float | None = None,
        most_lost: float | None = None,
    ) -> Check:
        """Loads what was written and compares.

        Args:
            name: of the format, for the message and the row.
            draft: the file or directory written.
            load: reads it and returns what maps named inputs to named outputs.
            width: bytes a weight takes in this format.
            tolerance: bound on |exported - Keras|; None for none.
            most_lost: bound on `Check.lost`; None for none.

        Raises:
            SuiteError: weights are missing, it cannot be run, or its answers differ.
        """
        told = f"the {name} export of {self.signature.network.name}"
        files = {file: file.stat().st_size for file in [draft, *draft.rglob("*")] if file.is_file()}
        size = sum(size for file, size in files.items() if file.parent.name != "assets.extra")
        least = LEAST_SHARE_OF_WEIGHTS * width * self.signature.kernel_size
        if size < least:
            raise SuiteError(
                f"{told} lost weights: {size} bytes where at least {least:.0f} are expected; nothing was kept"
            )
        answers = _answers(told, draft, load, self.probes)
        differences, missed = _differences(told, self.answers, answers), lost(self.answers, answers)
        worst = float(differences.max())
        if tolerance is not None and worst > tolerance:
            raise SuiteError(f"{told} is off by {worst:.1e} where {tolerance:.0e} is allowed; nothing was kept")
        if most_lost is not None and missed > most_lost:
            raise SuiteError(
                f"{told} loses {missed:.2%} of the variance of its answers where {most_lost:.2%} is allowed; "
                "nothing was kept"
            )
        return Check(
            format=name,
            path=draft,
            bytes=sum(files.values()),
            max_difference=worst,
            mean_difference=float(differences.mean()),
            lost=missed,
            tolerance=tolerance,
            most_lost=most_lost,
            batch_sizes=BATCH_SIZES,
            inputs={key: _describe(spec) for key, spec in self.signature.inputs.items()},
            outputs={key: _describe(spec) for key, spec in self.signature.outputs.items()},
        )

    def check_bytes(self, name: str, draft: Path, load: Callable[[Path], Run]) -> int:
        """The same for the twin whose pictures are uint8: the largest difference to Keras, in levels of 255.

        Raises:
            SuiteError: it cannot be run, or is off by more than the one level by which a value next to the border
                between two can be rounded differently.
        """
        told = f"the uint8 twin in the {name} export of {self.signature.network.name}"
        asked = [arrays(to_bytes(probe, self.signature.inputs)) for probe in self.probes]
        floats = [arrays(to_floats(probe, self.signature.inputs)) for probe in asked]
        due = [arrays(to_bytes(self.signature(probe), self.signature.outputs)) for probe in floats]
        answers = _answers(told, draft, load, asked)
        worst = 0
        for key, spec in as_bytes(self.signature.outputs).items():
            expected, got = ([{key: answer.get(key)} for answer in side] for side in (due, answers))
            difference = _differences(told, expected, got).max()
            if difference > (1 if spec.dtype == tf.uint8 else SAVED_MODEL_TOLERANCE):
                raise SuiteError(f"{told} is off by {difference:.1e} in {key!r}; nothing was kept")
            worst = max(worst, int(difference)) if spec.dtype == tf.uint8 else worst
        return worst


def lost(due: list[dict[str, np.ndarray]], answers: list[dict[str, np.ndarray]]) -> float:
    """Share of the variance of the worst output that answers miss; see `Check.lost`."""
    shares = []
    for key, first in due[0].items():
        expected, got = (np.concatenate([np.float64(answer[key]) for answer in side]) for side in (due, answers))
        if first.dtype.kind in "iu":
            shares.append(np.mean(expected != got))
        else:
            variance = ((expected - expected.mean(axis=0)) ** 2).sum()
            shares.append(((got - expected) ** 2).sum() / max(variance, np.finfo(np.float32).tiny))
    return float(max(np.nan_to_num(shares, nan=np.inf)))


def _answers(name, draft, load, probes):
    try:
        run = load(draft)
        return [run(probe) for probe in probes]
    except Exception as error:
        reason = str(error).strip().partition("\n")[0]
        raise SuiteError(f"{name} does not run ({reason}); nothing was kept") from error


def _differences(name, due, answers):
    pieces = []
    for expected, got in zip(due, answers, strict=True):
        for key, values in expected.items():
            if key not in got or got[key].shape != values.shape:
                found = {k: v.shape for k, v in got.items()}
                raise SuiteError(f"{name} returns {found} where {key!r} {values.shape} is expected; nothing was kept")
            if not np.isfinite(got[key]).all():
                raise SuiteError(f"{name} gives NaN or infinite values in {key!r}; nothing was kept")
            pieces.append(np.abs(np.float64(got[key]) - np.float64(values)).ravel())
    return np.concatenate(pieces)


def _describe(spec):
    sizes = ["any" if size is None else str(size) for size in spec.shape[1:]]
    return f"{spec.dtype.name} [{', '.join(['batch', *sizes])}]"
