"""Documentation: the files and systems that it names exist, and every acceptance check is in docs/acceptance.md."""

import ast
import re
from pathlib import Path

import pytest

from tfgan_suite.training.systems.registry import SYSTEMS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
ROOMS = ("tests", "tfgan_suite", "training", "export", "benchmarks")
SOURCES = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
NAMED_FILE = re.compile(r"(?<![\w/.-])(?:tfgan_suite|training|export|tests|benchmarks)/[a-z_0-9/]+\.(?:py|md)")
LINK = re.compile(r"\]\((?!https?://)([\w./-]+)")
ELSEWHERE = re.compile(r"\b(?:VARIANTS|DESIGN|RECIPES)\b")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_exist(page):
    text = page.read_text(encoding="utf-8")
    named = [ROOT / path for path in NAMED_FILE.findall(text)] + [page.parent / path for path in LINK.findall(text)]
    assert [str(path) for path in named if not path.exists()] == []


def test_every_module_begins_with_what_it_is():
    modules = [file for file in SOURCES if file.relative_to(ROOT).parts[0] != "tests" and file.stat().st_size]
    assert len(modules) > 300
    assert [file for file in modules if ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) is None] == []


def test_every_room_is_in_the_drawing_of_the_house():
    drawing = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {file.parent for room in ("tfgan_suite", "training", "export") for file in (ROOT / room).rglob("*.py")}
    assert len(rooms) > 50
    assert sorted(room.name for room in rooms if f"{room.name}/" not in drawing) == []


def test_no_file_cites_one_outside_the_repository():
    cited = [file for file in [*PAGES, *SOURCES] if ELSEWHERE.search(file.read_text(encoding="utf-8"))]
    assert [file for file in cited if file != Path(__file__)] == []


def test_every_acceptance_check_is_listed():
    page = (ROOT / "docs" / "acceptance.md").read_text(encoding="utf-8")
    checks = [file.relative_to(ROOT).as_posix() for file in (ROOT / "tests" / "acceptance").rglob("test_*.py")]
    assert len(checks) > 20 and [check for check in checks if f"`{check}`" not in page] == []


def test_every_system_has_an_acceptance_line():
    page = (ROOT / "docs" / "acceptance.md").read_text(encoding="utf-8")
    assert [system.name for system in SYSTEMS if f"(systems/{system.name}.md)" not in page] == []
