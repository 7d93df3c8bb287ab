"""oneDNN and a number of threads are set before TensorFlow is loaded, wherever the user has not decided."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tfgan_suite import processors
from tfgan_suite.processors import ONEDNN, THREADS, instructions, is_narrow, keep_to_quota, quota
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


def grouped(place, granted, period="100000", first=False):
    """A control group of Linux, of the first version or of the second."""
    if not first:
        (place / "cpu.max").write_text(f"{granted} {period}\n")
        return place
    (place / "cpu").mkdir()
    for name, value in (("quota", granted), ("period", period)):
        (place / "cpu" / f"cpu.cfs_{name}_us").write_text(f"{value}\n")
    return place


@pytest.mark.parametrize(
    ("granted", "first", "expected"),
    [("150000", False, 1.5), ("max", False, None), ("250000", True, 2.5), ("-1", True, None)],
)
def test_a_container_says_what_it_may_use(granted, first, expected, tmp_path):
    assert quota(tmp_path) is None, "no control group"
    assert quota(grouped(tmp_path, granted, first=first)) == expected


@pytest.fixture
def before_tensorflow(monkeypatch):
    """64 processors, nothing said by the user, and TensorFlow not loaded."""
    monkeypatch.setattr(processors, "processors", lambda: 64)
    monkeypatch.setattr(processors, "os", SimpleNamespace(environ=(environment := {})))
    monkeypatch.setattr(processors, "sys", SimpleNamespace(modules={}))
    return environment


@pytest.mark.parametrize(("granted", "threads"), [("150000", "2"), ("400000", "4"), ("6400000", None), ("max", None)])
def test_tensorflow_starts_no_more_threads_than_may_run(granted, threads, tmp_path, before_tensorflow):
    keep_to_quota(grouped(tmp_path, granted))
    assert before_tensorflow == (dict.fromkeys(THREADS, threads) if threads else {})


def test_threads_that_the_user_has_set_stay(tmp_path, before_tensorflow):
    before_tensorflow[THREADS[0]] = "7"
    keep_to_quota(grouped(tmp_path, "150000"))
    assert before_tensorflow == {THREADS[0]: "7"}
