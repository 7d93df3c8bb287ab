"""Conditions of a composed game, by the names that its option has: what is told, and the networks that are told it."""

import keras
import numpy as np

from tfgan_suite import networks
from tfgan_suite.conditions import (
    AuxiliaryClassifier,
    ClassContrast,
    Condition,
    DataToData,
    Label,
    Vector,
    frequencies_of,
)
from tfgan_suite.data import Examples
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.recipes.parts.exclusions import DEEP, OF_CONDITIONS, refuse
from tfgan_suite.training.recipes.parts.pairs import Choice

WAYS = {
    "concat": (networks.conditional_generator, networks.concat_discriminator),
    "hadamard": (networks.hadamard_generator, networks.hadamard_discriminator),
    "projection": (networks.conditional_generator, networks.projection_discriminator),
    "norm": (networks.normalized_generator, networks.projection_discriminator),
    "acgan": (networks.conditional_generator, networks.classifying_discriminator),
    "reacgan": (networks.normalized_generator, networks.embedding_discriminator),
    "contragan": (networks.normalized_generator, networks.embedding_discriminator),
}
NORMALIZED = ("norm", "reacgan", "contragan")  # ways whose generator is normalized by what is told
READINGS = {"acgan": AuxiliaryClassifier, "reacgan": DataToData, "contragan": ClassContrast}
WAYS_OF_POINTS = {
    "concat": (networks.conditional_point_generator, networks.concat_point_discriminator),
    "hadamard": (networks.hadamard_point_generator, networks.hadamard_point_discriminator),
    "projection": (networks.conditional_point_generator, networks.projection_point_discriminator),
    "acgan": (networks.conditional_point_generator, networks.classifying_point_discriminator),
}
SHOWN = 64


def condition_of(
    way: str, train: Examples, told: str | None = None, weight: float | None = None
) -> tuple[Condition, str]:
    """(the condition that `way` tells of these examples, the field that holds it).

    Args:
        way: a key of `WAYS`.
        train: the examples.
        told: "labels" or "attributes"; None takes labels where there are any, else attributes.
        weight: of what is read back, for a way of `READINGS`; None is that of its paper.

    Raises:
        SuiteError: they have neither labels nor attributes, or not what is to be told.
    """
    known = {"labels": bool(train.classes), "attributes": "attributes" in train.fields}
    if not known["labels"] and not known["attributes"]:
        raise SuiteError(
            f"--condition {way} needs labels or a field of attributes, and {train.name} has neither: leave it out, or "
            "give a labelled data set."
        )
    if told and not known[told]:
        other = next(one for one in known if known[one])
        raise SuiteError(f"--told {told}: {train.name} has none, but {other}: give --told {other}, or leave it out.")
    condition: Condition
    if told == "attributes" or not known["labels"]:
        field, condition = "attributes", vector_of(train["attributes"])
    else:
        field, condition = "label", Label(len(train.classes), frequencies_of(train["label"], len(train.classes)))
    if way not in READINGS:
        return condition, field
    return READINGS[way](condition, **({} if weight is None else {"weight": weight})), field


def vector_of(attributes: np.ndarray) -> Vector:
    """The condition of vectors [N, A]; samples show some of them."""
    if attributes.ndim != 2 or attributes.dtype != np.float32:
        raise SuiteError(f"attributes are {attributes.dtype} {list(attributes.shape)}: give float32 [N, A].")
    distinct = np.unique(attributes, axis=0)
    shown = distinct[np.linspace(0, len(distinct) - 1, min(SHOWN, len(distinct))).astype(int)]
    return Vector(attributes.shape[1], shown.tolist(), binary=bool(np.isin(distinct, (0, 1)).all()))


def _styled(shape, condition, latent_dim, **parts):
    return networks.styled_generator(shape, latent_dim, condition, **parts)


def told_pair(condition: Condition, way: str, choice: Choice) -> tuple[keras.Model, keras.Model]:
    """(generator, discriminator) that are told a condition by a way of `WAYS`.

    Raises:
        SuiteError: options that the chosen networks do not have.
    """
    norm = choice.generator_norm
    refuse(
        {
            f"--condition {way} needs convolutional or residual networks or points; --networks is {choice.kind}.": (
                choice.kind not in ("convolutional", *DEEP)
            ),
            f"--networks {choice.kind} is told by --condition norm, reacgan or contragan; it is {way} here.": (
                choice.kind in OF_CONDITIONS and way not in NORMALIZED
            ),
            f"--condition {way} has no virtual normalization: give --generator-norm batch.": norm == "virtual",
            f"--condition {way} normalizes by what is told: leave --generator-norm out, or give spectral.": (
                way in NORMALIZED and norm not in (None, "spectral")
            ),
            f"--condition {way} is for images; these data are points.": way in NORMALIZED and choice.field == "point",
        }
    )
    if choice.field == "point":
        generator, discriminator = WAYS_OF_POINTS[way]
        dimensions, *_ = choice.shape
        return (
            generator(condition, dimensions, choice.latent_dim),
            discriminator(condition, dimensions, **choice.of_points),
        )
    generator, discriminator = WAYS[way]
    if norm == "style":
        generator = _styled
    generator = {"hierarchical": networks.hierarchical_generator, "bottleneck": networks.bottleneck_generator}.get(
        choice.kind, generator
    )
    return (
        generator(choice.shape, condition, choice.latent_dim, **choice.of_generator),
        discriminator(choice.shape, condition, **choice.of_discriminator),
    )
