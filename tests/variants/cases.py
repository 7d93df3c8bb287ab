"""One small, batch-norm-free game of each variant, and a batch for it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import keras
import numpy as np

from tests.variants import compositions, noise, translations
from tests.variants.compositions import SMALL
from tests.variants.noise import CLIP, SHAPE
from tfgan_suite import conditions, networks, variants
from tfgan_suite.core.game import Game


@dataclass(frozen=True)
class Case:
    """How to build a game, and `batch(rng, n)` that gives one training batch of n examples."""

    build: Callable[[], Game]
    batch: Callable


def dcgan():
    return variants.DCGAN(networks.generator(SHAPE, 5, **SMALL), networks.discriminator(SHAPE, **SMALL))


def wgan_gp():
    critic = networks.discriminator(SHAPE, **SMALL, name="critic")
    return variants.WGANGP(networks.generator(SHAPE, 5, **SMALL), critic, n_critic=2)


def cgan(discriminator):
    generator = networks.conditional_generator(SHAPE, 3, 5, **SMALL)
    return variants.CGAN(generator, discriminator(SHAPE, 3, **SMALL), num_classes=3)


def fisher():
    critic = networks.discriminator(SHAPE, **SMALL, name="critic")
    return variants.FisherGAN(networks.generator(SHAPE, 5, **SMALL), critic, n_critic=2, rho=0.1)


def progan():
    parts = {"width": 4, "most": 8}
    generator, critic = networks.growing_generator(SHAPE, 5, **parts), networks.growing_critic(SHAPE, **parts)
    return half_grown(variants.ProGAN(generator, critic, boundaries=(100, 120)))


def half_grown(game):
    """Half way into the fade of its second level, from step 100 to 120."""
    game.stage = 1
    game.steps.assign(110)
    return game


def unrolled():
    parts = networks.generator(SHAPE, 5, **SMALL), networks.discriminator(SHAPE, **SMALL)
    return variants.UnrolledGAN(*parts, unroll=2)


def ssl_gan():
    classifier = networks.feature_classifier(SHAPE, 3, units=8, width=4)
    return variants.SemiSupervisedGAN(networks.generator(SHAPE, 5, **SMALL), classifier, input_noise=0.1)


def dann():
    classifier = networks.feature_classifier(SHAPE, 3, units=8, head=(8,), width=4)
    return variants.DANN(classifier, networks.domain_classifier(8, 8), total_steps=20)


def segan():
    return variants.SegAN(networks.unet_segmenter(SHAPE, **SMALL), networks.multiscale_critic(SHAPE, **SMALL))


def segan_classes():
    height, width, channels = SHAPE
    critic = networks.multiscale_critic((height, width, 3 * channels), **SMALL)
    return variants.SegAN(networks.unet_segmenter(SHAPE, 3, **SMALL), critic, class_weights=(0.4, 0.5, 0.7))


def began():
    parts = {"width": 3, "depth": 1}
    game = variants.BEGAN(
        networks.decoder_generator(SHAPE, 5, **parts), networks.image_autoencoder(SHAPE, 5, **parts), lambda_k=0.5
    )
    game.k.assign(0.5)
    return game


def ebgan(kind=variants.EBGAN, **parts):
    small = {"width": 3, "depth": 1}
    autoencoder = networks.coding_autoencoder(SHAPE, 5, **small)
    return kind(networks.decoder_generator(SHAPE, 5, **small), autoencoder, **parts)


def mrgan():
    generator, encoder = networks.generator(SHAPE, 5, **SMALL), networks.encoder(SHAPE, 5, **SMALL)
    return variants.MRGAN(generator, networks.discriminator(SHAPE, **SMALL), encoder)


def mdgan():
    generator, encoder = networks.generator(SHAPE, 5, **SMALL), networks.encoder(SHAPE, 5, **SMALL)
    discriminators = [networks.discriminator(SHAPE, name=name, **SMALL) for name in ("manifold", "diffusion")]
    return variants.MDGAN(generator, *discriminators, encoder)


def saae():
    shapes = {"content_encoder": SHAPE, "style_encoder": (8, 8, 3)}
    encoders = [networks.encoder(shape, 4, name=name, **SMALL) for name, shape in shapes.items()]
    decoder = networks.two_code_decoder((8, 8, 3), 4, 4, **SMALL)
    classifier = networks.source_discriminator((8, 8, 3), 3, **SMALL)
    return variants.StylizedAutoencoder(*encoders, decoder, classifier)


def vae_gan():
    encoder, critic = networks.variational_encoder(SHAPE, 5, **SMALL), networks.feature_discriminator(SHAPE, **SMALL)
    return variants.VAEGAN(encoder, networks.generator(SHAPE, 5, **SMALL), critic, weight=0.1)


def infogan(categories=3):
    return variants.InfoGAN(
        networks.coded_generator(SHAPE, categories, 2, 5, **SMALL),
        networks.reading_discriminator(SHAPE, categories, 2, **SMALL),
    )


def ss_infogan():
    named = {"label": 3}
    parts = (
        networks.coded_generator(SHAPE, named, 2, 5, **SMALL),
        networks.reading_discriminator(SHAPE, named, 2, **SMALL),
    )
    return variants.SSInfoGAN(*parts, ramp=4)


def s3gan():
    parts = (
        networks.conditional_generator(SHAPE, 3, 5, **SMALL),
        networks.self_supervised_discriminator(SHAPE, 3, **SMALL),
    )
    return variants.S3GAN(*parts, num_classes=3)


def text_to_image():
    generator = networks.text_generator(SHAPE, 4, 5, text_units=6, **SMALL)
    discriminator = networks.text_discriminator(SHAPE, 4, text_units=6, **SMALL)
    return variants.TextToImage(generator, discriminator, captions=["a dim bag", "a boot"])


TOLD = {"captions": ["a dim bag", "a boot"]}
PLAIN = {"width": 4, "most": 8, "norm": networks.no_norm}


def two_answers():
    generator = networks.text_generator(SHAPE, 4, 5, text_units=6, **SMALL)
    return variants.TwoAnswersGAN(
        generator, networks.two_answers_discriminator(SHAPE, 4, text_units=6, **SMALL), **TOLD
    )


def gawwn():
    size = {"text_units": 6, **PLAIN}
    pair = networks.placed_generator((16, 16, 1), 4, 5, **size), networks.placed_discriminator((16, 16, 1), 4, **size)
    return variants.GAWWN(*pair, boxes=[[0.0, 0.0, 0.5, 0.5], [0.25, 0.5, 0.5, 0.5]], **TOLD)


def gawwn_keypoints():
    size = {"text_units": 6, **PLAIN}
    return variants.KeypointGAWWN(
        networks.pointed_generator((16, 16, 1), 4, 3, 5, **size),
        networks.pointed_discriminator((16, 16, 1), 4, 3, **size),
        networks.completer(4, 3, 5, units=8),
        networks.keypoint_judge(4, 3, units=8),
        parts=("a", "b", "c"),
        completions=2,
        **TOLD,
    )


def stackgan(stage):
    large, small = (16, 16, 1), SHAPE
    told = conditions.Vector(3, [[0, 0, 0]], "condition")
    pairs = (
        networks.conditional_generator(small, told, 5, trunk=networks.upsampled_image, **PLAIN),
        networks.refiner(large, small, 3, blocks=1, **PLAIN),
    )
    laws = [networks.conditioner(4, 3, name=name) for name in ("conditioner", "second_conditioner")]
    judges = [networks.text_discriminator(shape, 4, text_units=6, **SMALL) for shape in (small, large)]
    parts = [part for three in zip(laws, pairs, judges, strict=True) for part in three]
    game = variants.StackGAN(*parts, **TOLD)
    game.stage = stage
    return game


def stackgan_pp():
    shape, parts = (16, 16, 1), {"sizes": 2, **PLAIN}
    generator = networks.tree_generator(shape, 3, 5, blocks=1, **parts)
    judge = networks.tree_discriminator(shape, 4, text_units=6, **parts)
    return variants.StackGANPlusPlus(networks.conditioner(4, 3), generator, judge, colour_weight=1.0, **TOLD)


def mocogan(draw):
    return variants.MoCoGAN(
        networks.video_generator(CLIP, 3, 5, 4, draw=draw, **SMALL),
        networks.frame_discriminator(SHAPE, **SMALL),
        networks.video_discriminator(CLIP, 3, **SMALL),
        num_classes=3,
    )


def seqgan():
    generator = networks.token_policy(6, embedding=4, units=4)
    discriminator = networks.token_discriminator(6, 4, embedding=4, filters=3, widths=(1, 2))
    return variants.SeqGAN(generator, discriminator, vocabulary="abcdef", length=4, d_steps=2, rollouts=3)


def text_wgan_gp():
    size = {"width": 12, "blocks": 1}
    pair = networks.soft_generator(4, 6, 5, **size), networks.soft_critic(4, 6, **size)
    return variants.TextWGANGP(*pair, vocabulary="abcdef", n_critic=2)


def mad_gan():
    generators = networks.image_generators(SHAPE, 3, 5, **SMALL)
    return variants.MADGAN(generators, networks.source_discriminator(SHAPE, 3, **SMALL), sim=0.5)


def gogan():
    critic = networks.discriminator(SHAPE, **SMALL, name="critic")
    game = variants.GoGAN(networks.generator(SHAPE, 5, **SMALL), critic, margin=0.5, bound=0.3, n_critic=2)
    game.stage = 1
    return game


def cogan():
    generators = networks.coupled_generators((16, 16, 1), 5, rendering=3, **SMALL)
    return variants.CoGAN(generators, networks.coupled_discriminators((16, 16, 1), **SMALL))


def stylegan():
    parts = {"width": 4, "most": 8}
    mapping, synthesis = networks.style_mapping(5, 6, depth=2), networks.style_synthesis(SHAPE, 6, **parts)
    critic = networks.growing_critic(SHAPE, **parts, blurred=True, name="discriminator")
    return half_grown(variants.StyleGAN(mapping, synthesis, critic, boundaries=(100, 120), first_level=0))


CASES = {
    "dcgan": Case(dcgan, noise.images),
    "unrolled": Case(unrolled, noise.images),
    "mad_gan": Case(mad_gan, noise.images),
    "gogan": Case(gogan, noise.images),
    "cogan": Case(cogan, noise.unpaired),
    "wgan_gp": Case(wgan_gp, noise.images),
    "steep": Case(compositions.steep, noise.images),
    "dragan": Case(compositions.dragan, noise.images),
    "augmented": Case(compositions.augmented, noise.images),
    "clipped": Case(compositions.clipped, noise.images),
    "fisher": Case(fisher, noise.images),
    "feature_matching": Case(compositions.feature_matching, noise.images),
    "top_k": Case(partial(compositions.composed, variants.TopKGAN, anneal=0.5, interval=1), noise.images),
    "cgan": Case(partial(cgan, networks.concat_discriminator), noise.labelled),
    "cgan_projection": Case(partial(cgan, networks.projection_discriminator), noise.labelled),
    "concatenated": Case(compositions.concatenated, noise.labelled),
    "projected": Case(compositions.projected, noise.labelled),
    "multiplied": Case(compositions.multiplied, noise.attributed),
    "attending": Case(compositions.attending, noise.labelled),
    "styled": Case(compositions.styled, noise.labelled),
    "hierarchical": Case(compositions.hierarchical, noise.labelled),
    "bottleneck": Case(compositions.bottleneck, noise.labelled),
    "classified": Case(compositions.classified, noise.labelled),
    "reacgan": Case(partial(compositions.contrasted, conditions.DataToData), noise.labelled),
    "contragan": Case(partial(compositions.contrasted, conditions.ClassContrast), noise.labelled),
    "progan": Case(progan, noise.images),
    "stylegan": Case(stylegan, noise.images),
    "pix2pix": Case(translations.pix2pix, noise.pairs),
    "cyclegan": Case(translations.cyclegan, noise.pairs),
    "cut": Case(partial(translations.cut, variants.CUT), noise.pairs),
    "fastcut": Case(partial(translations.cut, variants.FastCUT), noise.pairs),
    "pan": Case(translations.pan, noise.pairs),
    "nogan": Case(translations.nogan, noise.pairs),
    "srgan": Case(translations.srgan, noise.large),
    "cartoon_gan": Case(translations.cartoon_gan, noise.pairs),
    "unit": Case(translations.unit, noise.pairs),
    "esrgan": Case(translations.esrgan, noise.large),
    "real_esrgan": Case(translations.real_esrgan, noise.large),
    "spade": Case(partial(translations.spade, variants.SPADE), noise.painted),
    "styled_spade": Case(translations.styled_spade, noise.painted),
    "pix2pixhd_coarse": Case(partial(translations.pix2pixhd, 0), noise.painted),
    "pix2pixhd": Case(translations.pix2pixhd, noise.painted),
    "context_encoder": Case(translations.context_encoder, noise.large),
    "ss_infogan": Case(ss_infogan, noise.beside_labelled),
    "s3gan": Case(s3gan, noise.partly_labelled),
    "text_to_image": Case(text_to_image, noise.captioned),
    "two_answers": Case(two_answers, noise.captioned),
    "gawwn": Case(gawwn, noise.captioned_boxes),
    "gawwn_keypoints": Case(gawwn_keypoints, noise.captioned_keypoints),
    "stackgan_sketching": Case(partial(stackgan, 0), noise.captioned_large),
    "stackgan": Case(partial(stackgan, 1), noise.captioned_large),
    "stackgan_pp": Case(stackgan_pp, noise.captioned_large),
    "mocogan": Case(partial(mocogan, networks.redrawn), noise.clips),
    "mocogan_moved": Case(partial(mocogan, networks.moved), noise.clips),
    "segan": Case(segan, noise.masked),
    "segan_classes": Case(segan_classes, noise.masked_by_class),
    "ssl_gan": Case(ssl_gan, noise.companions),
    "dann": Case(dann, noise.companions),
    "began": Case(began, noise.images),
    "ebgan": Case(ebgan, noise.images),
    "magan": Case(partial(ebgan, variants.MAGAN, margin=0.5), noise.images),
    "mrgan": Case(mrgan, noise.images),
    "mdgan": Case(mdgan, noise.images),
    "saae": Case(saae, noise.dyed),
    "vae_gan": Case(vae_gan, noise.images),
    "infogan": Case(infogan, noise.images),
    "infogan_of_two_categories": Case(partial(infogan, (3, 2)), noise.images),
    "text_wgan_gp": Case(text_wgan_gp, noise.sequences),
    "seqgan": Case(seqgan, noise.sequences),
}


def build(case, seed=0):
    """The same weights for the same seed."""
    keras.utils.set_random_seed(seed)
    return case.build()


def outspoken(case):
    """The same with ten times larger kernels than networks begin with, so that what they say differs visibly."""
    game = build(case)
    for kernel in (w for player in game.players for w in game.weights_of(player) if w.name == "kernel"):
        kernel.assign(10 * kernel)
    return game


def one_batch(case, n=8, seed=0):
    return case.batch(np.random.default_rng(seed), n)
