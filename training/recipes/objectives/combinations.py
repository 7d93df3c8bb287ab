"""Systems that are a choice of objective, regularizers, networks and optimizers for one game, `variants.ComposedGAN`.

A row says what its system chooses, in the words of `tfgan train NAME --help`; for another combination give
options to any of them.
"""

from functools import partial

from tfgan_suite.training.cards.readings import of_composition
from tfgan_suite.training.cards.system import System

UNNORMALIZED = 5e-4  # of critics without batch normalization, which learn little in minutes at 2e-4

Combination = partial(
    System, of="composed", module="tfgan_suite.training.recipes.parts.composed", reading=of_composition
)

CARDS = [
    Combination(
        "gan",
        "GAN",
        "Goodfellow et al. 2014",
        "https://arxiv.org/abs/1406.2661",
        "the first game: a discriminator's cross-entropy, a generator that is mistaken for real",
        settings={"objective": "non_saturating"},
        presets={
            "paper": {
                "networks": "maxout",
                "average": 0.0,
                "latent_dim": 100,
                "prior": "uniform",
                "batch_size": 100,
                "optimizer": "sgd",
                "learning_rate": 0.1,
            }
        },
    ),
    Combination(
        "improved_gan",
        "Improved GAN",
        "Salimans et al. 2016",
        "https://arxiv.org/abs/1606.03498",
        "feature matching, minibatch discrimination, historical averaging, smoothing, virtual batch normalization",
        settings={
            "minibatch_kernels": 100,
            "real_target": 0.9,
            "generator_norm": "virtual",
            "learning_rate": 3e-4,
            "batch_size": 100,
        },
    ),
    Combination(
        "f_gan",
        "f-GAN",
        "Nowozin et al. 2016",
        "https://arxiv.org/abs/1606.00709",
        "any f-divergence: its bound is climbed by the discriminator, twelve of them to choose from",
        settings={
            "objective": "f_divergence",
            "divergence": "jensen_shannon",
            "critic_norm": "none",
            "learning_rate": UNNORMALIZED,
        },
    ),
    Combination(
        "lsgan",
        "LSGAN",
        "Mao et al. 2016",
        "https://arxiv.org/abs/1611.04076",
        "least squares: fakes far on the right side of the boundary are pulled back too",
        settings={"objective": "least_squares"},
        presets={"paper": {"average": 0.0, "image_size": 112, "latent_dim": 1024, "width": 64, "learning_rate": 1e-3}},
    ),
    Combination(
        "wgan",
        "WGAN",
        "Arjovsky et al. 2017",
        "https://arxiv.org/abs/1701.07875",
        "a critic instead of a classifier, held Lipschitz by clipping its weights and trained ahead of its generator",
        settings={
            "objective": "wasserstein",
            "clip": 0.05,
            "critic_norm": "none",
            "n_critic": 5,
            "head_start": True,
            "optimizer": "rmsprop",
            "learning_rate": 1e-3,
            "beta_2": 0.99,
        },
        presets={
            "paper": {
                "average": 0.0,
                "image_size": 64,
                "latent_dim": 100,
                "width": 64,
                "clip": 0.01,
                "learning_rate": 5e-5,
            }
        },
    ),
    Combination(
        "sngan",
        "SNGAN",
        "Miyato et al. 2018",
        "https://arxiv.org/abs/1802.05957",
        "every weight of the discriminator divided by its spectral norm",
        settings={"objective": "hinge", "critic_norm": "spectral", "learning_rate": UNNORMALIZED},
        presets={
            "paper": {
                "average": 0.0,
                "networks": "residual",
                "image_size": 32,
                "learning_rate": 2e-4,
                "n_critic": 5,
                "fakes_per_real": 2,
                "beta_1": 0.0,
                "beta_2": 0.9,
                "latent_dim": 128,
                "width": 64,
                "decay": 1.0,
            }
        },
    ),
    Combination(
        "dragan",
        "DRAGAN",
        "Kodali et al. 2017",
        "https://arxiv.org/abs/1705.07215",
        "a gradient penalty around real images alone",
        settings={
            "dragan": 10.0,
            "critic_norm": "none",
            "learning_rate": UNNORMALIZED,
            "beta_2": 0.9,
            "batch_size": 128,
        },
        presets={"paper": {"average": 0.0, "learning_rate": 1e-4}},
    ),
    Combination(
        "capsgan",
        "CapsGAN",
        "Saqur and Vivona 2018",
        "https://arxiv.org/abs/1806.03968",
        "a discriminator of capsules with dynamic routing",
        missing="on images turned by any angle C-FID 30 after 600 steps, where convolutions of the same width reach 6",
        settings={"networks": "capsules", "width": 32},
        presets={"paper": {"average": 0.0, "width": 128}},
    ),
    Combination(
        "r1_gan",
        "R1 GAN",
        "Mescheder et al. 2018",
        "https://arxiv.org/abs/1801.04406",
        "the discriminator's gradient at real images is penalized: converges where other games circle",
        settings={"r1": 10.0, "critic_norm": "none", "learning_rate": UNNORMALIZED},
    ),
    Combination(
        "ragan",
        "Relativistic average GAN",
        "Jolicoeur-Martineau 2018",
        "https://arxiv.org/abs/1807.00734",
        "how much more real than the average fake: both players see both kinds",
        settings={"objective": "relativistic_average"},
    ),
    Combination(
        "cr_gan",
        "CR-GAN",
        "Zhang et al. 2019",
        "https://arxiv.org/abs/1910.12027",
        "an image moved a little must score the same",
        settings={
            "objective": "hinge",
            "consistency": 10.0,
            "critic_norm": "spectral",
            "learning_rate": UNNORMALIZED,
        },
    ),
    Combination(
        "lecam_gan",
        "LeCam GAN",
        "Tseng et al. 2021",
        "https://arxiv.org/abs/2104.03310",
        "scores stay near running means, for few images",
        settings={"objective": "hinge", "lecam": 0.3, "critic_norm": "spectral", "learning_rate": UNNORMALIZED},
    ),
    Combination(
        "diffaugment",
        "DiffAugment",
        "Zhao et al. 2020",
        "https://arxiv.org/abs/2006.10738",
        "the discriminator sees all images through differentiable changes, for few images",
        settings={"augmentation": "diffaugment"},
    ),
    Combination(
        "ada",
        "ADA",
        "Karras et al. 2020",
        "https://arxiv.org/abs/2006.06676",
        "changes made as often as the discriminator overfits, for few images",
        settings={"augmentation": "ada", "r1": 10.0, "critic_norm": "none", "learning_rate": UNNORMALIZED},
    ),
    Combination(
        "top_k_gan",
        "Top-k GAN",
        "Sinha et al. 2020",
        "https://arxiv.org/abs/2002.06224",
        "the generator learns from those of its fakes that are liked best",
        settings={"top_k": 0.5},
    ),
    Combination(
        "acgan",
        "ACGAN",
        "Odena et al. 2016",
        "https://arxiv.org/abs/1610.09585",
        "a head of the discriminator reads the class back, which both players want to be right",
        settings={"condition": "acgan"},
        presets={"paper": {"average": 0.0, "image_size": 32, "latent_dim": 100, "batch_size": 100, "width": 64}},
    ),
    Combination(
        "sagan",
        "SAGAN",
        "Zhang et al. 2018",
        "https://arxiv.org/abs/1805.08318",
        "residual networks in which each place of an image may look at all others",
        missing="trained on one seed; that attention makes distant parts of an image agree has not been tried",
        settings={
            "objective": "hinge",
            "condition": "norm",
            "networks": "residual",
            "attention": 2,
            "generator_norm": "spectral",
            "critic_norm": "spectral",
            "width": 16,
            "learning_rate": 4e-4,
            "discriminator_learning_rate": 8e-4,
            "beta_1": 0.0,
            "beta_2": 0.9,
        },
        presets={
            "paper": {
                "average": 0.0,
                "image_size": 128,
                "latent_dim": 128,
                "batch_size": 256,
                "width": 64,
                "attention": 4,
                "learning_rate": 1e-4,
                "discriminator_learning_rate": 4e-4,
            }
        },
    ),
    Combination(
        "biggan",
        "BigGAN",
        "Brock et al. 2018",
        "https://arxiv.org/abs/1809.11096",
        "each block hears its own part of z, filters are kept orthogonal, latents are truncated when sampling",
        missing="trained on one seed; what the penalty on filters changes has not been measured",
        settings={
            "objective": "hinge",
            "condition": "norm",
            "networks": "hierarchical",
            "attention": 2,
            "generator_norm": "spectral",
            "critic_norm": "spectral",
            "orthogonal": 1e-4,
            "standing": 16,
            "latent_dim": 60,
            "width": 16,
            "learning_rate": 4e-4,
            "discriminator_learning_rate": 8e-4,
            "beta_1": 0.0,
        },
        presets={
            "paper": {
                "average": 0.9999,
                "average_from": 20_000,
                "image_size": 128,
                "latent_dim": 120,
                "batch_size": 2048,
                "width": 96,
                "attention": 2,
                "n_critic": 2,
                "learning_rate": 5e-5,
                "discriminator_learning_rate": 2e-4,
            }
        },
    ),
]
