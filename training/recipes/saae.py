from tfgan_suite.callbacks import Stages
from tfgan_suite.errors import SuiteError
from tfgan_suite.networks import encoder, source_discriminator, two_code_decoder
from tfgan_suite.optimizers import adam
from tfgan_suite.training.plan import Plan
from tfgan_suite.training.style_protocol import style_protocol
from tfgan_suite.training.task import ImageTask
from tfgan_suite.variants import StylizedAutoencoder

FIELDS = ("content", "label", "style", "target")


def saae(
    *,
    data: str = "coloured_fashion",
    reconstruction: int = 300,
    judgement: int = 100,
    likeness: float = 10.0,
    content_dim: int = 64,
    style_dim: int = 8,
    width: int = 32,
    learning_rate: float = 5e-4,
    beta_1: float = 0.5,
    beta_2: float = 0.999,
    **options,
) -> Plan:
    """Stylized adversarial autoencoder (Zhao et al. 2017): the content of one image in the style of another.

    Args:
        data: a set with fields content, label, style and target: coloured_fashion.
        reconstruction: training steps of reconstruction alone, at first.
        judgement: training steps that then teach the discriminator alone.
        likeness: weight of the L1 distance to the target.
        content_dim: length of a content's code.
        style_dim: length of a style's code.
        width: channels of the finest level; doubled at each coarser one.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
    """
    task = ImageTask(data=data, **options)
    if not set(FIELDS) <= task.train.fields.keys():
        raise SuiteError(f"saae needs contents and styles, and {task.data!r} has none: give --data coloured_fashion.")
    content, style = (task.train[field].shape[1:] for field in ("content", "style"))
    game = StylizedAutoencoder(
        encoder(content, content_dim, width=width, name="content_encoder"),
        encoder(style, style_dim, width=width, name="style_encoder"),
        two_code_decoder(style, content_dim, style_dim, width=width),
        source_discriminator(style, len(task.train.classes), width=width),
        likeness=likeness,
        seed=task.seed,
    )
    game.compile(**{player: adam(learning_rate, beta_1, beta_2) for player in game.players})
    stages = Stages([reconstruction, reconstruction + judgement])
    return task.plan(game, FIELDS, ("decoder",), callbacks=[stages], protocol=style_protocol, likeness=None)
