"""`tfgan train`: a recipe with its options, to a finished run."""

import argparse
import warnings
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tfgan_suite.callbacks import latest_checkpoint
from tfgan_suite.data import Note
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.cards.arguments import Parser
from tfgan_suite.training.cards.ranges import Count, Natural, Positive
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.commands.ray_cluster import train_on_ray
from tfgan_suite.training.plans.outlook import outlook_of
from tfgan_suite.training.protocols.asked_features import extractor_asked
from tfgan_suite.training.protocols.judging import ENOUGH, too_few
from tfgan_suite.training.running.best import Best
from tfgan_suite.training.running.evaluate import obstacle, preparation
from tfgan_suite.training.running.execution import Execution
from tfgan_suite.training.running.rates import rates_of
from tfgan_suite.training.running.run import Run
from tfgan_suite.training.running.strategy import is_chief
from tfgan_suite.training.running.train import build, finish, fit
from tfgan_suite.training.running.transfer import start_from, told
from tfgan_suite.training.systems.registry import SYSTEMS, find


def options(
    preset: str | None = None,
    run_dir: Path | None = None,
    checkpoint_every: Count | None = None,
    checkpoint_minutes: Positive | None = None,
    keep_checkpoints: Count = 2,
    minutes: Positive | None = None,
    evaluate_every: Count | None = None,
    keep_best: bool = False,
    early_stop: Count | None = None,
    freeze_d: Natural = 0,
    evaluate: bool = True,
    features: str | None = None,
    weights: Path | None = None,
    export: bool = True,
) -> None:
    """What every training can be told beside its recipe's arguments.

    Args:
        preset: a set of defaults of this system's recipe, such as paper.
        run_dir: where everything goes; runs/NAME by default. The same command goes on with an interrupted run.
        checkpoint_every: save also inside an epoch, each time so many steps have passed.
        checkpoint_minutes: save also inside an epoch, each time so many minutes have passed.
        keep_checkpoints: how many of the newest checkpoints stay.
        minutes: end when training steps have taken so long, if no epochs end it before.
        evaluate_every: score also while it trains, each time so many epochs have passed, with 1,000 samples.
        keep_best: keep the checkpoint with the best of these scores, and evaluate and export that one.
        early_stop: end when so many of these evaluations in a row brought nothing better.
        freeze_d: how many of the first layers of the discriminator keep the weights that --from gives them (FreezeD).
        evaluate: score the trained model at the end.
        features: what reads images for the scores, as `tfgan evaluate` takes it.
        weights: those of FID's network, as `tfgan evaluate` takes them.
        export: write the trained networks for serving and for devices at the end.
    """


def main(argv: list[str]) -> None:
    if not argv or argv[0].startswith("-"):
        names = "\n".join(f"  {s.name:12} {s.line}" for s in SYSTEMS)
        text = f"usage: tfgan train NAME [options]\n\nsystems:\n{names}\n\n`tfgan train NAME --help` shows the options."
        if argv and argv[0] in ("-h", "--help"):
            print(text)
            return
        raise SuiteError("name the system to train, for instance `tfgan train dcgan`; `tfgan list` shows all.")
    system, arguments, execution, own = parsed(argv)
    if execution.ray_workers:
        train_on_ray(main, argv, execution.ray_workers, own["run_dir"] or place_of(system))
    else:
        train(system, arguments, execution, **own)


