import logging

import keras
import numpy as np
import pytest

import tfgan_suite.data
from tests.thorough import thorough
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import fashion_classifier, fid
from tfgan_suite.metrics.features import fashion


@pytest.fixture
def few(monkeypatch, tmp_path, fashion_train):
    """A cache directory of its own and 512 training images, so that a training takes a second."""
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path))
    monkeypatch.setattr(tfgan_suite.data, "load", lambda *_: fashion_train.take(slice(512)), raising=False)
    return tmp_path


def test_reads_real_test_images_right(classifier, fashion_test):
    assert classifier.test_accuracy >= 0.86
    features, probabilities = classifier.extract(fashion_test["image"][:300])
    assert features.shape == (300, 64)
    assert probabilities.shape == (300, 10)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)
    shuffled = np.random.default_rng(0).permutation(fashion_test["label"][:300])
    assert np.mean(probabilities.argmax(axis=1) == shuffled) < 0.2


def blur(images):
    x = np.pad(images.astype("float32"), ((0, 0), (1, 1), (1, 1), (0, 0)), mode="edge")
    return np.round(sum(x[:, i : i + 28, j : j + 28] for i in range(3) for j in range(3)) / 9).astype("uint8")


@pytest.mark.long
def test_anchors_of_the_score(classifier, fashion_train, fashion_test):
    """C-FID at n = 10,000 against the test set: in this order, and within 2.5 times of the calibration."""
    x, y = fashion_train["image"], fashion_train["label"]
    real = classifier.features(fashion_test["image"])
    noise = np.random.default_rng(0).integers(0, 256, fashion_test["image"].shape, dtype="uint8")
    anchors = {
        "train": (fid(classifier.features(x[:10_000]), real), 0.07),
        "blur": (fid(classifier.features(blur(fashion_test["image"])), real), 12.5),
        "single class": (fid(classifier.features(x[y == 0]), real), 144),
        "noise": (fid(classifier.features(noise), real), 176),
    }
    print({name: round(value, 3) for name, (value, _) in anchors.items()})
    for value, calibrated in anchors.values():
        assert calibrated / 2.5 < value < calibrated * 2.5
    values = [value for value, _ in anchors.values()]
    assert values == sorted(values)


def test_training_repeats_bit_for_bit_and_leaves_global_randomness_alone(fashion_train):
    some = fashion_train.take(slice(1024))

    def weights_and_next_draws(seed):
        keras.utils.set_random_seed(seed)
        if seed:
            keras.random.normal((3,))
        before = keras.random.normal((2,)), np.random.rand()
        keras.utils.set_random_seed(seed)
        if seed:
            keras.random.normal((3,))
        weights = fashion.train(some["image"], some["label"], epochs=1).get_weights()
        after = keras.random.normal((2,)), np.random.rand()
        np.testing.assert_array_equal(before[0], after[0])
        assert before[1] == after[1]
        return weights

    first, second = weights_and_next_draws(0), weights_and_next_draws(9)
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))
    other = fashion.train(some["image"], some["label"], epochs=1, seed=1).get_weights()
    assert not np.array_equal(first[0], other[0])


def test_the_second_call_reads_what_the_first_wrote(few, monkeypatch):
    first = fashion_classifier()
    assert [p.name for p in few.rglob("*") if p.is_file()] == [f"{fashion.NAME}.keras"]
    monkeypatch.setattr(fashion, "train", lambda *_: pytest.fail("trained again"))
    assert fashion_classifier().fingerprint == first.fingerprint


@pytest.mark.parametrize(
    "damage", [thorough(lambda b: b""), thorough(lambda b: b[: len(b) // 2]), lambda b: b[:9999] + b[10099:]]
)
def test_a_damaged_file_is_made_anew(few, caplog, damage):
    first = fashion_classifier()
    (path,) = few.rglob("*.keras")
    path.write_bytes(damage(path.read_bytes()))
    with caplog.at_level(logging.WARNING):
        assert fashion_classifier().fingerprint == first.fingerprint
    assert "damaged" in caplog.text
    assert keras.models.load_model(path) is not None


def test_a_cache_that_cannot_be_written_is_one_line(few, monkeypatch):
    (few / "file").write_text("")
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(few / "file" / "below"))
    monkeypatch.setattr(fashion, "train", lambda *_: pytest.fail("trained in vain"))
    with pytest.raises(SuiteError, match="TFGAN_SUITE_CACHE") as caught:
        fashion_classifier()
    assert "\n" not in str(caught.value)
