"""Rooms: imports point one way, as docs/architecture.md draws them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LIBRARY = (
    "callbacks",
    "variants",
    "metrics",
    "regularizers",
    "networks",
    "optimizers",
    "layers",
    "losses",
    "core",
    "kinds",
    "data",
)
PROGRAMS = ("training", "export")


def imported(file):
    """Rooms of the suite that a module imports, at its head or inside its functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "tfgan_suite":
            below = node.module.split(".")[1:]
            yield from below[:1] or [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
            yield from (name[1] for name in names if name[0] == "tfgan_suite" and len(name) > 1)


def rooms_of(folder):
    found = {room for file in folder.rglob("*.py") for room in imported(file)}
    assert found, f"{folder} imports nothing of the suite"
    return found


@pytest.mark.parametrize("room", LIBRARY)
def test_a_room_imports_none_to_its_left(room):
    left = {*PROGRAMS, *LIBRARY[: LIBRARY.index(room)]}
    assert rooms_of(ROOT / "tfgan_suite" / room) & left == set()


def test_export_knows_neither_games_nor_trainings():
    assert rooms_of(ROOT / "export") & {"training", "callbacks", "variants", "optimizers", "losses"} == set()


def test_cards_and_registry_do_not_know_the_command_line():
    for room in ("cards", "systems", "recipes", "plans"):
        modules = (ROOT / "training" / room).rglob("*.py")
        assert [file for file in modules if "training.commands" in file.read_text(encoding="utf-8")] == []
