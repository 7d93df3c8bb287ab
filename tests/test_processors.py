"""oneDNN is turned on before TensorFlow is loaded, wherever the user has not decided."""

import os
import subprocess
import sys

import pytest

from tfgan_suite.processors import ONEDNN, instructions, is_narrow
from tfgan_suite.training.running import execution

SAY = f"import os, {{first}}tfgan_suite; print(os.environ.get('{ONEDNN}'))"


def said(before="", first="", setting=None):
    environment = {name: value for name, value in os.environ.items() if name != ONEDNN}
    if setting is not None:
        environment[ONEDNN] = setting
    told = [sys.executable, "-c", before + SAY.format(first=first)]
    return subprocess.run(told, env=environment, capture_output=True, text=True, check=True)


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="oneDNN is a matter of x86")
def test_it_is_on_before_tensorflow_is_loaded():
    assert said().stdout == "1\n"


@pytest.mark.parametrize("setting", ["0", "1", ""])
def test_what_the_user_has_set_stays(setting):
    assert said(setting=setting).stdout == f"{setting}\n"


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="oneDNN is a matter of x86")
@pytest.mark.parametrize(("flags", "warned"), [("fpu avx2 fma", True), ("fpu avx2 avx512f", False)])
def test_a_tensorflow_that_came_first_is_said_once_where_it_matters(flags, warned, tmp_path):
    """The package is imported with a stand-in for TensorFlow, and its module asked again with a processor of ours."""
    (tmp_path / "cpuinfo").write_text(f"flags : {flags}\n")
    ask = "import sys, types, os; sys.modules['tensorflow'] = types.ModuleType('tensorflow')\n"
    ask += f"import pathlib, runpy; os.environ['{ONEDNN}'] = ''\nimport tfgan_suite.processors as p\n"
    ask += f"del os.environ['{ONEDNN}']; found = p.instructions(pathlib.Path({str(tmp_path / 'cpuinfo')!r}))\n"
    ask += "p.instructions = lambda: found; p.turn_on_onednn(); p.turn_on_onednn()\n"
    outcome = said(before=ask)
    assert outcome.stdout == "None\n"
    assert outcome.stderr.count("imported before tfgan_suite") == warned * len(outcome.stderr.split("UserWarning")[1:])
    assert ("imported before tfgan_suite" in outcome.stderr) == warned


def test_processors_are_told_apart(tmp_path):
    for name, flags in (("old", "fpu avx2"), ("new", "fpu avx2 avx512f")):
        (tmp_path / name).write_text(f"processor : 0\nflags\t\t: {flags}\n")
    assert is_narrow(instructions(tmp_path / "old")) and not is_narrow(instructions(tmp_path / "new"))
    assert not is_narrow(instructions(tmp_path / "none")), "nothing is said of what is not known"


@pytest.mark.parametrize(
    ("found", "precision", "lines"), [("avx2", "bfloat16", 1), ("avx512f", "bfloat16", 0), ("avx2", "float32", 0)]
)
def test_bfloat16_without_instructions_is_said(found, precision, lines, capsys, monkeypatch):
    class Plan:
        batch_size = 2
        game = type("Game", (), {"replicas": 1, "optimizers": {}, "compile": lambda self, **_: None})()

    monkeypatch.setattr(execution, "instructions", lambda: frozenset({found}))
    execution.Execution(precision=precision).build(lambda: Plan(), {})
    assert capsys.readouterr().out.count("no instructions for bfloat16") == lines
