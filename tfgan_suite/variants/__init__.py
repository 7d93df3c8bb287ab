"""Every system: one paper's game in one file. `variants.WGANGP` imports the file that defines it, and TensorFlow.

The games are found by reading the files of the families, so that a new one is listed nowhere.
"""

import re
from pathlib import Path

import lazy_loader

_CLASS = re.compile(r"^class (\w+)\(([\w, ]+)\)", re.MULTILINE)
_FILES = sorted(Path(__file__).parent.glob("*/*.py"))


def _games(text: str) -> list[str]:
    """Classes whose base is a game by its name, or a game of the same file."""
    found: list[str] = []
    for name, bases in _CLASS.findall(text):
        if re.search(r"(GAN\w*|Game)$", bases) or bases in found:
            found.append(name)
    return found


__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={f"{file.parent.name}.{file.stem}": _games(file.read_text(encoding="utf-8")) for file in _FILES},
)
