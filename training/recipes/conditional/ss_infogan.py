"""ss-InfoGAN: recipe and card."""

from typing import Any

from tfgan_suite import conditions, networks, optimizers, variants
from tfgan_suite.data.tasks.few_labels import UNLABELLED, beside_labelled
from tfgan_suite.errors import SuiteError
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Part, Positive, Weight
from tfgan_suite.training.cards.readings import CODES
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes.parts.labelled import with_few_labels, with_labels_only

CARD = System(
    name="ss_infogan",
    title="ss-InfoGAN",
    paper="Spurr et al. 2017",
    url="https://arxiv.org/abs/1707.04487",
    line="InfoGAN whose category is the class, learned from the labels of a few examples",
    reading=CODES + "minus the information of the continuous codes, and the cross-entropy of labels: "
    "continuous_information and label_information, in nats, are the parts to look at.",
    presets={"paper": {"average": 0.0, "batch_size": 128, "width": 64, "epochs": 50, "learning_rate": 1e-4}},
)


def ss_infogan(
    *,
    labelled: Part = 0.01,
    latent_dim: Count = 62,
    codes: Count = 2,
    lam: Weight = 0.8,
    semi: Weight = 2.0,
    ramp: Natural | None = None,
    width: Count = 32,
    learning_rate: Positive = 2e-4,
    generator_learning_rate: Positive = 1e-3,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """ss-InfoGAN (Spurr et al. 2017): images by label and continuous codes, from few labels.

    Args:
        labelled: share of the labels that training is told, as many of each class as of any other and ten at least; of
            data in which some have none, all that there are.
        latent_dim: length of z, the noise beside label and codes.
        codes: how many continuous codes, one or more.
        lam: weight of the information that images carry about their continuous codes.
        semi: weight of the labels, for both players.
        ramp: training steps over which unlabelled images come in, from none to all; by default a fifth of the training,
            in the paper those of ten epochs.
        width: channels of the finest level; doubled at each coarser one.
        learning_rate: of the Adam of the discriminator and both posteriors.
        generator_learning_rate: of the generator's.
        beta_1: of both.
        beta_2: of both.
    """
    task = plans.FewLabelsTask(**options).lasting(plans.USUAL_EPOCHS)
    classes = len(task.train.classes)
    if not classes:
        raise SuiteError(f"ss_infogan needs labels and {task.data!r} has none: give a labelled data set, or infogan.")
    told = with_few_labels(task.train, labelled, task.seed)
    named = {"label": classes}
    ramp = task.steps // 5 if ramp is None else ramp
    game = variants.SSInfoGAN(
        networks.coded_generator(task.shape, named, codes, latent_dim, width=width),
        networks.reading_discriminator(task.shape, named, codes, width=width),
        lam=lam,
        semi=semi,
        ramp=ramp,
        frequencies=conditions.frequencies_of(told["label"][told["label"] != UNLABELLED], classes),
        seed=task.seed,
    )
    game.compile(
        discriminator=optimizers.adam(learning_rate, beta_1, beta_2),
        generator=optimizers.adam(generator_learning_rate, beta_1, beta_2),
    )
    known = with_labels_only(task.test)
    task.train, task.test = beside_labelled(told, "image"), beside_labelled(known, "image")
    return task.plan(game, ("image", "labelled", "label"), derived={"ramp": ramp})
