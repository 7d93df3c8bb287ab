"""Games that translate images, small and free of batch normalization."""

import numpy as np

from tests.variants.compositions import SMALL
from tests.variants.noise import SHAPE
from tfgan_suite import networks, variants

LARGE = (16, 16, 1)


def pix2pix():
    discriminator = networks.patch_discriminator(SHAPE, 1, **SMALL)
    return variants.Pix2Pix(networks.unet_generator(SHAPE, **SMALL), discriminator, lam=1.0)


def cyclegan():
    translators = [networks.resnet_translator(SHAPE, blocks=1, name=name, **SMALL) for name in ("g", "f")]
    discriminators = [networks.patch_discriminator(SHAPE, depth=1, name=name, **SMALL) for name in ("y", "x")]
    return variants.CycleGAN(*translators, *discriminators, pool_size=6)


def cut(game):
    size = {"width": 4, "halvings": 1, "blocks": 1}
    generator = networks.blurred_translator(SHAPE, **size, name="generator")
    discriminator = networks.patch_discriminator(SHAPE, depth=1, **SMALL)
    projector = networks.patch_projector((1, 8, 8), units=5)
    for weight in projector.weights:
        if weight.path.endswith("bias"):
            weight.assign(np.linspace(0.4, 0.8, 5))  # unit vectors of nearly nothing have gradients without bound
    rules = {"compared": ("down_1", "block_1"), "patches": 7, "temperature": 3.0, "contrast": 1.0}
    return game(generator, discriminator, projector, **rules)


def pan():
    judge = networks.exposing_discriminator(SHAPE, depth=1, **SMALL)
    return variants.PAN(networks.unet_generator(SHAPE, dropout=False, **SMALL), judge, layer_weights=(5.0, 1.5))


def nogan(stage=2):
    maps = networks.unet_generator(SHAPE, dropout=False, name="perceptual", **SMALL)
    maps.trainable = False
    generator = networks.unet_generator(SHAPE, dropout=False, **SMALL)
    game = variants.NoGAN(generator, networks.patch_discriminator(SHAPE, depth=1, **SMALL), maps, adversarial=0.5)
    game.stage = stage
    return game


def srgan(stage=1):
    parts = {"width": 4, "norm": networks.no_norm}
    judge = networks.enlarged_discriminator(LARGE, halvings=1, units=5, **parts)
    game = variants.SRGAN(networks.enlarger(SHAPE, 2, blocks=1, **parts), judge, still_maps(), adversarial=0.5)
    game.stage = stage
    return game


def cartoon_gan(stage=1):
    maps = networks.unet_generator(SHAPE, dropout=False, name="perceptual", **SMALL)
    maps.trainable = False
    generator = networks.resnet_translator(SHAPE, blocks=1, name="generator", **SMALL)
    game = variants.CartoonGAN(generator, networks.patch_discriminator(SHAPE, depth=1, **SMALL), maps, content=0.5)
    game.stage = stage
    return game


def unit():
    domains, inside = ("source", "target"), {"halvings": 1, "blocks": 1, "norm": networks.image_norm}
    encoders = [networks.domain_encoder(SHAPE, width=4, name=f"{name}_encoder", **inside) for name in domains]
    shared = [networks.shared_maps((4, 4, 8), norm=networks.image_norm, name=f"shared_{name}") for name in ("e", "d")]
    decoders = [networks.domain_decoder((4, 4, 8), 1, name=f"{name}_decoder", **inside) for name in domains]
    judges = [networks.patch_discriminator(SHAPE, depth=1, name=f"{name}_judge", **SMALL) for name in domains]
    return variants.UNIT(*encoders, *shared, *decoders, *judges, rebuilding=1.0)


def esrgan(stage=1):
    parts = networks.dense_enlarger(SHAPE, 2, width=4, blocks=1, growth=2), still_maps()
    judge = networks.enlarged_discriminator(LARGE, halvings=1, units=5, width=4, norm=networks.no_norm)
    game = variants.ESRGAN(parts[0], judge, parts[1], adversarial=0.5, pixels=0.5)
    game.stage = stage
    return game


def real_esrgan():
    judge = networks.pixel_discriminator(LARGE, width=3, halvings=1)
    generator = networks.dense_enlarger(SHAPE, 2, width=4, blocks=1, growth=2)
    game = variants.RealESRGAN(generator, judge, still_maps(), adversarial=0.5, strength=0.5)
    game.stage = 1
    return game


def still_maps():
    """Some network of 16x16 images, frozen."""
    maps = networks.unet_generator(LARGE, dropout=False, name="perceptual", **SMALL)
    maps.trainable = False
    return maps


def painting(judge_shape=LARGE, name="discriminator"):
    """What judges 16x16 painted images of three classes with boundaries, or smaller ones."""
    return networks.multiscale_discriminator(judge_shape, 4, depth=1, name=name, **SMALL)


def spade(game, *further):
    generator = networks.painter(LARGE, 4, 5, width=4, most=8, hidden=3, norm=networks.plain_instance_norm)
    return game(generator, painting(), *further, matching=1.0, instances=True)


def styled_spade():
    return spade(variants.StyledSPADE, networks.variational_encoder(LARGE, 5, **SMALL))


def pix2pixhd(stage=2):
    size = {"width": 4, "blocks": 1}
    game = variants.Pix2PixHD(
        networks.coarse_painter((8, 8, 4), halvings=1, **size),
        networks.coarse_image((8, 8, 4), 1),
        networks.enhancer((16, 16, 4), 1, width=2, blocks=1),
        painting((8, 8, 1), "coarse_discriminator"),
        painting(),
        matching=1.0,
        instances=True,
    )
    game.stage = stage
    return game


def context_encoder():
    generator = networks.unet_generator((16, 16, 2), 1, dropout=False, **SMALL)
    return variants.ContextEncoder(generator, networks.discriminator(LARGE, **SMALL), border=2, reconstruction=0.5)
