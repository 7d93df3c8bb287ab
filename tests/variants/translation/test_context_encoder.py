"""Context encoder: holes, what is copied, what its border weighs."""

import keras
import numpy as np
import pytest
from keras import ops

from tests.variants import translations
from tests.variants.noise import large


def images(n=6):
    return large(np.random.default_rng(0), n)


@pytest.mark.parametrize("anywhere", [True, False])
def test_holes_are_squares_within_the_image(anywhere):
    game = translations.context_encoder()
    game.anywhere = anywhere
    masks = game.torn_at(images(40), seed=3)
    assert set(np.unique(masks)) == {0, 1} and (masks.sum((1, 2, 3)) == 64).all()
    corners = {tuple(np.argwhere(mask[..., 0]).min(0)) for mask in masks}
    assert (len(corners) > 10) if anywhere else corners == {(4, 4)}
    for mask in masks[..., 0]:
        (top, left), (bottom, right) = np.argwhere(mask).min(0), np.argwhere(mask).max(0)
        assert (bottom - top, right - left) == (7, 7)


def test_the_inner_part_is_smaller_by_the_border_on_each_side_and_never_empty():
    game = translations.context_encoder()
    at = ops.convert_to_tensor(np.full((1, 2), 0.5, "float32"))
    whole, inner, least = (np.array(game.holes(at, images(1), inside)) for inside in (0, 2, 99))
    assert inner.sum() == 16 and (inner <= whole).all() and 0 < least.sum() <= 4


def test_known_pixels_are_copied_and_what_a_hole_hides_changes_nothing():
    game = translations.context_encoder()
    x, other = images(3), images(3)
    masks = game.torn_at(x)
    other = np.where(masks > 0, -x, x)
    filled = game.fill(x, masks)
    np.testing.assert_allclose(filled * (1 - masks), x * (1 - masks), atol=1e-6)
    np.testing.assert_allclose(game.fill(other.astype("float32"), masks), filled, atol=1e-6)
    assert np.abs((filled - x) * masks).max() > 0.01


def test_the_error_is_a_mean_over_the_hole_and_its_border_weighs_ten_times():
    game = translations.context_encoder()
    game.anywhere, game.reconstruction = False, 1.0
    game.compile(**{player: keras.optimizers.SGD(0.0) for player in game.players})
    x = images(4)
    logs = game.test_on_batch(x, return_dict=True)
    masks = game.torn_at(x)
    made = np.array(game.generator(np.concatenate([x * (1 - masks), masks], axis=-1)))
    square = (x - made) ** 2
    inner = np.zeros((16, 16, 1))
    inner[6:10, 6:10] = 1
    weights = masks * np.where(inner, 1, 10)
    assert logs["squared_error"] == pytest.approx((masks * square).sum() / masks.sum(), rel=1e-4)
    assert logs["generator_loss"] == pytest.approx((weights * square).sum() / masks.sum(), rel=1e-4)
