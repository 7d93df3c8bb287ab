"""docs/data.md shows which systems are tried on which forms, and nothing else."""

from pathlib import Path

from tests.training.own.declared import FORMS, declared, product
from tests.training.own.table import BEGIN, END, table, with_table
from tests.training.own.test_product import QUICK
from tfgan_suite.data.forms import FORMS as KNOWN
from tfgan_suite.training.systems.registry import SYSTEMS

PAGE = Path(__file__).parents[3] / "docs" / "data.md"


def test_the_page_says_what_is_tried():
    page = PAGE.read_text(encoding="utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
    assert page == with_table(page), "run `make docs`"


def test_every_system_is_in_it_and_every_content_is_tried_in_the_quick_suite():
    shown = table()
    assert [system.name for system in SYSTEMS if f"`{system.name}`" not in shown] == []
    quick = {*declared(), *QUICK}
    assert product().keys() >= QUICK and not QUICK & declared().keys()
    assert {*KNOWN} - {"audio"} == {form.content for form in FORMS}
    assert {content for _, content, _ in quick} == {form.content for form in FORMS}
