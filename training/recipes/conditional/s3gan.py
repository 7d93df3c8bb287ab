"""S3GAN: recipe and card."""

from dataclasses import replace
from typing import Any, Literal

from tfgan_suite import callbacks, conditions, optimizers, variants
from tfgan_suite import networks as builders
from tfgan_suite.data import Examples
from tfgan_suite.errors import SuiteError
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Part, Positive, Weight
from tfgan_suite.training.cards.readings import OBJECTIVES
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts
from tfgan_suite.training.recipes.parts.exclusions import DEEP
from tfgan_suite.training.recipes.parts.labelled import with_few_labels, with_labels_only

CARD = System(
    name="s3gan",
    title="S3GAN",
    paper="Lucic et al. 2019",
    url="https://arxiv.org/abs/1903.02271",
    line="a conditional GAN from few labels: the discriminator guesses the others and learns how images are turned",
    reading=OBJECTIVES["hinge"] + " The discriminator's also holds the cross-entropies of known labels and of quarter "
    "turns; labels_found and turns_found are the shares that it reads rightly.",
    presets={
        "paper": {
            "average": 0.9999,
            "average_from": 20_000,
            "image_size": 128,
            "labelled": 0.1,
            "networks": "hierarchical",
            "attention": 2,
            "standing": 16,
            "latent_dim": 120,
            "batch_size": 2048,
            "width": 96,
            "n_critic": 2,
            "learning_rate": 1e-4,
            "discriminator_learning_rate": 5e-4,
        }
    },
)


def s3gan(
    *,
    labelled: Part = 0.1,
    class_weight: Weight = 1.0,
    turn_weight: Weight = 1.0,
    fake_turn_weight: Weight = 0.2,
    networks: Literal["convolutional", "residual", "hierarchical"] = "convolutional",
    attention: Count | None = None,
    standing: Natural = 0,
    latent_dim: Count = 64,
    width: Count = 32,
    n_critic: Count = 1,
    learning_rate: Positive = 5e-4,
    discriminator_learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.0,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """S3GAN (Lucic et al. 2019): images by label, from few labels.

    Args:
        labelled: share of the labels that training is told, as many of each class as of any other and ten at least; of
            data in which some have none, all that there are.
        class_weight: of known labels in the discriminator's loss.
        turn_weight: of the quarter turns of real images in the discriminator's loss.
        fake_turn_weight: of those of fakes in the generator's loss.
        networks: of either player; those of the paper are hierarchical.
        attention: of residual networks: how many times higher images are than the maps whose places attend to one
            another.
        standing: batches of which the served generator's batch normalization takes its moments anew after each epoch;
            0 keeps those that training left.
        latent_dim: length of z.
        width: channels of the finest level; doubled at each coarser one.
        n_critic: steps of the discriminator, each on fresh data, for each of the generator.
        learning_rate: of the generator's Adam.
        discriminator_learning_rate: of the discriminator's.
        beta_1: of both.
        beta_2: of both.
    """
    task = plans.FewLabelsTask(**options).lasting(
        plans.DEEP_EPOCHS if networks in DEEP else plans.USUAL_EPOCHS, n_critic
    )
    classes = len(task.train.classes)
    if not classes:
        raise SuiteError(f"s3gan needs labels and {task.data!r} has none: give a labelled data set, or biggan.")
    told = with_few_labels(task.train, labelled, task.seed)
    choice = parts.Choice("image", networks, task.shape, latent_dim, width, "spectral", "spectral", attention=attention)
    generator = builders.hierarchical_generator if networks == "hierarchical" else builders.normalized_generator
    game = variants.S3GAN(
        generator(task.shape, classes, latent_dim, **choice.of_generator),
        builders.self_supervised_discriminator(task.shape, classes, **choice.of_discriminator),
        num_classes=classes,
        frequencies=conditions.frequencies_of(with_labels_only(told)["label"], classes),
        class_weight=class_weight,
        turn_weight=turn_weight,
        fake_turn_weight=fake_turn_weight,
        n_critic=n_critic,
        seed=task.seed,
    )
    game.compile(
        discriminator=optimizers.adam(discriminator_learning_rate, beta_1, beta_2),
        generator=optimizers.adam(learning_rate, beta_1, beta_2),
    )
    task.train, task.test = (as_far_as_known(examples) for examples in (told, with_labels_only(task.test)))
    moments = [callbacks.StandingStatistics(batches=standing)] if standing else []
    return task.plan(game, ("image", "known_label"), callbacks=moments)


def as_far_as_known(examples: Examples) -> Examples:
    """Examples whose labels, -1 where there is none, are what a game is told."""
    return replace(examples, fields={**examples.fields, "known_label": examples["label"]})
