from functools import partial

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch
from tests.variants.compositions import SMALL
from tests.variants.noise import SHAPE, images
from tfgan_suite import networks
from tfgan_suite.conditions import Scorer
from tfgan_suite.core.latents import normal
from tfgan_suite.core.precision import computing_in
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import (
    Augmentation,
    EqualizedConv2D,
    MinibatchDiscrimination,
    SpectralConv2D,
    WeightNormalizedConv2D,
)
from tfgan_suite.losses import RelativisticAverage, Wasserstein
from tfgan_suite.optimizers import RMSProp
from tfgan_suite.regularizers import DRAGAN, R1, R2, Clipping, Consistency, GeneratorInputs, InterpolatedGradientPenalty
from tfgan_suite.variants import WGANGP, ComposedGAN, FeatureMatchingGAN, TopKGAN


def pair(**norm):
    return networks.generator(SHAPE, 5, **SMALL), networks.discriminator(SHAPE, **{**SMALL, **norm})


def test_the_generator_learns_from_its_best_fakes_alone():
    """The gradients of the worse half are zero, those of the better half what they are without; so is the loss."""
    game = TopKGAN(*pair(), floor=0.5, anneal=0.1, interval=1)
    game.steps.assign(5)
    f = tf.Variable([[3.0], [-1.0], [2.0], [0.0]])
    with StepContext(0, game.steps, 0, descends=True), tf.GradientTape() as tape:
        loss = game.generator_loss(GeneratorInputs(None, None, f, Scorer(lambda v: v)))
    expected = np.array([[-1 / (1 + np.exp(3.0))], [0], [-1 / (1 + np.exp(2.0))], [0]]) / 4
    np.testing.assert_allclose(tape.gradient(loss, f), expected, rtol=1e-4)
    assert float(loss) == pytest.approx(np.log1p(np.exp(-f.numpy())).mean(), rel=1e-5)


@pytest.mark.parametrize(("steps", "share"), [(0, 1.0), (1000, 0.99), (10**6, 0.5)])
def test_the_share_falls_to_its_floor(steps, share):
    game = TopKGAN(*pair())
    game.steps.assign(steps)
    assert float(game.share()) == pytest.approx(share)


def test_matched_features_are_those_that_the_last_layer_reads():
    game = build(CASES["feature_matching"])
    x = one_batch(CASES["feature_matching"])
    with StepContext(0, game.steps, 0, descends=True):
        assert float(game.generator_loss(GeneratorInputs(None, None, x, None, x))) == pytest.approx(0, abs=1e-9)
        distance = float(game.generator_loss(GeneratorInputs(None, None, -x, None, x)))
    φ = keras.Model(game.discriminator.inputs, game.discriminator.layers[-1].input)
    assert distance == pytest.approx(np.square(np.mean(φ(x), 0) - np.mean(φ(-x), 0)).sum(), rel=1e-4)


def test_each_turn_has_latents_of_its_own_and_reals_and_fakes_are_never_mixed():
    drawn, shown = [], []

    def prior(shape, seed):
        drawn.append(normal(shape, seed).numpy())
        return tf.constant(drawn[-1])

    class Watched(ComposedGAN):
        def in_training(self, *names):
            G, D = super().in_training(*names)
            return G, lambda images: shown.append(np.array(images)) or D(images)

    game = Watched(*pair(), n_critic=3, prior=prior)
    game.compile(run_eagerly=True)
    real = images(np.random.default_rng(0), 12)
    game.train_on_batch(real)
    assert len(drawn) == 4 and len(np.unique(np.concatenate(drawn), axis=0)) == 16
    kinds = [{bool((real == image).all((1, 2, 3)).any()) for image in batch} for batch in shown]
    assert kinds == [{True}, {False}] * 3 + [{False}]
    assert len(np.unique(np.concatenate(shown), axis=0)) == 12 + 16


def test_fakes_per_real_is_the_number_of_latents_for_each_example():
    game = ComposedGAN(*pair(), fakes_per_real=3)
    with StepContext(0, game.steps, 0, descends=True):
        assert game.noise(game.per_real(tf.zeros((4, *SHAPE)))).shape == (12, 5)


@pytest.mark.parametrize("rule", [Clipping(), InterpolatedGradientPenalty()])
def test_batch_normalization_in_the_discriminator_is_refused_where_it_makes_no_sense(rule):
    generator, discriminator = networks.generator((16, 16, 1), 5, width=4), networks.discriminator((16, 16, 1), width=4)
    with pytest.raises(SuiteError, match="batch normalization"):
        ComposedGAN(generator, discriminator, regularizers=[rule])


@pytest.mark.parametrize("rule", [R1(), R2(), DRAGAN(), InterpolatedGradientPenalty()])
def test_slopes_of_coupled_scores_are_refused(rule):
    """Minibatch discrimination makes each score depend on all examples."""
    with pytest.raises(SuiteError, match="minibatch discrimination in the discriminator"):
        ComposedGAN(*pair(norm=networks.no_norm, tail=MinibatchDiscrimination), regularizers=[rule])


@pytest.mark.parametrize("norm", [networks.layer_norm, networks.instance_norm])
def test_clipping_of_scales_is_refused(norm):
    generator = networks.generator((16, 16, 1), 5, width=4)
    with pytest.raises(SuiteError, match="holds its scales near 0"):
        ComposedGAN(generator, networks.discriminator((16, 16, 1), width=4, norm=norm), regularizers=[Clipping()])


