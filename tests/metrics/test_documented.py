import re
from pathlib import Path

import pytest

from tfgan_suite import metrics

PAGE = Path(__file__).parents[2] / "docs" / "metrics.md"
ROWS = [row.split("|")[2] for row in PAGE.read_text(encoding="utf-8").splitlines() if row.count("|") == 6]


@pytest.mark.parametrize("name", sorted({name for row in ROWS[2:] for name in re.findall(r"`(\w+)`", row)}))
def test_what_the_table_names_is_there_and_says_what_it_is(name):
    assert getattr(metrics, name).__doc__
