"""MRGAN: recipe and card."""

from typing import Any

from tfgan_suite import optimizers, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.readings import CROSS_ENTROPY
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts

CARD = System(
    name="mrgan",
    title="MRGAN",
    paper="Che et al. 2016",
    url="https://arxiv.org/abs/1612.02136",
    line="an encoder leads real examples back to latents, of which the generator must rebuild them: no mode is missed",
    missing="3, 4 and 3 modes of the grid's 25 where GAN on the same networks has 2, 3 and 5",
    reading=CROSS_ENTROPY
    + " The generator's and the encoder's also hold the error of rebuilt examples, which should fall.",
    presets={"paper": {"average": 0.0, "image_size": 64, "latent_dim": 100, "width": 64, "learning_rate": 1e-4}},
)


def mrgan(
    *,
    reconstruction_weight: Weight = 0.2,
    realism: Weight = 0.4,
    latent_dim: Count = 64,
    width: Count = 32,
    learning_rate: Positive = 2e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """Mode-regularized GAN (Che et al. 2016, section 3.2): the generator must also rebuild real examples.

    Args:
        reconstruction_weight: weight of the mean squared error between an example and its reconstruction.
        realism: weight of what the discriminator thinks of reconstructions.
        latent_dim: length of z.
        width: channels of the finest level of image networks; doubled at each coarser one.
        learning_rate: of all players' Adam.
        beta_1: of all players' Adam.
        beta_2: of all players' Adam.
    """
    task = plans.ImageTask(**options)
    generator, critics, encoder, field = parts.networks_with_encoder(task, latent_dim, width)
    game = variants.MRGAN(
        generator, *critics, encoder, reconstruction_weight=reconstruction_weight, realism=realism, seed=task.seed
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, (field,), collapse_field=field)
