"""Stylized adversarial autoencoder: its losses and its stages, without training."""

import keras
import numpy as np
import pytest

from tests.variants.cases import CASES, build, one_batch
from tfgan_suite.variants.autoencoders.saae import Stage

CONTENT, LABEL, STYLE, TARGET = BATCH = one_batch(CASES["saae"])
FAKE = 3


@pytest.fixture
def game():
    """With weights ten times as large as they start, so that its networks say something."""
    game = build(CASES["saae"])
    for player in game.players:
        for weight in game.weights_of(player):
            weight.assign(10 * weight)
    game.reconstruction_weight = 4.0
    game.compile(**{player: keras.optimizers.SGD(0.1) for player in game.players})
    return game


def surprise(logits, labels):
    """The mean of -log p of these labels."""
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(p)), labels]).mean()


def test_fakes_are_a_class_of_their_own_and_want_to_be_of_their_content(game):
    painted = game.stylize(CONTENT, STYLE)
    seen_real, seen_fake = (game.discriminator(images).numpy() for images in (TARGET, painted))
    logs = game.test_on_batch(BATCH, return_dict=True)
    classified = surprise(seen_real, LABEL) + surprise(seen_fake, np.full(len(LABEL), FAKE))
    assert float(logs["discriminator_loss"]) == pytest.approx(classified, rel=1e-4)
    autoencoder = 4 * np.abs(painted - TARGET).mean() + surprise(seen_fake, LABEL)
    assert float(logs["autoencoder_loss"]) == pytest.approx(autoencoder, rel=1e-4)
    assert classified != pytest.approx(surprise(seen_real, LABEL) + surprise(seen_fake, LABEL), rel=1e-3)


@pytest.mark.parametrize(
    ("stage", "movers"),
    [
        (Stage.RECONSTRUCTION, {"autoencoder"}),
        (Stage.DISCRIMINATION, {"discriminator"}),
        (Stage.JOINT, {"autoencoder", "discriminator"}),
    ],
)
def test_who_moves_in_which_stage(game, stage, movers):
    game.stage = stage
    before = {player: [w.numpy() for w in game.weights_of(player)] for player in game.players}
    game.train_on_batch(BATCH)
    moved = {
        p for p, old in before.items() if any((a != w).any() for a, w in zip(old, game.weights_of(p), strict=True))
    }
    assert moved == movers


def test_reconstruction_does_not_call_the_discriminator(game):
    game.stage = Stage.RECONSTRUCTION
    loss = float(game.test_on_batch(BATCH, return_dict=True)["autoencoder_loss"])
    assert loss == pytest.approx(4 * np.abs(game.stylize(CONTENT, STYLE) - TARGET).mean(), rel=1e-4)


def test_both_inputs_are_heard(game):
    painted = game.stylize(CONTENT, STYLE)
    for others in ((CONTENT[::-1], STYLE), (CONTENT, STYLE[::-1])):
        assert np.abs(game.stylize(*others) - painted).max() > 1e-4
