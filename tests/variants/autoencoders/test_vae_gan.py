import keras
import numpy as np
import pytest
import tensorflow as tf
from keras.optimizers import SGD

from tests.variants.cases import CASES, build, one_batch, outspoken
from tests.variants.test_contract import Recorder
from tfgan_suite.core import latents
from tfgan_suite.core.fitting import MEASURING
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.variants import VAEGAN

BATCH = one_batch(CASES["vae_gan"])


def gradients(weight=1.0, logit_scale=1.0):
    """Player -> gradients of one step, with the discriminator's last kernel multiplied by `logit_scale`."""
    game = build(CASES["vae_gan"])
    game.weight = weight
    logit = game.discriminator.get_layer("logit")
    logit.kernel.assign(logit.kernel * logit_scale)
    game.compile(**{player: Recorder(0.0) for player in game.players}, run_eagerly=True)
    game.train_on_batch(BATCH)
    return {player: optimizer.seen for player, optimizer in game.optimizers.items()}


def largest(arrays):
    return max(np.abs(array).max() for array in arrays)


def test_the_encoder_gets_no_gradient_of_the_gan():
    """Its gradient is the same whatever the discriminator says."""
    usual, louder = gradients(), gradients(logit_scale=100.0)
    for ours, theirs in zip(usual["encoder"], louder["encoder"], strict=True):
        np.testing.assert_array_equal(ours, theirs)
    assert largest(usual["encoder"]) > 0
    assert largest(a - b for a, b in zip(usual["decoder"], louder["decoder"], strict=True)) > 0


def test_the_discriminator_gets_no_gradient_of_the_likelihood():
    """Cut off from its score, its features feel nothing, though the likelihood rests on them."""
    silent = gradients(logit_scale=0.0)
    *features, _, _ = silent["discriminator"]
    assert largest(features) == 0 and largest(silent["decoder"]) > 0
    *features, _, _ = gradients()["discriminator"]
    assert largest(features) > 0


def test_the_decoder_hears_both():
    assert largest(gradients(weight=0.0, logit_scale=0.0)["decoder"]) == 0
    assert largest(gradients(weight=0.0, logit_scale=1.0)["decoder"]) > 0
    assert largest(gradients(weight=1.0, logit_scale=0.0)["decoder"]) > 0


@pytest.mark.parametrize(
    ("of_reals", "of_fakes", "decoder", "discriminator"),
    [
        (0.7, 0.6, True, True),
        (0.3, 0.7, True, False),
        (0.7, 0.3, True, False),
        (1.1, 0.7, False, True),
        (0.7, 1.1, False, True),
        (0.3, 1.1, True, True),
    ],
)
def test_who_is_ahead_sits_out(of_reals, of_fakes, decoder, discriminator):
    due = build(CASES["vae_gan"]).due(of_reals, of_fakes)
    assert [bool(d) for d in due] == [decoder, discriminator]


def refusing(highest):
    """A compiled game whose discriminator takes everything for fake; only costs above `highest` stop anyone."""
    made = build(CASES["vae_gan"])
    made.discriminator.get_layer("logit").bias.assign([-0.6])
    networks = made.encoder, made.generator, made.discriminator
    game = VAEGAN(*networks, equilibrium=0.0, margin=highest)
    game.compile(**{player: SGD(0.01) for player in game.players})
    return game


def moved(game, batch, steps=6):
    """How often each player has moved after so many steps."""
    game.fit(tf.data.Dataset.from_tensors(batch).repeat(), steps_per_epoch=steps, verbose=0)
    return {player: int(optimizer.iterations.numpy()) for player, optimizer in game.optimizers.items()}


@pytest.mark.thorough
def test_the_decoder_waits_for_a_discriminator_whose_cost_of_the_global_batch_is_too_high(two_replicas):
    """The half that the first replica sees would not stop it."""
    costs = np.logaddexp(0, -refusing(1.0).discriminator(BATCH)[1].numpy()[:, 0])
    batch = BATCH[np.argsort(costs)]
    bound = (np.sort(costs)[:4].mean() + costs.mean()) / 2
    alone = refusing(bound)
    with two_replicas.scope():
        shared = refusing(bound)
    times, again = moved(alone, batch), moved(shared, batch)
    assert times == again and times["encoder"] == times["discriminator"] == 6 and 0 < times["decoder"] < 6
    for a, b in zip(alone.variables, shared.variables, strict=True):
        np.testing.assert_allclose(a, b, atol=1e-6)
    assert moved(refusing(np.inf), batch) == dict.fromkeys(VAEGAN.players, 6)


