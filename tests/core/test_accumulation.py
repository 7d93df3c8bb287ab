"""Gradient accumulation: micro-batches move every player as the whole batch does."""

import numpy as np
import pytest

from tests.thorough import thorough
from tests.variants.cases import CASES, Case, build, one_batch
from tests.variants.noise import SHAPE, images
from tests.variants.test_contract import largest_difference, sgd, stream, values
from tfgan_suite import load_game, networks, variants

BATCH_NORM = {"width": 4, "norm": networks.batch_norm}


def trained(case, accumulate):
    game = build(case)
    game.compile(accumulate=accumulate, **sgd(game))
    history = game.fit(stream(one_batch(case)), steps_per_epoch=2, verbose=0).history
    return game, history


def with_batch_norm():
    return variants.DCGAN(networks.generator(SHAPE, 5, **BATCH_NORM), networks.discriminator(SHAPE, **BATCH_NORM))


def moves(game):
    return {player: int(optimizer.iterations.numpy()) for player, optimizer in game.optimizers.items()}


@pytest.mark.parametrize("case", ["wgan_gp", thorough("vae_gan")])
def test_micro_batches_are_the_whole_batch(case):
    """Turn after turn with n_critic, and turns that end together or are sat out."""
    (whole, logs), (parts, part_logs) = trained(CASES[case], 1), trained(CASES[case], 2)
    assert largest_difference(values(whole.weights), values(parts.weights)) <= 1e-6
    assert moves(whole) == moves(parts)
    for name, epochs in logs.items():
        np.testing.assert_allclose(part_logs[name], epochs, atol=1e-5, err_msg=name)


def test_batch_norm_sees_micro_batches():
    """The control: means over examples that a loss is no mean of."""
    case = Case(with_batch_norm, images)
    (whole, _), (parts, _) = trained(case, 1), trained(case, 2)
    assert largest_difference(values(whole.weights), values(parts.weights)) > 1e-4


def test_on_replicas_too(two_replicas):
    alone, _ = trained(CASES["dcgan"], 1)
    with two_replicas.scope():
        shared, _ = trained(CASES["dcgan"], 2)
    assert largest_difference(values(alone.weights), values(shared.weights)) <= 1e-6


def test_what_cannot_be_cut_is_refused():
    with pytest.raises(ValueError, match="8 examples cannot be cut into 3"):
        trained(CASES["dcgan"], 3)


def test_it_is_saved(tmp_path):
    game = build(CASES["dcgan"])
    game.compile(accumulate=2)
    game.save(tmp_path / "game.keras")
    assert load_game(tmp_path / "game.keras").accumulate == 2
