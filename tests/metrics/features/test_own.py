"""Features fitted to training images: what they hear, and when they are fitted anew."""

import keras
import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import NoFeatures, fid, own_features
from tfgan_suite.metrics.features import own, own_fitting
from tfgan_suite.metrics.features.own_examples import gathered, input_shape
from tfgan_suite.metrics.features.own_fitting import steps_for
from tfgan_suite.metrics.features.own_network import outputs_of, own_network


def lamps(n, seed):
    """uint8 [n, 8, 8, 2]: a spot in the upper left, or a bar below (labels 0 and 1), of any brightness."""
    rng = np.random.default_rng(seed)
    x, labels = rng.integers(0, 40, (n, 8, 8, 2)), np.arange(n) % 2
    light = rng.integers(60, 200, (n, 1, 1, 1))
    x[labels == 0, 1:4, 1:4] += light[labels == 0]
    x[labels == 1, 6:, 1:7] += light[labels == 1]
    return x.astype("uint8"), labels


TRAIN, LABELS = lamps(300, 1)
TEST, TRUTH = lamps(400, 2)


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TFGAN_SUITE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield patch


@pytest.fixture(scope="module", params=[False, True], ids=["unlabelled", "labelled"])
def extractor(request, cache):
    return own_features([TRAIN], [LABELS] if request.param else None)


@pytest.fixture
def unfitted(monkeypatch, tmp_path):
    """A cache of its own, where fitting takes no time; the list of what was fitted."""
    calls = []

    def stub(images, labels, seed):
        calls.append((images, labels, seed))
        return outputs_of(own_network(images.shape[1:], 0, seed), "features")

    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path))
    monkeypatch.setattr(own, "fitted", stub)
    return calls


def test_real_images_are_nearer_than_fewer_modes_and_those_than_noise(extractor):
    read = extractor.features
    first, others = TEST[:200], TEST[200:]
    noise = np.random.default_rng(0).integers(0, 256, first.shape, "uint8")
    distances = [fid(read(first), read(x)) for x in (others, np.repeat(others[::2], 2, axis=0), noise)]
    assert 3 * distances[0] < distances[1] < distances[2], distances


def test_nothing_untrained_reads_images(extractor):
    start = own_network((8, 8, 2), 0 if extractor.model.output.keys() == {"features"} else 2)
    for fitted, untrained in zip(extractor.model.get_weights(), start.get_weights(), strict=False):
        assert not np.array_equal(fitted, untrained)


def test_labels_that_images_show_are_told_of_images_never_seen(extractor):
    said = extractor.probabilities(TEST)
    if said is None:
        assert extractor.fingerprint != own_features([TRAIN], [LABELS]).fingerprint
    else:
        assert said.shape == (400, 2) and np.mean(said.argmax(1) == TRUTH) > 0.95


def test_labels_that_images_do_not_show_give_no_probabilities(cache):
    chance = np.random.default_rng(0).integers(0, 2, len(TRAIN))
    with_chance, without = own_features([TRAIN], [chance]), own_features([TRAIN])
    assert with_chance.probabilities(TEST[:3]) is None
    assert with_chance.fingerprint == without.fingerprint


def test_fitting_repeats_bit_for_bit_and_leaves_global_randomness_alone(monkeypatch):
    monkeypatch.setattr(own_fitting, "LEAST_STEPS", 3)
    monkeypatch.setattr(own_fitting, "PASSES", 1)

    def weights_and_next_draws(seed):
        keras.utils.set_random_seed(5)
        before = np.random.rand(), keras.random.normal((2,))
        keras.utils.set_random_seed(5)
        weights = own_fitting.fitted(TRAIN, None, seed).get_weights()
        after = np.random.rand(), keras.random.normal((2,))
        assert before[0] == after[0]
        np.testing.assert_array_equal(before[1], after[1])
        return weights

    first, again, other = (weights_and_next_draws(seed) for seed in (0, 0, 1))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0], other[0])


def test_what_was_fitted_is_kept_until_images_labels_or_seed_change(unfitted):
    first = own_features([TRAIN])
    assert own_features([TRAIN.copy()]).fingerprint == first.fingerprint and len(unfitted) == 1
    changed = TRAIN.copy()
    changed[7, 3, 3] ^= 1
    for images, labels, seed in ((changed, None, 0), (TRAIN, [LABELS], 0), (TRAIN, [1 - LABELS], 0), (TRAIN, None, 1)):
        known = len(unfitted)
        own_features([images], labels, seed)
        assert len(unfitted) == known + 1


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[: len(b) // 2]])
def test_a_damaged_file_is_fitted_anew(damage, unfitted, tmp_path):
    own_features([TRAIN])
    (path,) = tmp_path.rglob("*.keras")
    path.write_bytes(damage(path.read_bytes()))
    own_features([TRAIN])
    own_features([TRAIN])
    assert len(unfitted) == 2


def test_a_cache_that_cannot_be_written_is_one_line_before_fitting(unfitted, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "file" / "below"))
    with pytest.raises(SuiteError, match="TFGAN_SUITE_CACHE"):
        own_features([TRAIN])
    assert not unfitted


@pytest.mark.parametrize(
    ("shapes", "seen"),
    [
        ([(8, 8, 1)], (8, 8, 1)),
        ([(40, 24, 7)], (40, 40, 7)),
        ([(128, 256, 3)], (64, 64, 3)),
        ([(16, 16, 1), (16, 16, 4)], (16, 16, 3)),
        ([(16, 16, 5), (8, 8, 5)], (16, 16, 5)),
    ],
)
def test_images_of_any_shape_are_seen_as_squares(shapes, seen):
    arrays = [np.random.default_rng(0).integers(0, 256, (4, *shape), "uint8") for shape in shapes]
    images, labels = gathered(arrays, [np.arange(4)] * len(arrays))
    assert images.shape == (4 * len(shapes), *seen) and images.dtype == np.uint8
    np.testing.assert_array_equal(labels, np.tile(np.arange(4), len(shapes)))


def test_images_are_drawn_from_where_they_are_too_many(monkeypatch, tmp_path):
    many = np.lib.format.open_memmap(tmp_path / "many.npy", "w+", "uint8", (50, 8, 8, 1))
    many[:] = np.arange(50)[:, None, None, None]
    monkeypatch.setattr("tfgan_suite.metrics.features.own_examples.MOST_HELD", 20 * 64)
    images, labels = gathered([many], [np.arange(50)])
    assert len(images) == 20 == len(set(labels)) and (images[:, 0, 0, 0] == labels).all()


@pytest.mark.parametrize(
    "arrays", [[np.zeros((9, 2))], [np.zeros((9, 8, 8, 2), "uint8"), np.zeros((9, 8, 8, 3), "uint8")]]
)
def test_what_is_not_to_be_compared_as_images_has_no_features(arrays):
    with pytest.raises(NoFeatures, match=r"not to float64|2 and 3 channels"):
        input_shape(arrays)


def test_fitting_takes_no_more_steps_than_two_cores_do_in_a_minute_or_two():
    assert steps_for((28, 28, 1), 200) == 100 < steps_for((28, 28, 1), 2000) < steps_for((28, 28, 1), 60_000)
    assert steps_for((64, 64, 3), 60_000) * 128 * 64 * 64 <= own_fitting.MOST_PIXELS
