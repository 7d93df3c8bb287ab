"""Records: JSON files of a run, which may come from a stranger and are checked when read."""

import json
from pathlib import Path
from typing import Any

from tfgan_suite.errors import SuiteError


def read(file: Path, like: Any) -> Any:
    """What a file holds; an empty one of the same kind where there is no file.

    Args:
        file: a path.
        like: an example. Of mappings all its keys must be there, of lists each element is like its first one, an empty
            mapping or list stands for any, and a whole number will do for a float.

    Raises:
        SuiteError: the file is not JSON, or not like the example.
    """
    if not file.exists():
        return type(like)()
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        held = None
    if not _is_like(held, like):
        raise SuiteError(f"{file} is damaged: delete it; `tfgan evaluate` and `tfgan export` write it anew.")
    return held


def _is_like(held, like):
    if isinstance(like, float):
        return isinstance(held, int | float)
    if not isinstance(held, type(like)):
        return False
    if isinstance(like, dict):
        return all(key in held and _is_like(held[key], value) for key, value in like.items())
    return all(_is_like(element, like[0]) for element in held) if isinstance(like, list) and like else True
