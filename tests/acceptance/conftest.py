"""Short real trainings; what they measured stands in a table at the end."""

from pathlib import Path

import pytest

FIGURES = []


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.acceptance)


@pytest.fixture
def figure(request):
    """`figure(name, value, bound)` notes what was measured."""

    def note(name, value, bound=""):
        FIGURES.append((request.node.name, name, f"{value:.3f}", str(bound)))

    return note


def pytest_terminal_summary(terminalreporter):
    if not FIGURES:
        return
    terminalreporter.section("figures")
    widths = [max(len(row[column]) for row in FIGURES) for column in range(4)]
    for row in FIGURES:
        terminalreporter.write_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
