"""Every number that recipes and commands take has a range, and what is outside is refused in the option's own words."""

import typing
from pathlib import Path

import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.training.cards.arguments import Parser
from tfgan_suite.training.cards.ranges import range_of
from tfgan_suite.training.commands import compare, evaluate, export, sample, serve, train
from tfgan_suite.training.running.execution import Execution
from tfgan_suite.training.systems.registry import SYSTEMS, find

COMMANDS = [compare.compare, evaluate.score, export.export, sample.sample, serve.serve, train.options, Execution]
NAMES = [system.name for system in SYSTEMS]


def numbers(function):
    """(name, type) of the arguments of a function that are numbers."""
    parser = Parser("tfgan")
    parser.add_arguments_of(function)
    hints = {action.dest: getattr(action, "_typehint", None) for action in parser._actions}
    return [(name, hint) for name, hint in hints.items() if {int, float} & set(plain(hint))]


def plain(hint):
    """The types that a type is a choice of, without their annotations."""
    if isinstance(hint, type):
        return [hint]
    return [one for choice in typing.get_args(hint) for one in plain(choice)]


@pytest.mark.parametrize("function", COMMANDS, ids=lambda function: function.__name__)
def test_every_number_of_a_command_has_a_range(function):
    assert numbers(function)
    assert [name for name, hint in numbers(function) if range_of(hint) is None] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_recipe_has_a_range_that_its_own_settings_are_in(name):
    system = find(name)
    assert [name for name, hint in numbers(system.recipe()) if range_of(hint) is None] == []
    for preset in ({}, *system.presets.values()):
        system.checked(system.arguments() | preset)


@pytest.mark.parametrize(
    "words",
    [
        ["--average", "1.5"],
        ["--average", "1"],
        ["--average", "-0.1"],
        ["--average", "nan"],
        ["--learning-rate", "0"],
        ["--learning-rate", "inf"],
        ["--learning-rate", "fast"],
        ["--beta-1", "1"],
        ["--width", "0"],
        ["--latent-dim", "-3"],
        ["--epochs", "0"],
        ["--batch-size", "2.5"],
        ["--seed", "-1"],
        ["--seed", "4294967296"],
        ["--steps-per-epoch", "0"],
        ["--keep-checkpoints", "0"],
        ["--checkpoint-every", "0"],
        ["--checkpoint-minutes", "-1"],
        ["--minutes", "0"],
        ["--evaluate-every", "0"],
        ["--early-stop", "0"],
        ["--accumulate", "0"],
        ["--ray-workers", "-1"],
    ],
)
def test_numbers_out_of_range_are_refused_before_anything_starts(words, tfgan, tmp_path):
    status, _, err = tfgan("train", "dcgan", "--data", tmp_path / "nowhere", "--run-dir", tmp_path / "run", *words)
    assert status == 2 and len(err) == 1 and err[0].startswith(f"tfgan: {' '.join(words)}: give "), err
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    "command",
    [
        ["sample", "run", "--n", "0"],
        ["sample", "run", "--seed", "-1"],
        ["sample", "run", "--frames", "0"],
        ["evaluate", "run", "--n", "0"],
        ["export", "run", "--batch-size", "0"],
        ["export", "run", "--n", "-1"],
        ["serve", "run", "--port", "65536"],
        ["compare", "dcgan", "lsgan", "--steps", "0"],
        ["compare", "dcgan", "lsgan", "--minutes", "-1"],
        ["compare", "dcgan", "lsgan", "--seeds", "0"],
        ["compare", "dcgan", "lsgan", "--jobs", "0"],
        ["compare", "dcgan", "lsgan", "--n", "0"],
    ],
    ids=" ".join,
)
def test_numbers_of_every_command(command, tfgan):
    status, _, err = tfgan(*command)
    assert status == 2 and len(err) == 1 and err[0].startswith(f"tfgan: {' '.join(command[-2:])}: give "), err


def test_an_infogan_without_continuous_codes_is_refused(tfgan):
    status, _, err = tfgan("train", "infogan", "--codes", "0")
    assert status == 2 and err == ["tfgan: --codes 0: give a positive whole number."]


def test_a_setting_out_of_range_is_refused_in_a_library_too():
    with pytest.raises(SuiteError, match=r"--average 1.5: give a number from 0 to 1, without 1"):
        find("dcgan").recipe()(data="ring", average=1.5)


def test_choices_are_told(tfgan):
    status, _, err = tfgan("train", "dcgan", "--prior", "gaussian")
    assert status == 2 and "--prior gaussian: give one of normal, uniform" in err[0]


def test_a_tilde_is_the_home_directory(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    parser = Parser("tfgan train")
    parser.add_arguments_of(train.options)
    assert parser.parse_args(["--run-dir=~/run"]).run_dir == tmp_path / "run"
    assert parser.parse_args(["--run-dir", "~nobody-of-this-name/run"]).run_dir == Path("~nobody-of-this-name/run")
