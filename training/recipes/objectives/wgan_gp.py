"""WGAN-GP: recipe and card."""

from typing import Any, Literal

from tfgan_suite import networks as nets
from tfgan_suite import optimizers, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Share, Weight
from tfgan_suite.training.cards.readings import GAP
from tfgan_suite.training.cards.system import System

CARD = System(
    name="wgan_gp",
    title="WGAN-GP",
    paper="Gulrajani et al. 2017",
    url="https://arxiv.org/abs/1704.00028",
    line="Wasserstein critic held 1-Lipschitz by a gradient penalty, several critic steps on fresh data",
    reading=GAP,
    presets={
        "paper": {
            "average": 0.0,
            "networks": "residual",
            "image_size": 32,
            "latent_dim": 128,
            "width": 128,
            "most": 128,
            "n_critic": 5,
            "learning_rate": 2e-4,
            "decay": 1.0,
        }
    },
)


def wgan_gp(
    *,
    networks: Literal["convolutional", "residual"] = "convolutional",
    latent_dim: Count = 64,
    width: Count = 32,
    most: Count = 1024,
    critic_norm: Literal["none", "layer"] = "none",
    n_critic: Count = 1,
    lam: Weight = 10.0,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.0,
    beta_2: Fraction = 0.9,
    decay: Share = 0.0,
    **options: Any,
) -> "plans.Plan":
    """WGAN-GP (Gulrajani et al. 2017) on a convolutional or residual pair, or on dense networks for points.

    The defaults depart from the paper's for what minutes allow: one critic step, not five, for each of the generator's,
    and a higher rate. Its preset is what the paper has for images of 32x32 (appendix F).

    Args:
        networks: of images: convolutional as DCGAN's, or residual.
        latent_dim: length of z.
        width: channels of the finest level; doubled at each coarser one.
        most: upper bound of channels.
        critic_norm: the paper allows layer normalization or none, never batch normalization.
        n_critic: critic steps, each on fresh data, before each generator step; 5 in the paper.
        lam: weight of the gradient penalty.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam; in the paper .5 for convolutional pairs, 0 for ResNets.
        beta_2: of both players' Adam.
        decay: share of the training, at its end, over which the learning rate falls to zero.
    """
    task = plans.ImageTask(**options)
    field = "point" if "point" in task.train.fields else "image"
    if field == "point":
        pair = nets.point_generator(latent_dim=latent_dim), nets.point_discriminator(name="critic")
    else:
        norm = {"none": nets.no_norm, "layer": nets.layer_norm}[critic_norm]
        residual = networks == "residual"
        up, down = ({"trunk": t} if residual else {} for t in (nets.residual_image, nets.residual_features))
        generator = nets.generator(task.shape, latent_dim, width=width, most=most, **up)
        pair = generator, nets.discriminator(task.shape, width=width, most=most, norm=norm, name="critic", **down)
    game = variants.WGANGP(
        *pair,
        n_critic=n_critic,
        lam=lam,
        seed=task.seed,
    )
    plan = task.plan(game, (field,), collapse_field=field)
    updates = {"critic": n_critic * plan.steps, "generator": plan.steps}
    rates = {p: optimizers.LinearDecay(learning_rate, round((1 - decay) * n), n) for p, n in updates.items()}
    game.compile(**{p: optimizers.adam(rates[p] if decay else learning_rate, beta_1, beta_2) for p in game.players})
    return plan
