"""The table of systems and forms in docs/data.md: `python -m tests.training.own.table docs/data.md` writes it."""

import sys
from pathlib import Path

from tests.training.own.declared import FORMS, content_of, declared, product
from tests.training.own.test_product import QUICK
from tfgan_suite.atomic import atomic_write
from tfgan_suite.training.systems.registry import SYSTEMS

BEGIN = "<!-- From here to the end of the table written by `make docs`. -->"
END = "<!-- The end of the table. -->"
NOTHING = "Of no form of a user's own: {}."


def table() -> str:
    """A table for each content: its systems by its forms, in the order of the registry and of the declaration."""
    lines = []
    quick, every = {*declared(), *QUICK}, product()
    for content in dict.fromkeys(form.content for form in FORMS):
        forms = [form.name for form in FORMS if form.content == content]
        lines += [f"| {content} | {' | '.join(forms)} |", "|---|" + "---|" * len(forms)]
        for name in (system.name for system in SYSTEMS if content_of(system.name) == content):
            cells = (_cell((name, content, form), quick, every) for form in forms)
            lines.append(f"| `{name}` | {' | '.join(cells)} |")
        lines.append("")
    without = [f"`{system.name}`" for system in SYSTEMS if not content_of(system.name)]
    return "\n".join([*lines, NOTHING.format(", ".join(without))])


def with_table(page: str) -> str:
    """A page with the table between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def _cell(case, quick, every):
    return "" if case not in every else "test" if case in quick else "own"


if __name__ == "__main__":
    place = Path(sys.argv[1])
    text = with_table(place.read_text(encoding="utf-8"))
    with atomic_write(place) as draft:
        draft.write_text(text, encoding="utf-8")
    print(f"systems by form: {place}")
