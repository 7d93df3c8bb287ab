"""Export of a run: its networks in every format asked for, checked."""

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from tfgan_suite.conditions import AuxiliaryClassifier, Vector
from tfgan_suite.core import latents
from tfgan_suite.export import export_network
from tfgan_suite.export.checks.parity import Check
from tfgan_suite.export.meanings import meaning
from tfgan_suite.networks.text.embeddings import bag_of_words
from tfgan_suite.training.scoring.calibration import typical
from tfgan_suite.training.systems.registry import find
from tfgan_suite.variants.bases.classifying import ClassifyingGAN

if TYPE_CHECKING:
    from tfgan_suite.core.game import Game
    from tfgan_suite.training.plans.plan import Plan
    from tfgan_suite.training.running.run import Run


FORMATS = ("savedmodel", "litert")
PRIORS = {
    latents.normal: {},
    latents.uniform: {"text": "latent, drawn uniformly from [-1, 1)", "prior": "uniform"},
}


def export_run(
    game: "Game",
    run: "Run",
    formats: Iterable[str] = FORMATS,
    batch_size: int | None = None,
    plan: "Plan | None" = None,
) -> list[Check]:
    """Exports each product of a game into the run; returns the parity checks and notes them for the report.

    Args:
        game: trained.
        run: where the exports go.
        formats: keys of `export.FORMATS`.
        batch_size: the only one that LiteRT files take; None leaves it free.
        plan: with the game, whose data formats of few bits are calibrated with.
    """
    num_classes = getattr(game, "num_classes", None)
    facts = {"meanings": _meanings(game, run.data_facts()), "about": _about(run)}
    facts["batch_size"] = batch_size
    checks = []
    for name, network in game.products().items():
        names = {"output_names": tuple(network.output_names), "num_classes": num_classes}
        examples = typical(plan, name, network) if plan else None
        checks += export_network(network, run.exports, formats, name, **names, **facts, examples=examples)
    rows = [check.as_dict() for check in checks]
    rows += [row for row in run.parity_rows() if row["format"] not in formats]
    run.note_parity(rows)
    return checks


def _meanings(game, data):
    """What this game's names mean beyond what they mean in every game."""
    classes = data.get("classes", [])
    own = {"tokens": {"names": tuple(getattr(game, "vocabulary", ()))}}
    if getattr(game, "encode", None) is bag_of_words:
        own["embedding"] = {"names": tuple(game.captions)}
    else:
        own["embedding"] = {"text": "caption as a vector, encoded as in training", "role": ""}
    if game.yields.rate:
        own |= {name: {"rate": game.yields.rate} for name in game.yields.names}
    own["z"] = PRIORS.get(getattr(game, "prior", latents.normal), {"text": "latent, drawn as in training", "role": ""})
    for number, count in enumerate(getattr(game, "categories", []), start=1):
        own["category" if number == 1 else f"category_{number}"] = {"names": tuple(map(str, range(count)))}
    if classes and len(classes) == getattr(game, "num_classes", None):
        listed = ", ".join(f"{number} is {name}" for number, name in enumerate(classes))
        own["label"] = {"text": f"class: {listed}", "names": tuple(classes)}
        if isinstance(game, ClassifyingGAN):
            own["probabilities"] = {"names": tuple(classes)}
    if names := data.get("mask_classes"):
        listed = ", ".join(f"{number} is {name}" for number, name in enumerate(names))
        own["label_map"] = {"text": f"{meaning('label_map').text}: {listed}", "names": tuple(names)}
        own["mask"] = {"text": f"probability that a pixel belongs to each class, NHWC: {listed}", "names": tuple(names)}
    if isinstance(told := _told(game), Vector):
        own[told.name] = _of_attributes(told, data.get("attribute_names", []))
    return {name: dataclasses.replace(meaning(name), **more) for name, more in own.items()}


def _told(game):
    """What the generator is told, also where the discriminator reads it back."""
    condition = getattr(game, "condition", None)
    return condition.base if isinstance(condition, AuxiliaryClassifier) else condition


def _of_attributes(told, names):
    numbers = np.array(told.shown)
    span = (0, 1) if told.binary else (numbers.min().item(), numbers.max().item())
    ways = "1 for what it has, 0 for what it lacks" if told.binary else "numbers as in the training data"
    title = f"attributes {', '.join(names)}" if names else "attributes"
    return {"text": f"{title}: {ways}", "range": span, "names": tuple(names)}


def _about(run):
    """What the run knows of its model that no network tells."""
    system, data = find(run.system), run.data_facts()
    about = {"title": system.title, "purpose": system.line, "paper": system.paper, "url": system.url}
    about |= {"data": data.get("name"), "licence": data.get("licence")}
    return {key: fact for key, fact in about.items() if fact}
