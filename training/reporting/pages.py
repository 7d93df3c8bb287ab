"""System pages: the parts of `docs/systems/` that follow from the code.

`python -m tfgan_suite.training.reporting.pages docs/systems` writes them.
"""

import inspect
import sys
from pathlib import Path

import docstring_parser

from tfgan_suite.aliases import PathLike
from tfgan_suite.atomic import atomic_write
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.reporting.appendix import with_appendix
from tfgan_suite.training.systems.registry import SYSTEMS

AUTHOR = "make docs"
INDEX = "README.md"


def index(folder: Path) -> str:
    """The table of all systems, as Markdown; those with a picture in `folder` show it."""
    rows = [
        "# Systems",
        "",
        "Each is trained by `tfgan train NAME`. Where something is missing, the system is in the suite and passes the "
        "contract of all systems, and a check of its paper has not been passed yet.",
        "",
        "| | system | what is special | missing |",
        "|---|---|---|---|",
    ]
    for system in sorted(SYSTEMS, key=lambda system: system.name):
        picture = f'<img src="{system.name}.png" width="120">' if (folder / f"{system.name}.png").exists() else ""
        title = f"[{system.title}]({system.name}.md)<br>`{system.name}`<br>[{system.paper}]({system.url})"
        rows.append(f"| {picture} | {title} | {system.line} | {system.missing} |")
    return "\n".join(rows) + "\n"


def settings(system: System) -> str:
    """The recipe's own settings as a Markdown table: name, default, what each preset has instead, meaning."""
    recipe, presets = system.recipe(), system.presets
    meanings = {p.arg_name: p.description for p in docstring_parser.parse(recipe.__doc__).params}
    parameters = inspect.signature(recipe).parameters.values()
    names = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    defaults = {name: inspect.signature(recipe).parameters[name].default for name in names} | dict(system.settings)
    others = dict.fromkeys(name for preset in presets.values() for name in preset if name not in defaults)
    rows = [f"| setting | default | {' | '.join(presets)} | |", "|---|---|" + "---|" * (len(presets) + 1)]
    for name in [*names, *others]:
        option = "--" + name.replace("_", "-")
        cells = [_written(defaults.get(name)), *(_written(preset.get(name)) for preset in presets.values())]
        rows.append(f"| `{option}` | {' | '.join(cells)} | {' '.join((meanings.get(name) or '').split())} |")
    return "\n".join(rows)


def with_settings(page: str, system: System) -> str:
    """A page's own text, followed by the settings."""
    further = f"Further options: `tfgan train {system.name} --help`."
    return with_appendix(page, AUTHOR, "## Settings", settings(system), further) + "\n"


def pages(folder: Path) -> dict[Path, str]:
    """Path -> what should be in it, of all pages that are wholly or partly written here."""
    written = {folder / INDEX: index(folder)}
    for system in SYSTEMS:
        path = folder / f"{system.name}.md"
        written[path] = with_settings(path.read_text(encoding="utf-8"), system)
    return written


def main(folder: PathLike) -> None:
    for path, text in pages(Path(folder)).items():
        with atomic_write(path) as draft:
            draft.write_text(text, encoding="utf-8")
    print(f"systems: {Path(folder) / INDEX}")


def _written(value):
    return "" if value is None else f"`{value}`"


if __name__ == "__main__":
    main(*sys.argv[1:])
