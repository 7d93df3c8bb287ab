"""A user's own recipe: found by module:function, trained, opened again, compared; mistakes in one line."""

import csv

import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.training.systems.registry import find

MODULE = '''
from typing import Any

from tfgan_suite import networks, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count


def tiny(*, data: str = "ring", units: Count = 8, **options: Any) -> "plans.Plan":
    """A game of mine.

    Args:
        data: points.
        units: of either network.
    """
    task = plans.ImageTask(data=data, **options)
    generator, critic = networks.point_generator(2, 3, units=units), networks.point_discriminator(2, units=units)
    game = variants.DCGAN(generator, critic, seed=task.seed)
    game.compile()
    return task.plan(game, ("point",), collapse_field="point")


def nothing(*, data: str = "ring"):
    return 5


number = 5
'''


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A directory with a module of the user's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    name = f"games_of_{tmp_path.name}".replace("-", "_")
    (tmp_path / f"{name}.py").write_text(MODULE)
    (tmp_path / f"broken_{name}.py").write_text("1 / 0")
    (tmp_path / f"lacking_{name}.py").write_text("import a_package_that_is_not_there")
    return name


def test_it_is_a_system_like_others(here):
    system = find(f"{here}:tiny")
    assert system.arguments()["units"] == 8 and system.arguments()["data"] == "ring"
    assert system.line == "A game of mine." and system.title == f"{here}:tiny"


@pytest.mark.long
def test_it_is_trained_and_opened_again(here, tfgan, tmp_path):
    budget = ["--epochs", 1, "--steps-per-epoch", 2, "--units", 4, "--export", "false", "--evaluate", "false"]
    status, out, err = tfgan("train", f"{here}:tiny", *budget)
    assert status == 0, err
    assert out[-1] == f"run: runs/{here}.tiny"
    status, _, err = tfgan("sample", f"runs/{here}.tiny", "--n", 4, "--out", tmp_path / "a.npy")
    assert status == 0, err
    assert f"{here}:tiny" in (tmp_path / "runs" / f"{here}.tiny" / "report.html").read_text()


@pytest.mark.long
def test_it_is_compared_with_a_variant_of_another(here, tfgan, tmp_path):
    names = ["LSGAN  --r1 1 --width 4", f"{here}:tiny --units 4"]
    command = ["compare", *names, "--data", "ring", "--steps", 4, "--n", 100, "--jobs", 2, "--out", tmp_path / "out"]
    status, lines, err = tfgan(*command)
    assert status == 0, err
    assert lines[-1] == f"comparison: {tmp_path / 'out' / 'comparison.html'}"
    rows = list(csv.DictReader((tmp_path / "out" / "comparison.csv").open()))
    assert {row["system"] for row in rows} == {"lsgan --r1 1 --width 4", f"{here}:tiny --units 4"}
    assert all(row["status"] == "finished" for row in rows), rows
    assert "LSGAN --r1 1 --width 4" in (tmp_path / "out" / "comparison.md").read_text()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("{}:none", "has no function none"),
        ("{}:number", "has no function number"),
        ("no_such:thing", "is neither installed nor in this directory"),
        ("no_such.module:thing", "is neither installed nor in this directory"),
        ("broken_{}:thing", "raises ZeroDivisionError"),
        ("lacking_{}:thing", "needs a_package_that_is_not_there, which is not installed"),
        ("{}:", "is not like module:function"),
        ("a/b:c", "is not like module:function"),
    ],
)
def test_mistakes_are_said_in_one_line(here, name, says):
    with pytest.raises(SuiteError, match=says):
        find(name.format(here))


def test_a_recipe_that_gives_no_plan_is_one_line(here, tfgan, tmp_path):
    status, _, err = tfgan("train", f"{here}:nothing")
    assert status == 2 and len(err) == 1 and "nothing gives a int: a recipe returns a plan" in err[0]
    assert not (tmp_path / "runs").exists()
