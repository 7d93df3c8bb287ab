from tfgan_suite.networks import coded_generator, reading_discriminator
from tfgan_suite.optimizers import adam
from tfgan_suite.training.code_protocol import code_protocol
from tfgan_suite.training.plan import Plan
from tfgan_suite.training.task import ImageTask
from tfgan_suite.variants import InfoGAN

PRESETS = {"paper": {"batch_size": 128, "width": 64}}


def infogan(
    *,
    latent_dim: int = 62,
    categories: int = 10,
    codes: int = 2,
    lam: float = 1.0,
    width: int = 32,
    learning_rate: float = 2e-4,
    generator_learning_rate: float = 1e-3,
    beta_1: float = 0.5,
    beta_2: float = 0.999,
    **options,
) -> Plan:
    """InfoGAN (Chen et al. 2016): finds categories and continuous factors without labels.

    Args:
        latent_dim: length of z, the noise beside the codes.
        categories: values of the categorical code.
        codes: how many continuous codes.
        lam: weight of the information that images carry about their codes; 0 is a GAN without.
        width: channels of the finest level; doubled at each coarser one.
        learning_rate: of the Adam of the discriminator and the posterior.
        generator_learning_rate: of the generator's.
        beta_1: of both.
        beta_2: of both.
    """
    task = ImageTask(**options)
    game = InfoGAN(
        coded_generator(task.shape, categories, codes, latent_dim, width=width),
        reading_discriminator(task.shape, categories, codes, width=width),
        lam=lam,
        seed=task.seed,
    )
    game.compile(
        discriminator=adam(learning_rate, beta_1, beta_2), generator=adam(generator_learning_rate, beta_1, beta_2)
    )
    return task.plan(game, likeness=None, protocol=code_protocol)
