"""API reference: a page for each module, written from its docstrings when `make reference` builds `site/`."""

import ast
import functools
import importlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
PACKAGE = "tfgan_suite"
PAGES = {"index.md": "README.md", "CONTRIBUTING.md": "CONTRIBUTING.md"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds what is not in `docs/`: pages of the repository's top level, and one for each module."""
    pages = {uri: (ROOT / file).read_text(encoding="utf-8") for uri, file in PAGES.items()}
    for file in _modules():
        module = ".".join(file.parts).removesuffix(".py").removesuffix(".__init__")
        place = Path("reference", *file.parts[1:])
        uri = place.with_name("index.md") if file.name == "__init__.py" else place.with_suffix(".md")
        listed = "".join(f"- [`{name}`][{found}]\n" for name, found in _public(file))
        pages[uri.as_posix()] = f"# {module}\n\n::: {module}\n\n{listed}"
    for uri, text in pages.items():
        files.append(File.generated(config, uri, content=text))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Links between `docs/` and the top level, where MkDocs has them."""
    return markdown.replace("](docs/", "](").replace("](../CONTRIBUTING.md)", "](CONTRIBUTING.md)")


def on_post_build(config: MkDocsConfig) -> None:
    """Fails where a public name, such as `tfgan_suite.losses.Hinge`, has no docstring and so is on no page."""
    site = Path(config.site_dir, "reference")
    shown = "".join(page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
    public = [found for file in _modules() for _, found in _public(file)]
    if missing := [found for found in public if f'id="{found}"' not in shown]:
        raise PluginError(f"The reference lacks {', '.join(missing)}.")
    print(f"reference: {site / 'index.html'}, with {len(public)} public names")


@functools.cache
def _modules() -> list[Path]:
    """Modules of the package relative to the root, `training` and `export` through their symlinks."""
    found = [Path(folder, name) for folder, _, names in os.walk(ROOT / PACKAGE, followlinks=True) for name in names]
    return sorted(file.relative_to(ROOT) for file in found if file.suffix == ".py" and file.name != "__main__.py")


def _public(file: Path) -> Iterator[tuple[str, str]]:
    """(name, where it is defined) of what a package offers by `lazy_loader.attach`; of another module nothing."""
    if "lazy_loader" not in (ROOT / file).read_text(encoding="utf-8"):
        return
    offered = {*importlib.import_module(".".join(file.parent.parts)).__all__}
    for module in _modules():
        if module.is_relative_to(file.parent):
            for name in sorted(offered & _defined(module)):
                yield name, ".".join([*module.with_suffix("").parts, name])


@functools.cache
def _defined(file: Path) -> frozenset[str]:
    """Names of a module's classes and functions."""
    body = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
    return frozenset(node.name for node in body if isinstance(node, ast.ClassDef | ast.FunctionDef))
