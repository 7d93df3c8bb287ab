"""Looks: the evaluations that were made while a system trained."""

from collections.abc import Mapping, Sequence
from typing import Any


def monitored(looks: Sequence[Mapping[str, Any]]) -> tuple[str, bool, list[tuple[int, float]]] | None:
    """(name, whether lower is better, [(epoch, value), ...]) of what these evaluations are ranked by, or None."""
    ranked = looks[-1].get("ranked_by") if looks else None
    if not ranked:
        return None
    name = ranked["name"]
    values = [(look["epoch"], look["scores"][name]) for look in looks if name in look["scores"]]
    return name, ranked["lower_is_better"], values
