"""SPADE: recipe and card."""

from typing import Any, Literal

from tfgan_suite import layers, networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts

CARD = System(
    name="spade",
    title="SPADE",
    paper="Park et al. 2019",
    url="https://arxiv.org/abs/1903.07291",
    line="label maps painted: every layer of the generator is told the map again where it normalizes (GauGAN)",
    reading="The losses are hinges against opponents that learn. matching, the distance of the discriminators' hidden "
    "layers from those of real images, should fall at first and may rise as they sharpen.",
    presets={
        "paper": {
            "image_size": 256,
            "mirror": True,
            "width": 64,
            "most": 1024,
            "hidden": 128,
            "latent_dim": 256,
            "judge_width": 64,
            "judge_most": 512,
            "generator_rate": 1e-4,
            "discriminator_rate": 4e-4,
            "batch_size": 32,
            "epochs": 50,
        }
    },
)

EPOCHS = 1


def spade(
    *,
    data: str = "fashion_scenes",
    style: Literal["drawn", "encoded"] = "drawn",
    latent_dim: Count = 32,
    width: Count = 16,
    most: Count = 64,
    hidden: Count = 32,
    judge_width: Count = 16,
    judge_most: Count = 64,
    scales: Count = 2,
    depth: Count = 3,
    matching: Weight = 10.0,
    perceptual: Weight = 10.0,
    prior: Weight = 0.05,
    generator_rate: Positive = 2e-4,
    discriminator_rate: Positive = 4e-4,
    beta_1: Fraction = 0.0,
    beta_2: Fraction = 0.9,
    average: Fraction = 0.998,
    batch_size: Count = 16,
    **options: Any,
) -> "plans.Plan":
    """SPADE (Park et al. 2019): images of label maps. The defaults suit scenes of garments on two cores.

    Args:
        data: images with masks by name (fashion_scenes, fashion_masks), a folder with images/ and masks/, or an .npz
            file of `image` and `mask`; with instances/ too where things have numbers.
        style: where latents come from: drawn, or encoded from the image, whose encoder is then a product too.
        latent_dim: length of the latent.
        width: channels of the generator's finest maps; doubled at each coarser level.
        most: upper bound of them.
        hidden: channels of the networks that read the layout for each normalization.
        judge_width: channels of the discriminators' first convolution; doubled at each further one.
        judge_most: upper bound of them.
        scales: sizes at which images are judged.
        depth: strided layers of each discriminator: 1, 2 or 3, as far as they fit.
        matching: weight of the distance of hidden layers.
        perceptual: weight of that of a trained network's maps, where there is one for such images.
        prior: weight of the divergence of encoded latents from the normal prior.
        generator_rate: of the generator's Adam.
        discriminator_rate: of the discriminator's Adam.
        beta_1: of both.
        beta_2: of both.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.LabelMapTask(data=data, batch_size=batch_size, average=average, **options).lasting(EPOCHS)
    classes = task.layout_shape[-1]
    maps, by = parts.maps_for(task.train, task.shape)
    generator = networks.painter(task.shape, classes, latent_dim, width=width, most=most, hidden=hidden)
    size = {"width": judge_width, "most": judge_most, "depth": depth, "scales": scales, "conv": layers.SpectralConv2D}
    judge = networks.multiscale_discriminator(task.shape, classes, **size)
    told = {"maps": maps, "matching": matching, "perceptual": perceptual}
    told |= {"instances": task.instances, "seed": task.seed}
    if style == "encoded":
        encoder = networks.variational_encoder(task.shape, latent_dim, width=judge_width, most=judge_most)
        game: variants.SPADE = variants.StyledSPADE(generator, judge, encoder, prior=prior, **told)
    else:
        game = variants.SPADE(generator, judge, **told)
    rates = {"generator": generator_rate, "discriminator": discriminator_rate}
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player, rate in rates.items()})
    task.found += f"; images are compared by {by}" if maps else ""
    return task.plan(game, protocol=protocols.painting_protocol)
