import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch
from tests.variants.noise import SHAPE
from tfgan_suite.data import to_float
from tfgan_suite.data.pipeline.void import LEVEL
from tfgan_suite.losses import feature_l1, soft_dice, soft_dice_of_classes
from tfgan_suite.networks import multiscale_critic, unet_segmenter
from tfgan_suite.training.recipes.applications.segan import class_weights
from tfgan_suite.variants.applications.segan import SegAN, behind

CASE, CLASSES = CASES["segan"], CASES["segan_classes"]


def test_the_distance_is_none_where_the_mask_is_the_truth_and_never_negative():
    game = build(CASE)
    x, y = one_batch(CASE)
    mask = (y + 1) / 2
    assert float(feature_l1(game.critic(x * mask), game.critic(x * mask))) == 0
    assert float(feature_l1(game.critic(x * (1 - mask)), game.critic(x * mask))) > 0


def test_the_distance_is_the_mean_over_scales_of_the_mean_difference():
    ours, theirs = [np.zeros((2, 4, 4, 1)), np.zeros((2, 2, 2, 3))], [np.ones((2, 4, 4, 1)), 3 * np.ones((2, 2, 2, 3))]
    assert float(feature_l1(ours, theirs)) == 2


def test_coarser_scales_weigh_as_in_the_authors_program():
    zeros, ones = ([np.full((1, 2, 2, 1), value) for _ in range(5)] for value in (0.0, 1.0))
    for scale, weight in enumerate((1, 1, 2, 2, 4)):
        ours = [*zeros[:scale], ones[scale], *zeros[scale + 1 :]]
        assert float(feature_l1(ours, zeros)) == pytest.approx(weight / 5)


def test_the_critic_descends_what_the_segmenter_ascends():
    game = build(CASE)
    game.dice = 0.0
    game.compile(**{player: keras.optimizers.SGD(0.0) for player in game.players})
    logs = game.train_on_batch(*one_batch(CASE), return_dict=True)
    assert logs["critic_loss"] < 0
    assert logs["segmenter_loss"] == pytest.approx(-logs["critic_loss"], rel=1e-5)


def test_the_critic_sees_images_behind_masks_and_not_the_masks():
    """Of an image of nothing it learns nothing, however wrong the mask is."""
    game = build(CASE)
    game.compile(**{player: keras.optimizers.SGD(0.0) for player in game.players})
    x, y = one_batch(CASE)
    assert game.train_on_batch(0 * x, y, return_dict=True)["critic_loss"] == 0
    game.reset_metrics()
    assert game.train_on_batch(x, y, return_dict=True)["critic_loss"] < 0


@pytest.mark.parametrize("bound", [0.05, 0.01])
def test_the_critics_weights_stay_inside_the_bound(bound):
    game = build(CASE)
    game.bound = bound
    game.compile(critic=keras.optimizers.SGD(1e3), segmenter=keras.optimizers.SGD(0.0))
    game.train_on_batch(*one_batch(CASE))
    largest = max(np.abs(w).max() for w in game.weights_of("critic"))
    assert largest == pytest.approx(bound)


def test_clipping_is_the_same_on_every_replica_and_absent_while_measuring():
    game = build(CASE)
    game.compile()
    game.critic.trainable_weights[0].assign(game.critic.trainable_weights[0] + 1)
    game.evaluate(tf.data.Dataset.from_tensors(one_batch(CASE)), verbose=0)
    assert np.abs(game.critic.trainable_weights[0]).max() > 0.9


def test_a_new_critic_is_inside_the_papers_bound():
    critic = multiscale_critic((32, 32, 3), width=16)
    kernels = [w for w in critic.trainable_weights if w.name == "kernel"]
    assert max(np.abs(w).max() for w in kernels) <= 0.05