def parsed(argv: list[str]) -> tuple[System, dict[str, Any], Execution, dict[str, Any]]:
    """(system, its arguments, `Execution`, arguments of `options`) that the words behind `tfgan train` mean."""
    system = find(argv[0])
    argv, rates = rates_of(argv)
    line = next(iter((system.recipe().__doc__ or "").splitlines()), "")
    parser = Parser(f"tfgan train {system.name}", f"{line} --PLAYER-lr RATE is the learning rate of one player.")
    own = [name for name in parser.add_arguments_of(options) if name != "preset"]
    parser.add_argument("--from", type=Path | None, help="another run, whose weights a new training starts from.")
    how = parser.add_arguments_of(Execution)
    parser.add_arguments_of(system.recipe())
    parser.set_defaults({**system.settings, **preset_of(system, argv[1:])})
    arguments = parser.parse_args(argv[1:]).as_dict()
    del arguments["preset"]
    if rates:
        arguments["rates"] = rates
    source, frozen = arguments.pop("from"), arguments.pop("freeze_d")
    own.remove("freeze_d")
    if frozen and source is None:
        raise SuiteError("--freeze-d keeps what another run has learned: give --from RUN too.")
    if source is not None:
        arguments |= {"from": str(source.absolute())} | ({"freeze_d": frozen} if frozen else {})
    execution = Execution(**{name: arguments.pop(name) for name in how})
    return system, arguments, execution, {name: arguments.pop(name) for name in own}


def place_of(system: System) -> Path:
    """Where a system's run goes by default."""
    return Path("runs") / system.name.replace(":", ".")


def preset_of(system: System, argv: list[str]) -> dict[str, Any]:
    """The defaults that `--preset NAME` stands for."""
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    finder.add_argument("--preset")
    name = finder.parse_known_args(argv)[0].preset
    if name is None:
        return {}
    if name not in system.presets:
        raise SuiteError(f"{system.name} has no preset {name!r}; there is {', '.join(system.presets) or 'none'}.")
    return dict(system.presets[name])


def train(
    system: System,
    arguments: Mapping[str, Any],
    execution: Execution,
    run_dir: Path,
    checkpoint_every: int | None,
    checkpoint_minutes: float | None,
    keep_checkpoints: int,
    minutes: float | None,
    evaluate_every: int | None,
    keep_best: bool,
    early_stop: int | None,
    evaluate: bool,
    features: str | None,
    weights: Path | None,
    export: bool,
) -> None:
    if (keep_best or early_stop) and evaluate_every is None:
        raise SuiteError("--keep-best and --early-stop look at evaluations: give --evaluate-every too.")
    if features and not evaluate and evaluate_every is None:
        raise SuiteError("--features read samples for scores: leave it out, or --evaluate false.")
    reader = extractor_asked(features, weights)
    run = Run.prepare(run_dir or place_of(system), system.name, arguments, execution.precision)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Note)
        plan = build(system, run.arguments, execution)
    chief = is_chief(plan.game.distribute_strategy)
    if chief:
        print(f"data: {plan.found}")
        print(f"plan: {outlook_of(plan, minutes)}", flush=True)
    if "from" in run.arguments and latest_checkpoint(run.checkpoints) is None:
        source = Run.open(run.arguments["from"])
        came = told(start_from(plan.game, source), source)
        if chief:
            print(came)
    best = Best(plan, run, evaluate_every, keep_best, early_stop, reader) if evaluate_every is not None else None
    with run.held() if chief else nullcontext():
        run.begin(plan.derived)
        if shortfall := plan.schedule.shortfall(plan.steps):
            print(shortfall)
        if system.missing:
            print(f"{system.name} is not shown to work yet: {system.missing}.")
        if evaluate or best:
            if reason := obstacle(plan, reader):
                print(f"This run will not be scored: {reason}.".replace("..", "."))
            else:
                if fitted := preparation(plan, reader):
                    print(f"scores: {fitted}")
                if len(plan.test) < ENOUGH:
                    print(f"{too_few(len(plan.test))}.")
        saving = {"every": checkpoint_every, "minutes": checkpoint_minutes, "keep": keep_checkpoints}
        trained = fit(plan, run, saving, minutes, best)
        if best and best.is_stalled:
            print(f"{run.path} ended early: its last {early_stop} evaluations brought nothing better.")
        elif not trained:
            print(f"{run.path} has its {plan.epochs} epochs already, or its minutes; give more to train on.")
        if chief:
            finish(plan, run, trained, evaluate, export, reader)
            if unfinished := plan.schedule.shortfall(int(plan.game.steps.numpy())):
                print(f"not all phases were trained: {unfinished}")
            print(f"report: {run.report}")
            print(f"to train on: the same command with --epochs {2 * plan.epochs}")
    print(f"run: {run.path}")
