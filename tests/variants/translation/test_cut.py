"""CUT and FastCUT: what is compared with what, where gradients stop, and what mirroring does."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from tests.variants.cases import CASES, build, one_batch
from tfgan_suite.core.fitting import MEASURING
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.variants.translation.cut import mirrored


def in_a_step(game):
    return StepContext(game.seed, game._measured, MEASURING, descends=False)


def test_places_are_drawn_without_returning_them_for_each_image():
    game = build(CASES["cut"])
    maps = ops.zeros((4, 8, 8, 3))
    with in_a_step(game):
        places = np.array(game.places(maps))
    assert places.shape == (4, 7) and all(len(set(row)) == 7 for row in places.tolist())
    assert places.min() >= 0 and places.max() < 64 and len({tuple(sorted(row)) for row in places.tolist()}) > 1


def test_translations_are_those_of_the_generator_and_their_contrast_is_a_cross_entropy():
    game = build(CASES["cut"])
    x, y = map(ops.convert_to_tensor, one_batch(CASES["cut"]))
    with in_a_step(game):
        fake, contrast = game.translated(game.through(), x, y)
    np.testing.assert_allclose(fake, game.generator(x), atol=1e-6)
    assert 0 < float(contrast) < np.log(7) + 2 / game.temperature, "cosines are from -1 to 1"


def test_what_is_compared_with_has_no_gradient():
    """Codes of sources do not move when only they depend on the source."""
    game = build(CASES["cut"])
    x, _ = map(ops.convert_to_tensor, one_batch(CASES["cut"]))
    with in_a_step(game), tf.GradientTape() as tape:
        tape.watch(x)
        maps = game.through()(x)[1:]
        loss = game.told_apart([tf.zeros_like(m) for m in (x, *maps)], [x, *maps])
    assert tape.gradient(loss, x) is None


@pytest.mark.parametrize("which", [0.0, 1.0])
def test_maps_are_mirrored_where_it_is_said(which):
    maps = np.random.default_rng(0).normal(size=(2, 3, 4, 5)).astype("float32")
    said = np.full((2, 1, 1, 1), which) < 0.5
    np.testing.assert_array_equal(mirrored(maps, said), maps[:, :, ::-1] if which == 0 else maps)


def test_a_perfect_translator_of_its_own_maps_is_told_apart_easily():
    game = build(CASES["fastcut"])
    rows = [np.random.default_rng(i).normal(size=(4, 8, 8, c)).astype("float32") for i, c in enumerate((1, 8, 8))]
    with in_a_step(game):
        same = float(
            game.told_apart([ops.convert_to_tensor(m) for m in rows], [ops.convert_to_tensor(m) for m in rows])
        )
        other = [ops.convert_to_tensor(np.roll(m, 3, axis=1)) for m in rows]
        apart = float(game.told_apart([ops.convert_to_tensor(m) for m in rows], other))
    assert same < apart


def test_the_projector_learns_with_the_generator():
    game = build(CASES["cut"])
    game.compile(**{player: keras.optimizers.SGD(0.1) for player in game.players})
    before = [np.array(w) for w in game.projector.trainable_weights]
    game.train_on_batch(one_batch(CASES["cut"]))
    assert any((a != np.array(b)).any() for a, b in zip(before, game.projector.trainable_weights, strict=True))
