"""Stylized adversarial autoencoder: recipe and card."""

from typing import Any

from tfgan_suite import callbacks, networks, optimizers, variants
from tfgan_suite.errors import SuiteError
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Positive, Weight
from tfgan_suite.training.cards.readings import NEVER
from tfgan_suite.training.cards.system import System

CARD = System(
    name="saae",
    title="Stylized adversarial autoencoder",
    paper="Zhao et al. 2017",
    url="https://www.alibabacloud.com/en/developer/a/ai/image-generation-algorithm-against-encoder",
    line="the content of one image in the style of another, with a classifier that also knows fakes as discriminator",
    reading="A distance between images and what is rebuilt of them, which should fall, and cross-entropies over the "
    "classes "
    "and one more for fakes. " + NEVER,
)


FIELDS = ("content", "label", "style", "target")


def saae(
    *,
    data: str = "coloured_fashion",
    reconstruction: Natural | None = None,
    judgement: Natural | None = None,
    reconstruction_weight: Weight = 10.0,
    content_dim: Count = 64,
    style_dim: Count = 8,
    width: Count = 32,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    average: Fraction = 0.0,
    **options: Any,
) -> "plans.Plan":
    """Stylized adversarial autoencoder (Zhao et al. 2017): the content of one image in the style of another.

    Args:
        data: a set with fields content, label, style and target: coloured_fashion.
        reconstruction: training steps of reconstruction alone, at first; by default a fifth, and 300 at most.
        judgement: training steps that then teach the discriminator alone; by default a third of those before.
        reconstruction_weight: weight of the L1 distance to the target.
        content_dim: length of a content's code.
        style_dim: length of a style's code.
        width: channels of the finest level; doubled at each coarser one.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        average: decay of the decoder's moving average, which is then what is served; 0 keeps none.
    """
    task = plans.ImageTask(data=data, average=average, **options).lasting(plans.USUAL_EPOCHS)
    if not set(FIELDS) <= task.train.fields.keys():
        raise SuiteError(f"saae needs contents and styles, and {task.data!r} has none: give --data coloured_fashion.")
    content, style = (task.train[field].shape[1:] for field in ("content", "style"))
    game = variants.StylizedAutoencoder(
        networks.encoder(content, content_dim, width=width, name="content_encoder"),
        networks.encoder(style, style_dim, width=width, name="style_encoder"),
        networks.two_code_decoder(style, content_dim, style_dim, width=width),
        networks.source_discriminator(style, len(task.train.classes), width=width),
        reconstruction_weight=reconstruction_weight,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    reconstruction = min(300, task.steps // 5) if reconstruction is None else reconstruction
    judgement = reconstruction // 3 if judgement is None else judgement
    phases = {"reconstruction": 0, "the discriminator alone": reconstruction, "all": reconstruction + judgement}
    return task.plan(
        game,
        FIELDS,
        ("decoder",),
        callbacks=[callbacks.Stages([reconstruction, reconstruction + judgement])],
        protocol=protocols.style_protocol,
        collapse_field=None,
        derived={"reconstruction": reconstruction, "judgement": judgement},
        schedule=plans.Schedule.of(phases, "a smaller --reconstruction and --judgement"),
    )
