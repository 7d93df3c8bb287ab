"""Several systems on the same data under the same budget."""

import json
import multiprocessing
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import yaml
from tqdm import tqdm

from tfgan_suite.aliases import PathLike
from tfgan_suite.atomic import atomic_write
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.comparison.budget import Budget
from tfgan_suite.training.comparison.entrant import Entrant
from tfgan_suite.training.comparison.entry import take_part

ENDED = {"finished", "diverged"}
OPTIONAL = ("image_size", "features", "weights")


@dataclass(frozen=True)
class Comparison:
    """Comparison: a directory of trainings of several systems; one that has ended is not run again.

    Systems are named by the labels of their entrants, see `Entrant`.

    Args:
        path: the directory.
        data: name of the data set all train on.
        budget: what each may spend.
        n: samples of each that are scored.
        image_size: side of the images, or "HEIGHTxWIDTH", for systems that take one; by default as they are.
        features, weights: what reads samples for the scores, see `extractor_asked`; what suits the data by default.
    """

    path: Path
    data: str
    budget: Budget
    n: int = 5000
    image_size: int | str | None = None
    features: str | None = None
    weights: str | None = None

    def begin(self) -> None:
        """Makes the directory, or opens one that an equal comparison began; systems and seeds may be added to it.

        Raises:
            SuiteError: something else is there.
        """
        file = self.path / "comparison.yaml"
        terms = {"data": self.data, **self.budget.terms, "n": self.n}
        terms |= {name: getattr(self, name) for name in OPTIONAL if getattr(self, name)}
        if file.is_file():
            before = yaml.safe_load(file.read_text(encoding="utf-8"))
            if before != terms:
                was = ", ".join(f"{k}={before.get(k)}" for k in before | terms if before.get(k) != terms.get(k))
                raise SuiteError(f"{self.path} was begun with {was}: repeat that to go on, or give another --out.")
        elif self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise SuiteError(f"{self.path} exists and holds no comparison: give another --out.")
        for part in ("runs", "outcomes", "logs"):
            (self.path / part).mkdir(parents=True, exist_ok=True)
        with atomic_write(file) as draft:
            draft.write_text(yaml.safe_dump(terms, sort_keys=False), encoding="utf-8")

    @classmethod
    def open(cls, path: PathLike) -> Self:
        """One that was begun.

        Raises:
            SuiteError: there is none, or a damaged one.
        """
        file = Path(path) / "comparison.yaml"
        try:
            terms = yaml.safe_load(file.read_text(encoding="utf-8"))
            budget = Budget(**{field.name: terms.get(field.name) for field in fields(Budget)})
            return cls(Path(path), terms["data"], budget, terms["n"], *map(terms.get, OPTIONAL))
        except (OSError, yaml.YAMLError, KeyError, TypeError):
            raise SuiteError(f"{path} holds no comparison: give the --out of `tfgan compare`.") from None

    def run(self, names: Sequence[str], seeds: Iterable[int], jobs: int = 1) -> None:
        """Runs the trainings that have not ended yet, `jobs` at a time, each with its share of the cores.

        Ctrl-C or SIGTERM end it: those that train save a checkpoint, and none begins.
        """
        pairs = [(name, seed) for seed in seeds for name in names]
        threads = max(1, (os.cpu_count() or 1) // jobs)
        with ThreadPoolExecutor(jobs) as pool, tqdm(total=len(pairs), unit="training", disable=None) as bar:
            waiting = {pool.submit(self._run_one, *pair, threads): pair for pair in pairs}
            try:
                for done in as_completed(waiting):
                    done.result()
                    name, seed = waiting[done]
                    bar.set_postfix_str(f"{name} seed {seed}")
                    bar.update()
                    if bar.disable:
                        print(f"{name} seed {seed}: {self._outcome_of(name, seed)['status']}", flush=True)
            except SystemExit:  # by SIGTERM, which reaches this process alone; Ctrl-C reaches all
                for child in multiprocessing.active_children():
                    child.terminate()
                raise
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def outcomes(self) -> list[dict[str, Any]]:
        """{"system", "seed", "status", "reason"} of each training that has ended."""
        return [_outcome(file) for file in sorted((self.path / "outcomes").glob("*.json"))]

    def failures(self, names: Sequence[str], seeds: Iterable[int]) -> list[dict[str, Any]]:
        """{"system", "seed", "status", "reason"} of these trainings, if none of them came to its end; else nothing."""
        ours = [self._outcome_of(name, seed) for seed in seeds for name in names]
        return ours if all(outcome["status"] not in ENDED for outcome in ours) else []

    def _outcome_of(self, name, seed):
        return _outcome(self.path / "outcomes" / f"{Entrant.of(name).slug}-{seed}.json")

    def run_dir(self, name: str, seed: int) -> Path:
        return self.path / "runs" / f"{Entrant.of(name).slug}-{seed}"

    def _run_one(self, name, seed, threads):
        slug = Entrant.of(name).slug
        file = self.path / "outcomes" / f"{slug}-{seed}.json"
        if file.exists() and json.loads(file.read_text(encoding="utf-8"))["status"] in ENDED:
            return
        log = self.path / "logs" / f"{slug}-{seed}.log"
        terms = {"data": self.data, **({"image_size": self.image_size} if self.image_size else {})}
        reading = (self.features, self.weights)
        where = (str(self.run_dir(name, seed)), str(log))
        try:
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
                job = process.submit(take_part, name, seed, terms, self.n, reading, self.budget, *where, threads)
                status, reason = job.result()
        except BrokenProcessPool:
            status, reason = "failed", f"its process died, perhaps of want of memory; {log} may say more"
        with atomic_write(file) as draft:
            outcome = {"system": name, "seed": seed, "status": status, "reason": reason}
            draft.write_text(json.dumps(outcome, indent=2) + "\n", encoding="utf-8")


def _outcome(file):
    """What an outcome's file holds, if it is of the training that the file is named after."""
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        if file.stem == f"{Entrant.of(held['system']).slug}-{held['seed']}":
            return held
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, SuiteError):
        pass
    raise SuiteError(f"{file} is damaged: delete it, and the same command trains that system again.")