@pytest.mark.parametrize("conv", [SpectralConv2D, WeightNormalizedConv2D, EqualizedConv2D])
def test_clipping_of_weights_that_are_not_those_applied_is_refused(conv):
    with pytest.raises(SuiteError, match="weights that are normalized"):
        ComposedGAN(*pair(norm=networks.no_norm, conv=conv), regularizers=[Clipping()])


def test_so_is_it_in_the_critic_of_wgan_gp_at_any_depth():
    generator, critic = networks.generator((16, 16, 1), 5, width=4), networks.discriminator((16, 16, 1), width=4)
    with pytest.raises(SuiteError, match="batch normalization in the discriminator"):
        WGANGP(generator, keras.Sequential([keras.Input((16, 16, 1)), critic], name="discriminator"))


def test_features_are_not_matched_through_batch_normalization():
    """Which sets their means: fakes of another brightness would match."""
    with pytest.raises(SuiteError, match="Feature matching and batch normalization"):
        FeatureMatchingGAN(networks.generator((16, 16, 1), 5, width=4), networks.discriminator((16, 16, 1), width=4))


def matched(x, fake, **parts):
    """The loss of feature matching, and the discriminator."""
    parts = {**SMALL, "norm": networks.no_norm, **parts}
    game = FeatureMatchingGAN(networks.generator(SHAPE, 5, **SMALL), networks.discriminator(SHAPE, **parts))
    with StepContext(0, game.steps, 0, descends=True):
        return game.generator_loss(GeneratorInputs(None, None, fake, None, x)), game.discriminator


def test_how_near_the_others_are_is_no_feature():
    """Of minibatch discrimination what it reads is matched, not the numbers that it appends."""
    x, fake = images(np.random.default_rng(0), 4), images(np.random.default_rng(1), 4)
    distance, discriminator = matched(x, fake, tail=MinibatchDiscrimination)
    flat = next(layer for layer in discriminator.layers if layer.name.startswith("flatten"))
    φ = keras.Model(discriminator.inputs, flat.output)
    assert float(distance) == pytest.approx(np.square(np.mean(φ(x), 0) - np.mean(φ(fake), 0)).sum(), rel=1e-4)


def test_features_are_those_of_training_in_float32():
    """Dropout is drawn, and half precision is left."""
    x = images(np.random.default_rng(0), 4)
    with computing_in("float16"):
        distance, _ = matched(x, x, norm=partial(keras.layers.Dropout, 0.5), tail=partial(keras.layers.Dropout, 0.5))
    assert distance.dtype == tf.float32 and float(distance) > 0


class Bright(Augmentation):
    """Each call adds another number to all images."""

    def __call__(self, images, draw):
        return images + draw(normal, images[:1], (1, 1, 1))


def test_consistency_compares_what_one_augmentation_made():
    """A score that hears brightness alone: T changes nothing, and a second draw of the augmentation would."""
    image = keras.Input(SHAPE)
    mean = keras.layers.GlobalAveragePooling2D()(image)
    discriminator = keras.Model(image, keras.layers.Dense(1, kernel_initializer="ones")(mean), name="discriminator")
    rule = Consistency(1.0, fakes=True, share=0.0)
    game = ComposedGAN(networks.generator(SHAPE, 5, **SMALL), discriminator, augmentation=Bright(), regularizers=[rule])
    x = images(np.random.default_rng(0), 4)
    with StepContext(0, game.steps, 0, descends=True):
        inputs = game.discriminator_inputs(*game.in_training("generator", "discriminator"), x, None)
        assert np.abs(inputs.r - inputs.D(x)).max() > 0.1
        assert float(rule(inputs)) == pytest.approx(0, abs=1e-9)


def test_default_optimizers_follow_the_objective():
    """A clipped critic has no momentum; under a gradient penalty it has Adam's, as WGANGP."""
    D = {"norm": networks.no_norm}
    clipped = ComposedGAN(*pair(**D), objective=Wasserstein(), regularizers=[Clipping()])
    penalized = ComposedGAN(*pair(**D), objective=Wasserstein(), regularizers=[InterpolatedGradientPenalty()])
    for game in (clipped, penalized):
        game.compile()
    for optimizer in clipped.optimizers.values():
        assert isinstance(optimizer, RMSProp) and optimizer.rho == 0.99
        assert float(optimizer.learning_rate) == pytest.approx(5e-5)
    ours, papers = (game.paper_optimizers()["generator"].get_config() for game in (penalized, WGANGP(*pair(**D))))
    assert {**ours, "name": ""} == {**papers, "name": ""}


def test_top_k_of_a_relativistic_objective_is_refused():
    with pytest.raises(SuiteError, match="relativistic"):
        TopKGAN(*pair(), objective=RelativisticAverage())


def test_a_sequential_generator_yields_what_its_last_layer_is_named_after():
    noise = keras.Input((2,))
    point, image = (keras.Sequential([noise, keras.layers.Dense(2, name=name)]) for name in ("point", "anything"))
    critic = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    assert type(ComposedGAN(point, critic).yields).__name__ == "Points"
    assert type(ComposedGAN(image, critic).yields).__name__ == "Images"


def test_a_file_of_before_has_the_former_name_of_an_argument():
    game = ComposedGAN(*pair(), fakes_per_real=3)
    game.compile()
    config = game.get_config()
    key = "config" if "config" in config else None
    inner = config[key] if key else config
    inner["crowd"] = inner.pop("fakes_per_real")
    assert ComposedGAN.from_config(config).fakes_per_real == 3
