"""Which features read a user's own data, and what is said of it before training."""

from types import SimpleNamespace

import numpy as np
import pytest

from tfgan_suite.data import from_arrays
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.metrics import NoFeatures
from tfgan_suite.metrics.features.clips import ClipFeatures
from tfgan_suite.metrics.features.extractor import FunctionExtractor
from tfgan_suite.training import protocols
from tfgan_suite.training.protocols import own
from tfgan_suite.training.protocols.images import announcement, extractor_for, tells_classes
from tfgan_suite.training.protocols.own import images_of


def data(shape=(8, 8, 1), n=40, held_out=12, seed=0, field="image", **more):
    rng = np.random.default_rng(seed)
    train, test = (rng.integers(0, 256, (many, *shape), "uint8") for many in (n, held_out))
    of_all = {name: (values[:n], values[:held_out]) for name, values in more.items()}
    fields = [{field: x} | {name: both[i] for name, both in of_all.items()} for i, x in enumerate((train, test))]
    return SimpleNamespace(train=Examples(fields[0], "mine"), test=Examples(fields[1], "mine"), fields=(field,))


@pytest.fixture
def asked(monkeypatch):
    """What features were fitted to: arrays and labels."""
    calls = []

    def stub(arrays, labels):
        calls.append((arrays, labels))
        return FunctionExtractor(lambda x: x.reshape(len(x), -1)[:, :4] / 255, "stub")

    monkeypatch.setattr(own, "own_features", stub)
    return calls


def test_features_are_fitted_once_to_training_images_alone(asked):
    mine = data(label=np.arange(40))
    assert extractor_for(mine) is extractor_for(mine, "own")
    ((arrays,), (labels,)), *others = asked
    assert not others and arrays is mine.train["image"]
    np.testing.assert_array_equal(labels, np.arange(40))
    extractor_for(data(seed=1))
    assert len(asked) == 2 and asked[1][1] is None


def test_two_domains_share_features_where_their_labels_are_both_known(asked):
    mine = data()
    x = mine.train["image"]
    mine.train = Examples({"source": x, "target": 255 - x, "label": np.zeros(40, int)}, "mine")
    mine.test = mine.train.take(slice(12))
    extractor_for(mine, None, ("source", "target"))
    extractor_for(mine, None, ("target",))
    assert [len(arrays) for arrays, _ in asked] == [2, 1]


def test_none_means_none():
    with pytest.raises(NoFeatures, match="--features none"):
        extractor_for(data(), "none")


@pytest.mark.parametrize(
    ("mine", "reason"),
    [
        (data(held_out=9), "9 held-out examples say nothing"),
        (SimpleNamespace(**{**vars(data()), "fields": ("label",)}), "no field"),
    ],
)
def test_what_features_cannot_be_fitted_to(mine, reason):
    with pytest.raises(Exception, match=reason):
        extractor_for(mine)


def test_known_data_are_announced_by_nothing_and_own_ones_by_their_number():
    mine = data()
    line = announcement(mine, [("image",)])
    assert "features fitted to your 40 training examples, less than a minute" in line and "fetch" not in line
    assert announcement(mine, [("image",)], "own") == line
    assert not announcement(mine, [("image",)], "none") and not announcement(mine, [])
    known = SimpleNamespace(**{**vars(mine), "test": Examples(mine.test.fields, "fashion_mnist")})
    assert not announcement(known, [("image",)]) and "fitted" in announcement(known, [("image",)], "own")


def test_colour_pictures_without_weights_are_read_by_features_of_their_own(asked, monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path))
    mine = data((32, 32, 3))
    assert "tfgan fetch efficientnet_lite0" in announcement(mine, [("image",)])
    assert extractor_for(mine).name == "stub"


def test_clips_are_read_by_their_frames(asked):
    mine = data((5, 8, 8, 2), field="clip", label=np.arange(40))
    reader = extractor_for(mine)
    assert isinstance(reader, ClipFeatures)
    (((frames,), (labels,)),) = asked
    assert frames.shape == (200, 8, 8, 2) and (labels == np.repeat(np.arange(40), 5)).all()
    clips = mine.test["clip"]
    still = np.repeat(clips[:, :1], 5, axis=1)
    assert reader.features(clips).shape == (12, 8) and not reader.features(still)[:, 4:].any()
    shuffled = clips[:, [2, 0, 4, 1, 3]]
    np.testing.assert_allclose(reader.features(shuffled)[:, :4], reader.features(clips)[:, :4], atol=1e-6)
    assert not np.allclose(reader.features(shuffled)[:, 4:], reader.features(clips)[:, 4:])


def test_of_many_clips_fewer_frames_are_fitted_to(monkeypatch):
    monkeypatch.setattr(own, "FRAMES", 30)
    clips = np.arange(10, dtype="uint8").repeat(8).reshape(10, 8, 1, 1, 1)
    assert (images_of(clips).ravel() == np.arange(10).repeat(3)).all()


def test_classes_of_other_data_are_no_classes_of_these():
    mine = from_arrays(data().test["image"], np.arange(12) % 3)
    for classes, right in ((3, True), (1000, False)):
        reader = FunctionExtractor(lambda x, k=classes: (np.ones((len(x), 2)), np.full((len(x), k), 1 / k)), "all")
        assert tells_classes(reader, mine, "image") is right


def test_protocols_say_what_they_read():
    mine = data()
    read = {name: getattr(protocols, f"{name}_protocol").reads(mine) for name in ("image", "caption", "coupling")}
    assert read == {"image": (("image",),), "caption": (("image",),), "coupling": (("source",), ("target",))}
    assert protocols.unpaired_protocol.reads(mine) == (("source", "target"),)
    assert not protocols.segmentation_protocol.reads(mine) and not protocols.accuracy_protocol.reads(mine)
