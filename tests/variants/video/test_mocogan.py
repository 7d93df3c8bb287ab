"""MoCoGAN: content that stays, motion that is remembered, frames and clips scored apart."""

import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from tests.variants.cases import CASES, build, one_batch
from tests.variants.compositions import SMALL
from tests.variants.noise import CLIP, SHAPE
from tfgan_suite import networks, variants
from tfgan_suite.core.fitting import MEASURING
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.errors import SuiteError
from tfgan_suite.networks.video.clips import at_length

DRAWINGS = ("mocogan", "mocogan_moved")
CASE = CASES["mocogan"]
T = CLIP[0]


def codes(n=3, frames=T, seed=0):
    rng = np.random.default_rng(seed)
    z, noise = rng.normal(size=(n, 5)).astype("float32"), rng.normal(size=(n, frames, 4)).astype("float32")
    return z, noise, np.arange(n, dtype="int32") % 3


def film(network, *inputs):
    return np.array(network(list(inputs)))


@pytest.mark.parametrize("name", DRAWINGS)
def test_content_is_the_same_in_all_frames(name):
    """Without motion all frames are one image, which depends on z: content drawn for each frame would tell."""
    G = build(CASES[name]).generator
    motion = G.get_layer("motion")
    kernel, recurrent, bias = motion.get_weights()
    shut = np.zeros_like(bias)
    shut[:, : bias.shape[-1] // 3] = -50  # the update gate: nothing is kept of where the recurrence starts
    motion.set_weights([np.zeros_like(kernel), np.zeros_like(recurrent), shut])
    video = film(G, *codes())
    assert np.ptp(video, axis=1).max() == 0 and np.ptp(video, axis=0).max() > 0


@pytest.mark.parametrize("name", DRAWINGS)
def test_motion_is_remembered_and_never_foreseen(name):
    G = build(CASES[name]).generator
    z, noise, label = codes()
    other = noise.copy()
    other[:, 1] += 1
    changed = np.abs(film(G, z, noise, label) - film(G, z, other, label)).max((0, 2, 3, 4)) > 0
    assert changed.tolist() == [False, True, True, True], "the recurrence must carry its state from frame to frame"


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_recurrence_that_ignores_its_noise_still_has_another_start_in_each_clip(name):
    """A motion that only goes on from where it starts is smooth; it must not be the same for all clips."""
    G = build(CASES[name]).generator
    motion = G.get_layer("motion")
    kernel, *others = motion.get_weights()
    motion.set_weights([np.zeros_like(kernel), *others])
    z, noise, label = codes()
    later = noise.copy()
    later[:, 1:] += 1
    np.testing.assert_array_equal(film(G, z, noise, label), film(G, z, later, label))
    assert np.abs(film(G, z, noise, label) - film(G, z, noise[::-1], label)).max((0, 2, 3, 4)).min() > 0


@pytest.mark.parametrize("name", DRAWINGS)
def test_category_changes_every_frame(name):
    G = build(CASES[name]).generator
    z, noise, label = codes()
    assert np.abs(film(G, z, noise, label) - film(G, z, noise, (label + 1) % 3)).max((0, 2, 3, 4)).min() > 0


@pytest.mark.parametrize("name", DRAWINGS)
@pytest.mark.parametrize("frames", [1, 3, 9])
def test_clips_of_any_length_begin_alike(frames, name):
    G = build(CASES[name]).generator
    z, noise, label = codes(frames=max(frames, T))
    longer = film(at_length(G, frames), z, noise[:, :frames], label)
    assert longer.shape == (3, frames, *SHAPE)
    both = min(frames, T)
    np.testing.assert_allclose(longer[:, :both], film(G, z, noise[:, :T], label)[:, :both], atol=1e-6)


def test_samples_have_the_length_that_is_asked_for():
    game = build(CASE)
    clips = game.sample(5)
    assert clips.shape == (5, *CLIP) and np.abs(clips).max() <= 1
    np.testing.assert_array_equal(clips, game.sample(5))
    assert game.sample(2, frames=7).shape == (2, 7, *SHAPE)
    of_one_label = game.sample(3, label=1)
    np.testing.assert_allclose(of_one_label[1], clips[1], atol=1e-6)
    assert np.abs(of_one_label[2] - clips[2]).max() > 1e-4
    with pytest.raises(SuiteError, match="positive"):
        game.sample(1, frames=0)
    with pytest.raises(SuiteError, match="0 to 2"):
        game.sample(1, label=3)


def test_the_image_discriminator_sees_single_frames_of_any_time():
    game = build(CASE)
    clips = ops.broadcast_to(ops.reshape(ops.arange(T, dtype="float32"), (1, T, 1, 1, 1)), (200, *CLIP))
    with StepContext(0, game.steps, MEASURING, descends=False):
        seen, again = (np.array(game.any_frames(clips)) for _ in range(2))
    assert seen.shape == (200 * game.frames, *SHAPE)
    assert np.ptp(seen, axis=(1, 2, 3)).max() == 0, "a frame is of one time"
    assert np.bincount(seen[:, 0, 0, 0].astype(int), minlength=T).min() > 25
    assert (seen != again).any()


def test_losses_are_those_of_the_paper():
    game = build(CASE)
    x, c = one_batch(CASE)
    game.compile()
    logs = game.test_on_batch(x, c, return_dict=True)
    game.reset_metrics()
    with StepContext(game.seed, game._measured, MEASURING, descends=False):
        like = tf.constant(x)
        k, z, noise = game.labels(like), game.noise(like), game.motion(like)
        fake = game.generator([z, noise, k])
        frame, real_frame = game.any_frames(fake), game.any_frames(like)
    (r, c_seen), (f, k_seen) = ([np.array(y) for y in game.video_discriminator(v)] for v in (x, fake))
    r_frame, f_frame = (np.array(game.image_discriminator(v)) for v in (real_frame, frame))
    decay = {p: 0.5e-5 * sum((w.numpy() ** 2).sum() for w in game.weights_of(p)) for p in game.players}
    expected = {
        "image_discriminator": softplus(-r_frame) + softplus(f_frame),
        "video_discriminator": softplus(-r) + softplus(f) + surprise(c, c_seen),
        "generator": softplus(-f_frame) + softplus(-f) + surprise(np.array(k), k_seen),
    }
    for player, loss in expected.items():
        assert logs[f"{player}_loss"] == pytest.approx(loss + decay[player], rel=1e-5)
    assert all(value > 0 for value in decay.values())


def softplus(x):
    return np.mean(np.logaddexp(0, x))


def surprise(labels, logits):
    return np.mean(np.log(np.exp(logits).sum(1)) - logits[np.arange(len(labels)), labels])


def test_clips_of_one_category_train_without_its_term():
    parts = (
        networks.video_generator(CLIP, 1, 5, 4, **SMALL),
        networks.frame_discriminator(SHAPE, **SMALL),
        networks.video_discriminator(CLIP, 1, **SMALL),
    )
    game = variants.MoCoGAN(*parts, num_classes=1, weight_decay=0.0)
    game.compile()
    head = game.video_discriminator.get_layer("category")
    before = head.get_weights()
    logs = game.train_on_batch(one_batch(CASE)[0], np.zeros(8, "int32"), return_dict=True)
    assert np.isfinite(list(logs.values())).all()
    assert all((a == b).all() for a, b in zip(before, head.get_weights(), strict=True))
