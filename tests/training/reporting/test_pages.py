import re
from pathlib import Path

import pytest

from tfgan_suite.training.reporting.appendix import own_text
from tfgan_suite.training.reporting.pages import AUTHOR, pages
from tfgan_suite.training.systems.registry import SYSTEMS, find

FOLDER = Path(__file__).parents[3] / "docs" / "systems"


def test_pages_say_what_the_code_says():
    stale = [path.name for path, text in pages(FOLDER).items() if path.read_text(encoding="utf-8") != text]
    assert not stale, f"{stale}: run `make docs`"


@pytest.mark.parametrize("name", [system.name for system in SYSTEMS])
def test_a_page_shows_how_to_train_and_what_came_of_it(name):
    own = own_text((FOLDER / f"{name}.md").read_text(encoding="utf-8"), AUTHOR)
    assert f"tfgan train {name}" in own and find(name).url.rsplit("/", 1)[1] in own
    pictures = re.findall(r"\]\((\w+\.png)\)", own)
    assert pictures or find(name).missing
    assert all((FOLDER / picture).is_file() for picture in pictures)
