"""VAE-GAN (Larsen et al. 2015) on Fashion-MNIST, batches of 64; bounds in docs/acceptance.md.

Three seeds, of which 0 chose the settings, each beside a VAE with the likelihood of pixels.
"""

import numpy as np
import pytest
from keras.ops import exp

from tests.acceptance.trainings import plan_of, scores, trained
from tfgan_suite.core import latents
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.losses import normal_kl, unit_normal_cost
from tfgan_suite.metrics import fashion_classifier, unexplained
from tfgan_suite.variants import VAEGAN

SEEDS, STEPS = (0, 1, 2), 1500
SNEAKER, BOOT = 7, 9


class PixelVAE(VAEGAN):
    """The same encoder and decoder, with the likelihood of pixels: the control."""

    def train_step(self, x):
        Enc, Dec, Dis = self.in_training("encoder", "generator", "discriminator")
        with self.turn("encoder") as encoder, self.turn("decoder") as decoder, self.turn("discriminator") as idle:
            μ, log_var = Enc(x)
            z = μ + exp(log_var / 2) * self.draw(latents.normal, x, (self.latent_dim,))
            encoder.loss = decoder.loss = normal_kl(μ, log_var) + unit_normal_cost(x, Dec(z))
            idle.loss = 0.0 * Dis(x)[1][0, 0]


def rebuilt(game, images):
    return to_uint8(game.generate(game.encode(to_float(images))))


@pytest.mark.parametrize("seed", SEEDS)
def test_features_rebuild_better_than_pixels_and_codes_add_up(seed, figure):
    plan, other = plan_of("vae_gan", seed), plan_of("vae_gan", seed)
    game = trained(plan, STEPS)
    control = PixelVAE(*(getattr(other.game, name) for name in ("encoder", "generator", "discriminator")), seed=seed)
    control.compile()
    control.fit(plan.training_data(), steps_per_epoch=STEPS, shuffle=False, verbose=0, callbacks=other.callbacks)

    classifier, images, labels = fashion_classifier(), plan.test["image"][:2000], plan.test["label"][:2000]
    f = classifier.features(images)
    ours, pixels = (unexplained(f, classifier.features(rebuilt(g, images))) for g in (game, control))
    figure("unexplained features", ours, f"< {pixels:.3f}, a pixel VAE's")
    figure("C-FID of the prior", scores(game, plan.test)["fid"])
    figure("C-FID of the prior, pixel VAE", scores(control, plan.test)["fid"])

    codes = game.encode(to_float(images))
    step = codes[labels == BOOT].mean(axis=0) - codes[labels == SNEAKER].mean(axis=0)
    moved, still = (
        classifier.probabilities(to_uint8(game.generate(codes[labels == SNEAKER] + shift))).argmax(axis=1)
        for shift in (step, np.zeros_like(step))
    )
    figure("sneakers that become boots", np.mean(moved == BOOT), ">= .6")
    figure("the same without the step", np.mean(still == BOOT), "< .3")
    assert np.mean(moved == BOOT) >= 0.6 and np.mean(still == BOOT) < 0.3
    assert ours < pixels
