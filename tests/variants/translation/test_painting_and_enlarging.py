"""What the games that paint and enlarge promise beside the contract."""

import numpy as np

from tests.variants import noise, translations
from tests.variants.cases import CASES, build, one_batch
from tfgan_suite import variants
from tfgan_suite.variants.translation.pix2pixhd import Phase


def moved(game, names, data):
    """Which networks one step moves."""
    before = {name: [w.numpy() for w in getattr(game, name).weights] for name in names}
    game.train_on_batch(data)
    return {
        name
        for name, values in before.items()
        if any((w.numpy() != v).any() for w, v in zip(getattr(game, name).weights, values, strict=True))
    }


def test_pix2pixhd_moves_what_its_stage_says():
    names = ("coarse", "preview", "enhancer", "coarse_discriminator", "discriminator")
    for stage, due in [
        (Phase.COARSE, {"coarse", "preview", "coarse_discriminator"}),
        (Phase.ENHANCER, {"enhancer", "discriminator"}),
        (Phase.BOTH, {"coarse", "enhancer", "discriminator"}),
    ]:
        game = translations.pix2pixhd(stage)
        game.compile(run_eagerly=True)
        assert moved(game, names, one_batch(CASES["pix2pixhd"])) == due


def test_every_scale_of_the_discriminators_gets_gradients():
    game = translations.pix2pixhd(Phase.COARSE)
    game.compile(run_eagerly=True)
    judge = game.coarse_discriminator
    before = [w.numpy() for w in judge.trainable_weights]
    game.train_on_batch(one_batch(CASES["pix2pixhd"]))
    assert all((w.numpy() != v).any() for w, v in zip(judge.trainable_weights, before, strict=True) if w.name != "bias")


def test_void_is_of_no_class_and_things_are_told_by_their_ends():
    game = build(CASES["spade"])
    mask, things, _ = noise.painted(np.random.default_rng(0), 2)
    mask[0, :4] = -0.004  # level 127 of 255
    layout = np.array(game.layout(mask, things))
    assert (
        layout.shape == (2, 16, 16, 4) and (layout[0, :4, :, :3] == 0).all() and (layout[1, ..., :3].sum(-1) == 1).all()
    )
    assert {*np.unique(layout[..., 3])} == {0, 1}


def test_the_product_paints_what_the_game_paints_and_latents_matter():
    game = build(CASES["spade"])
    mask, things, _ = noise.painted(np.random.default_rng(0), 2)
    inputs = game.paintable(mask, things, seed=3)
    painted = np.array(game.products()["generator"](list(inputs)))
    np.testing.assert_allclose(game.paint(mask, things, seed=3), painted, atol=1e-6)
    assert np.abs(game.paint(mask, things, seed=4) - painted).max() > 1e-6


def test_a_style_is_read_from_an_image_and_drawn_without_one():
    game = build(CASES["styled_spade"])
    assert isinstance(game, variants.StyledSPADE) and {*game.products()} == {"generator", "encoder"}
    assert [t.name for t in game.products()["generator"].inputs] == ["label_map", "instances", "z"]


def test_a_blend_lies_between_the_network_of_pixels_and_that_of_the_game():
    game = translations.esrgan(0)
    game.compile(run_eagerly=True)
    game.train_on_batch(one_batch(CASES["esrgan"]))
    game.stage = 1
    game.on_stage_begin(1)
    first = game.generator.get_weights()
    game.train_on_batch(one_batch(CASES["esrgan"]))
    last = game.generator.get_weights()
    for share in (0.0, 0.25, 1.0):
        due = [(1 - share) * a + share * b for a, b in zip(first, last, strict=True)]
        for ours, theirs in zip(game.blended(share).get_weights(), due, strict=True):
            np.testing.assert_allclose(ours, theirs, atol=1e-6)
    game.blend = 0.25
    x = noise.images(np.random.default_rng(0), 2)
    np.testing.assert_allclose(game.translate(x), game.blended(0.25)(x), atol=1e-6)


def test_what_is_made_small_for_scores_is_always_degraded_alike():
    game = build(CASES["real_esrgan"])
    x = noise.large(np.random.default_rng(0), 3)
    assert (game.made_small(x) == game.made_small(x)).all()
    assert np.abs(game.made_small(x) - translations.srgan().made_small(x)).max() > 0.05
