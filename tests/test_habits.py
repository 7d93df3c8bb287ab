"""What `make lint` and `make reference` must find."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "pyproject.toml"
CHECKERS = {
    "mypy": ["mypy", "--config-file", CONFIG, "--follow-imports", "silent", "--cache-dir"],
    "ruff": ["ruff", "check", "--config", CONFIG, "--cache-dir"],
}
WHOLE = """from tfgan_suite.training.cards.system import System


def named(x: System) -> str:
    return x.name
"""


def complaints(checker, tmp_path, text):
    """What a checker says of a module with this text; nothing where it is content."""
    pytest.importorskip(checker)
    file = tmp_path / "module.py"
    file.write_text(text)
    words = [sys.executable, "-m", *map(str, CHECKERS[checker]), str(tmp_path / "cache"), str(file)]
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert ended.returncode in (0, 1), ended.stderr
    return ended.stdout if ended.returncode else ""


@pytest.mark.parametrize("checker", CHECKERS)
def test_a_typed_function_is_no_complaint(checker, tmp_path):
    assert complaints(checker, tmp_path, WHOLE) == ""


@pytest.mark.parametrize(
    ("checker", "before", "after", "complaint"),
    [
        ("ruff", "(x: System) -> str", "(x)", "ANN201"),
        ("mypy", "(x: System) -> str", "(x: System)", "return type"),
        ("mypy", "(x: System) -> str", "(x) -> str", "no-untyped-def"),
        ("mypy", "-> str", "-> int", "return-value"),
        ("mypy", "x.name", "x.title.nothing", "attr-defined"),
        ("mypy", "cards.system", "cards.nowhere", "import-not-found"),
        ("ruff", "(x: System)", "(x: System, y: int)", "ARG001"),
        ("ruff", "(x: System)", "(x: System, list: int = 0)", "A002"),
    ],
)
def test_what_is_wrong_is_found(checker, before, after, complaint, tmp_path):
    assert before in WHOLE
    assert complaint in complaints(checker, tmp_path, WHOLE.replace(before, after))


def test_a_public_name_that_the_reference_lacks_is_found(tmp_path):
    exceptions = pytest.importorskip("mkdocs.exceptions")
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    with pytest.raises(exceptions.PluginError, match=r"tfgan_suite\.losses\.adversarial\.Hinge"):
        reference.on_post_build(SimpleNamespace(site_dir=tmp_path))
