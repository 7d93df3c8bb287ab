"""The protocol of clips: what real clips, and clips that rest, are told about their motion."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.training.protocols.opponents import Made
from tfgan_suite.data import load, to_float
from tfgan_suite.training.protocols.video import video_protocol

N = 60


def report_of(make):
    """Of a game that films `make(held-out clips in [-1, 1])`, whatever the codes."""
    test = load("fashion_clips", "test").take(range(N))
    sizes = [SimpleNamespace(shape=(None, length, width)) for length, width in ((1, 5), (16, 4))]
    products = Made(
        {"generator": lambda z, noise, labels: make(to_float(test["clip"]))[: len(z)]},
        generator=SimpleNamespace(inputs=sizes),
        latent_dim=5,
        prior=lambda shape, seed: np.zeros(shape),
    )
    products.game.told = lambda examples, n: examples["label"][:n]
    return video_protocol.measure(products, SimpleNamespace(test=test), N)


def test_real_clips_wander_as_far_as_real_clips_and_as_they_are_asked_to():
    report = report_of(lambda clips: clips)
    assert report["motion_extent"] == pytest.approx(1)
    assert report["label_accuracy"] == 1


def test_content_of_clips_that_rest_agrees_but_they_have_no_extent():
    report = report_of(lambda clips: np.repeat(clips[:, :1], clips.shape[1], axis=1))
    assert report["content_agreement"] == 1
    assert report["motion_extent"] == pytest.approx(0, abs=1e-6)
