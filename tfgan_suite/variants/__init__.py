"""Every system: one paper's game in one file. `variants.WGANGP` imports the file that defines it, and TensorFlow.

The games are found by reading the files of the families, so that a new one is listed nowhere.
"""

import re
from pathlib import Path

import lazy_loader

_GAME = re.compile(r"^class (\w+)\([\w, ]*(?:GAN\w*|Game)\)", re.MULTILINE)
_FILES = sorted(Path(__file__).parent.glob("*/*.py"))

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        f"{file.parent.name}.{file.stem}": _GAME.findall(file.read_text(encoding="utf-8")) for file in _FILES
    },
)
