"""Run directory: all files of one training."""

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import yaml

from tfgan_suite.aliases import PathLike
from tfgan_suite.atomic import atomic_write
from tfgan_suite.data import located
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.running.lock import locked
from tfgan_suite.training.running.records import read

MAY_CHANGE = {"epochs"}
PRECISIONS = ("float32", "bfloat16", "float16")
COSTS = {"seconds": 0.0, "steps": 0, "peak_mb": 0.0, "parameters": {}}
LOOK = {"epoch": 0, "step": 0, "scores": {}}
CHECK = {
    "format": "",
    "path": "",
    "bytes": 0,
    "max_difference": 0.0,
    "mean_difference": 0.0,
    "inputs": {},
    "outputs": {},
}


class Run:
    """Places inside a run directory, and the configuration it was started with.

    Attributes:
        path: the directory.
        config: {"system": name, "arguments": {...}, "precision": name}, all of them resolved.
    """

    def __init__(self, path: PathLike, config: dict[str, Any]) -> None:
        self.path = Path(path)
        self.config = config

    @classmethod
    def open(cls, path: PathLike) -> Self:
        """A run that exists.

        Raises:
            SuiteError: nothing there, or something that is not a run.
        """
        file = Path(path) / "config.yaml"
        if not file.is_file():
            raise SuiteError(f"{path} holds no run: give the directory that `tfgan train` named in its last line.")
        try:
            config = yaml.safe_load(file.read_text(encoding="utf-8"))
            config["system"].lower(), config["arguments"].items(), PRECISIONS.index(config.get("precision", "float32"))
        except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise SuiteError(f"{file} is damaged: restore it, or train anew into another --run-dir.") from None
        return cls(path, config)

    @classmethod
    def prepare(cls, path: PathLike, system: str, arguments: Mapping[str, Any], precision: str = "float32") -> Self:
        """A new run, or the one already in `path` if it is of the same system with the same arguments and precision.

        Arguments that are left open (None) are what they were decided to be when the run began.

        Nothing is written before `begin`.

        Raises:
            SuiteError: `path` holds something else.
        """
        path = Path(path)
        config = {"system": system, "arguments": _at_home(arguments), "precision": precision}
        if (path / "config.yaml").exists():
            known = cls.open(path)
            config["arguments"] = {**config["arguments"], **known._left_open(arguments)}
            known._check_same(config)
        elif path.exists() and (not path.is_dir() or any(p for p in path.iterdir() if not p.name.startswith("."))):
            raise SuiteError(f"{path} exists and holds no run: give another --run-dir.")
        return cls(path, config)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Makes the directory, in which nobody else trains while the block runs.

        Raises:
            SuiteError: somebody does.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with locked(self.path):
            yield

    def begin(self, derived: Any = None) -> None:
        """Makes the directory and writes the configuration into it, with arguments that its plan derived.

        Raises:
            SuiteError: another run has begun there since this one was prepared.
        """
        self.config = {**self.config, "arguments": {**self.arguments, **(derived or {})}}
        if (self.path / "config.yaml").exists():
            Run.open(self.path)._check_same(self.config)
        with atomic_write(self.path / "config.yaml") as draft:
            draft.write_text(yaml.safe_dump(self.config, sort_keys=False), encoding="utf-8")

    @property
    def system(self) -> str:
        return self.config["system"]

    @property
    def arguments(self) -> dict[str, Any]:
        return self.config["arguments"]

    @property
    def precision(self) -> str:
        """What its networks compute in, see `Execution`."""
        return self.config.get("precision", "float32")

    @property
    def checkpoints(self) -> Path:
        return self.path / "checkpoints"

    @property
    def samples(self) -> Path:
        return self.path / "samples"

    @property
    def history(self) -> Path:
        return self.path / "history.csv"

    @property
    def costs(self) -> Path:
        return self.path / "costs.json"

    @property
    def tensorboard(self) -> Path:
        return self.path / "tensorboard"

    @property
    def metrics(self) -> Path:
        return self.path / "metrics.json"

    @property
    def data(self) -> Path:
        return self.path / "data.json"

    @property
    def neighbours(self) -> Path:
        return self.path / "neighbours.png"

    @property
    def best(self) -> Path:
        return self.path / "best"

    @property
    def evaluations(self) -> Path:
        return self.path / "evaluations.json"

    @property
    def ending(self) -> Path:
        return self.path / "diverged.txt"

    @property
    def exports(self) -> Path:
        return self.path / "export"

    @property
    def web(self) -> Path:
        return self.exports / "web"

    @property
    def parity(self) -> Path:
        return self.exports / "parity.json"

    def cost(self) -> dict[str, Any]:
        """What the training took, see `Stopwatch`, or nothing."""
        return read(self.costs, COSTS)

    def scores(self) -> dict[str, Any]:
        """What the last evaluation found, or nothing."""
        return read(self.metrics, {})

    def data_facts(self) -> dict[str, Any]:
        """Name, licence and size of the data, if the run has noted them."""
        return read(self.data, {})

    def looks(self) -> list[dict[str, Any]]:
        """The evaluations while it trained, oldest first: rows of "epoch", "step" and "scores", numbers by name."""
        return read(self.evaluations, [LOOK])

    def parity_rows(self) -> list[dict[str, Any]]:
        """The checks of the exports that are there, wherever the run has been moved to since."""
        return [{**row, "path": str(self.path / row["path"])} for row in read(self.parity, [CHECK])]

    def note_parity(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Keeps checks of exports, as `parity_rows` gives them."""
        rows = [{**row, "path": os.path.relpath(row["path"], self.path)} for row in rows]
        with atomic_write(self.parity) as draft:
            draft.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")

    @property
    def report(self) -> Path:
        return self.path / "report.html"

    def _left_open(self, arguments):
        """What this run decided for those of the arguments that are None."""
        decided = self.arguments.items()
        return {name: value for name, value in decided if name in arguments and arguments[name] is None}

    def _check_same(self, config):
        if self.system != config["system"]:
            raise SuiteError(
                f"{self.path} holds a run of {self.system}, not of {config['system']}: give another --run-dir."
            )
        ours = _at_home(self.arguments) | {"precision": self.precision}
        theirs = config["arguments"] | {"precision": config["precision"]}
        theirs = {k: value for k, value in theirs.items() if value or k in ours}  # what came later and is left off
        changed = [k for k in sorted(ours.keys() | theirs.keys()) if ours.get(k) != theirs.get(k)]
        if changed := [k for k in changed if k not in MAY_CHANGE]:
            was = ", ".join(f"{k}={ours.get(k)}" for k in changed)
            raise SuiteError(f"{self.path} was started with {was}: repeat that to go on, or give another --run-dir.")


def _at_home(arguments):
    """Arguments whose data are found from any directory."""
    return {**arguments, "data": located(arguments["data"])} if isinstance(arguments.get("data"), str) else arguments
