"""Comparison page: Markdown with pictures beside it, and one HTML file."""

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import numpy as np
from markdown_it import MarkdownIt
from PIL import Image

from tfgan_suite.atomic import atomic_write
from tfgan_suite.training.comparison.entrant import Entrant
from tfgan_suite.training.comparison.findings import findings, write_csv
from tfgan_suite.training.comparison.rankings import by_system, rankings

if TYPE_CHECKING:
    from tfgan_suite.training.comparison.comparison import Comparison


WIDEST = 224
PER_ROW = 4
PICTURES = "pictures"
TEMPLATES = jinja2.Environment(loader=jinja2.FileSystemLoader(Path(__file__).parent), trim_blocks=True)


def write_page(comparison: "Comparison") -> Path:
    """Writes comparison.csv, comparison.md with pictures/, and comparison.html into the comparison's directory.

    Returns:
        The path of the HTML page.
    """
    rows = findings(comparison)
    write_csv(rows, comparison.path / "comparison.csv")
    pictures = _pictures(comparison, rows)
    seeds = sorted({row["seed"] for row in rows})
    text = TEMPLATES.get_template("comparison.md").render(
        comparison=comparison,
        systems=len({row["system"] for row in rows}),
        seeds=seeds,
        several=len(seeds) > 1,
        rankings=rankings(rows),
        verdicts=by_system(rows, "verdict"),
        costs=_costs(rows),
        told=[row for row in rows if row["reason"]],
        collapsed=[row for row in rows if row.get("collapsed")],
        gallery=[pictures[i : i + PER_ROW] for i in range(0, len(pictures), PER_ROW)],
        per_row=PER_ROW,
        title=lambda name: Entrant.of(name).title,
    )
    page = comparison.path / "comparison.html"
    for path, content in ((comparison.path / "comparison.md", text), (page, _html(text, comparison.path))):
        with atomic_write(path) as draft:
            draft.write_text(content, encoding="utf-8")
    return page


def _costs(rows):
    """(name, column -> median over seeds) of every system that trained."""
    columns = ("steps", "minutes", "step_ms", "parameters", "peak_mb")
    medians = {column: {k: np.median(v) for k, v in by_system(rows, column).items()} for column in columns}
    return [(name, {c: medians[c].get(name) for c in columns}) for name in sorted(medians["steps"])]


def _pictures(comparison, rows):
    """(name, file) of the last samples of each system's first seed."""
    shown = {}
    for row in sorted(rows, key=lambda row: (row["system"], row["seed"])):
        grids = sorted((comparison.run_dir(row["system"], row["seed"]) / "samples").glob("epoch-*.png"))
        if not grids or row["system"] in shown:
            continue
        path = comparison.path / PICTURES / f"{Entrant.of(row['system']).slug}.png"
        picture = Image.open(grids[-1])
        picture = picture.crop((0, 0, min(picture.width, WIDEST), min(picture.height, WIDEST)))
        with atomic_write(path) as draft:
            picture.quantize(64).save(draft, optimize=True)
        shown[row["system"]] = path.relative_to(comparison.path)
    return list(shown.items())


def _html(text, folder):
    """Self-contained: pictures are inside."""
    page = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = page.parse(text)
    for token in (inner for outer in tokens for inner in outer.children or ()):
        if token.type == "image":
            file = (folder / token.attrs["src"]).resolve()
            inside = file.parent == (folder / PICTURES).resolve() and file.is_file()
            content = base64.b64encode(file.read_bytes()).decode() if inside else ""
            token.attrs["src"] = f"data:image/png;base64,{content}"
    body = page.renderer.render(tokens, page.options, {})
    return TEMPLATES.get_template("comparison.html").render(body=body)