def test_the_critics_turn_does_not_reach_the_segmenter():
    game = build(CASE)
    game.compile(critic=keras.optimizers.SGD(1.0), segmenter=keras.optimizers.SGD(0.0))
    before = game.segmenter.get_weights()
    game.train_on_batch(*one_batch(CASE))
    for a, b in zip(before, game.segmenter.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_masks_are_probabilities():
    S = unet_segmenter((12, 12, 3), width=4)
    mask = np.array(S(100 * np.random.default_rng(0).normal(size=(4, 12, 12, 3)).astype("float32")))
    assert mask.shape == (4, 12, 12, 1) and mask.min() >= 0 and mask.max() <= 1
    assert S.output_names == ["mask"]


def test_soft_dice_of_hard_masks():
    a = np.zeros((1, 4, 4, 1), "float32")
    b = a.copy()
    a[0, :2], b[0, 1:3] = 1, 1
    assert float(soft_dice(a, a)) == pytest.approx(1)
    assert float(soft_dice(a, b)) == pytest.approx(0.5)


def test_samples_are_images_with_masks_over_them():
    game = build(CASE)
    x, y = one_batch(CASE, 3)
    panels = game.sample(3, inputs=(x, y))
    height, width, _ = SHAPE
    assert panels.shape == (3, height, 3 * width, 3) and np.abs(panels).max() <= 1
    bare, truth = panels[:, :, :width], panels[:, :, 2 * width :]
    covered = y[..., 0] > 0
    np.testing.assert_array_equal(bare[~covered], truth[~covered])
    assert np.abs(bare[covered] - truth[covered]).max() > 0.1


def test_several_classes_are_one_segmenter_and_one_critic_of_all_masked_images():
    game = build(CLASSES)
    game.compile()
    x, y = one_batch(CLASSES)
    logs = game.train_on_batch(x, y, return_dict=True)
    assert all(np.isfinite(value) for value in logs.values()) and 0 < logs["dice_score"] < 1
    mask = game.segment(x)
    assert mask.shape == y.shape
    np.testing.assert_allclose(mask.sum(-1), 1, atol=1e-5)
    assert game.sample(2, inputs=(x, y)).shape == (2, SHAPE[0], 3 * SHAPE[1], 3)


def test_an_image_behind_several_masks_is_all_of_it():
    x, y = one_batch(CLASSES)
    y = (y + 1) / 2
    shown = np.asarray(behind(y, x)).reshape(*x.shape[:3], 3, x.shape[-1])
    np.testing.assert_array_equal(shown.sum(3), x)
    np.testing.assert_array_equal(shown, y[..., None] * np.asarray(x)[..., None, :])


def halves():
    """(the truth, everything in the first class): the first image is of that class, the second half of it."""
    truth, other = (np.zeros((2, 4, 4, 3), "float32") for _ in range(2))
    truth[0, ..., 0] = truth[1, :2, :, 0] = truth[1, 2:, :, 1] = 1
    other[..., 0] = 1
    return truth, other


def test_soft_dice_of_classes_is_that_of_each_class_in_each_image():
    truth, other = halves()
    dice, held = soft_dice_of_classes(other, truth)
    assert np.asarray(held).tolist() == [[1, 0, 0], [1, 1, 0]]
    np.testing.assert_allclose(np.asarray(dice)[:, 0], [1, 2 * 8 / (16 + 8)], rtol=1e-5)
    assert float(dice[1][1]) == pytest.approx(0, abs=1e-5)


def test_classes_have_weights_in_the_dice_loss():
    truth, other = halves()
    game = build(CLASSES)
    for weights, expected in (((), (1 / 3 + 1) / 3 / 2), ((0.5, 2.0, 9.0), (0.5 / 3 + 2.0) / 2)):
        game.class_weights = weights
        found, missed = game.overlap(other, truth)
        assert float(missed) == pytest.approx(expected, rel=1e-4)
        assert float(found) == pytest.approx((1 + (2 / 3 + 0) / 2) / 2, rel=1e-4)
        assert float(game.overlap(truth, truth)[1]) == pytest.approx(0, abs=1e-5)


def test_rare_classes_count_as_much_as_frequent_ones():
    masks = np.zeros((8, 4, 4, 3), "uint8")
    masks[..., 0] = 255
    masks[:2, 0, 0] = [0, 255, 0]
    masks[0, 1, 1] = [0, 0, 255]
    assert class_weights(masks) == pytest.approx((1 / 3, 4 / 3, 8 / 3))


class Guess(keras.layers.Layer):
    """One mask for all images, of which every pixel is a weight."""

    def __init__(self, channels, **kwargs):
        super().__init__(**kwargs)
        self.channels = channels

    def build(self, shape):
        self.mask = self.add_weight(shape=(*shape[1:3], self.channels), initializer=keras.initializers.Constant(0.4))

    def call(self, x):
        return 0 * x[..., :1] + self.mask


@pytest.mark.parametrize("case", [CASE, CLASSES], ids=["object", "classes"])
def test_nothing_is_learnt_from_void_places(case):
    x, y = one_batch(case)
    y = np.where(np.arange(SHAPE[0])[:, None, None] < 4, to_float(np.array(LEVEL, "uint8")), y)
    image = keras.Input(SHAPE)
    game = SegAN(keras.Model(image, Guess(y.shape[-1])(image)), build(case).critic, seed=0)
    game.compile(**{player: keras.optimizers.SGD(1.0) for player in game.players})
    game.train_on_batch(x, y)
    (mask,) = game.segmenter.get_weights()
    assert (mask[:4] == np.float32(0.4)).all() and (mask[4:] != np.float32(0.4)).all()