def test_losses_are_those_of_the_algorithm():
    game = outspoken(CASES["vae_gan"])
    game.compile()
    logs = game.test_on_batch(BATCH, return_dict=True)
    game.reset_metrics()
    x, dim = tf.constant(BATCH), game.latent_dim
    with StepContext(game.seed, game._measured, MEASURING, descends=False):
        ε, z_p = game.draw(latents.normal, x, (dim,)).numpy(), game.noise(x)
    μ, log_var = (part.numpy() for part in game.encoder(x))
    φ, real = game.discriminator(x)
    φ_rebuilt, rebuilt = game.discriminator(game.generator(μ + np.exp(log_var / 2) * ε))
    _, fake = game.discriminator(game.generator(z_p))
    fakes = np.concatenate([rebuilt, fake])
    gan = np.mean(np.logaddexp(0, -real.numpy())) + np.mean(np.logaddexp(0, fakes))
    likelihood = np.mean(0.5 * np.sum((φ.numpy() - φ_rebuilt.numpy()) ** 2, axis=(1, 2, 3)))
    prior = np.mean(0.5 * np.sum(μ**2 + np.exp(log_var) - 1 - log_var, axis=1))
    assert logs["discriminator_loss"] == pytest.approx(gan, rel=1e-5)
    of_each_kind = gan + np.mean(np.logaddexp(0, fakes))
    assert logs["decoder_loss"] == pytest.approx(game.weight * likelihood - of_each_kind, rel=1e-5)
    assert logs["encoder_loss"] == pytest.approx(prior + likelihood, rel=1e-5)


class Spied(VAEGAN):
    """Keeps the latents that the decoder is given."""

    def in_training(self, *names):
        Enc, Dec, Dis = super().in_training(*names)
        self.__dict__.setdefault("seen", [])
        return [Enc, lambda z: self.seen.append(np.array(z)) or Dec(z), Dis]


def test_latents_of_an_image_have_the_deviation_that_the_encoder_says():
    """Half the log variance in the exponent: 3 for log 9."""
    game = build(CASES["vae_gan"])
    heads = {"mean": 7.0, "log_variance": np.log(9.0)}
    for name, bias in heads.items():
        head = game.encoder.get_layer(name)
        head.set_weights([np.zeros_like(head.kernel), np.full_like(head.bias, bias)])
    game = Spied(game.encoder, game.generator, game.discriminator)
    game.compile(**{player: SGD(0.0) for player in game.players}, run_eagerly=True)
    game.train_on_batch(one_batch(CASES["vae_gan"], n=512))
    of_images, of_the_prior = game.seen
    assert of_images.mean() == pytest.approx(7, abs=0.2) and of_images.std() == pytest.approx(3, rel=0.05)
    assert of_the_prior.mean() == pytest.approx(0, abs=0.1) and of_the_prior.std() == pytest.approx(1, rel=0.05)


def test_samples_are_reconstructions_beside_their_images_or_images_of_the_prior():
    game = build(CASES["vae_gan"])
    sample = game.sample(5, inputs=BATCH)
    np.testing.assert_array_equal(sample[:, :, :8], BATCH[:5])
    rebuilt = game.products()["reconstruct"](BATCH[:5])
    np.testing.assert_allclose(sample[:, :, 8:], rebuilt, atol=1e-6)
    z, _ = game.encoder(BATCH[:5])
    np.testing.assert_allclose(rebuilt, game.generator(z), atol=1e-6)
    assert game.sample(5).shape == (5, 8, 8, 1)


def test_what_reconstructs_holds_no_weights_that_it_does_not_use():
    """A LiteRT file drops those, and is then taken for one that lost weights."""
    game = build(CASES["vae_gan"])
    used = game.encoder.count_params() - game.encoder.get_layer("log_variance").count_params()
    assert game.products()["reconstruct"].count_params() == used + game.generator.count_params()


def test_the_encoder_is_exported_with_named_outputs():
    products = build(CASES["vae_gan"]).products()
    assert products["encoder"].output_names == ["mean", "log_variance"]
    assert products["decoder"].output_names == ["image"] and products["reconstruct"].output_names == ["reconstruction"]
    assert all(isinstance(network, keras.Model) for network in products.values())
