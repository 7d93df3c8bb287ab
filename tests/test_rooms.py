"""Rooms: imports point one way, as docs/architecture.md draws them."""

import ast
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LIBRARY = (
    "callbacks",
    "variants",
    "conditions",
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


PLACES = {"tfgan_suite": "tfgan_suite", "tfgan_suite.training": "training", "tfgan_suite.export": "export"}
MOST = 22


def modules():
    """Dotted name -> file of every module of the package."""
    found = {}
    for root, folder in PLACES.items():
        place = ROOT / folder
        for file in place.rglob("*.py"):
            parts = file.relative_to(place).with_suffix("").parts
            if root == "tfgan_suite" and parts[0] in PROGRAMS:
                continue
            found[".".join((root, *(part for part in parts if part != "__init__")))] = file
    return found


def room(module):
    """The room that a module belongs to: two names deep in training and export, one elsewhere."""
    parts = module.split(".")[1:]
    return ".".join(parts[: 2 if parts and parts[0] in PROGRAMS else 1])


def run_time(tree):
    """The nodes of a module without those that only checkers of types read."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"):
            yield node
            yield from run_time(node)


@pytest.fixture(scope="module")
def arrows():
    """Module -> modules of the package that it imports by name."""
    files, found = modules(), defaultdict(set)
    for module, file in files.items():
        for node in run_time(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tfgan_suite"):
                names = (f"{node.module}.{alias.name}" for alias in node.names)
                found[module] |= {name if name in files else node.module for name in names}
    return found


def circles(arrows):
    """Everything from which arrows lead back to itself."""

    def reached(start):
        seen, left = set(), [start]
        while left:
            new = arrows.get(left.pop(), set()) - seen
            seen |= new
            left += new
        return seen

    return sorted(here for here in arrows if here in reached(here))


def test_a_circle_would_be_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == ["a", "b", "c"]


def test_no_room_and_no_module_leads_back_to_itself(arrows):
    between = defaultdict(set)
    for here, others in arrows.items():
        between[room(here)] |= {room(there) for there in others} - {room(here), ""}
    assert circles(between) == []
    assert circles(arrows) == []


def test_no_room_is_crowded():
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    counts = Counter(str(Path(file).parent) for file in listed.split())
    assert counts and {place: count for place, count in counts.items() if count > MOST} == {}
