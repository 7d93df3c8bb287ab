"""The networks of a run, exported and checked."""

import json

from tfgan_suite import latents
from tfgan_suite.atomic import whole
from tfgan_suite.export import export_network

FORMATS = ("savedmodel", "litert")
PRIORS = {latents.uniform: "latent, drawn uniformly from [-1, 1)"}


def deliver(game, run, formats=FORMATS):
    """Exports each product of a game into the run; returns the parity checks and notes them for the report."""
    num_classes = getattr(game, "num_classes", None)
    meanings = _meanings(game, run.data_facts().get("classes", []))
    checks = []
    for name, network in game.products().items():
        names = {"output_names": tuple(network.output_names), "num_classes": num_classes, "meanings": meanings}
        checks += export_network(network, run.exports, formats, name, **names)
    rows = [check.as_dict() for check in checks]
    rows += [row for row in run.parity_rows() if row["format"] not in formats]
    with whole(run.parity) as draft:
        draft.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return checks


def _meanings(game, classes):
    """What this game's names mean beyond what they mean in every game."""
    meanings = {}
    if prior := PRIORS.get(getattr(game, "prior", None)):
        meanings["z"] = prior
    if classes and len(classes) == getattr(game, "num_classes", None):
        meanings["label"] = "class: " + ", ".join(f"{number} is {name}" for number, name in enumerate(classes))
    return meanings
