import json

import keras
import numpy as np
import pytest
from keras import layers
from keras.initializers import GlorotUniform

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import Identity, evaluate_images

N = 2_000


@pytest.fixture(scope="module")
def real(fashion_test):
    return fashion_test


def scored(fake, real, classifier, **labels):
    return evaluate_images(fake, real["image"], classifier, n=N, **labels)


def test_real_training_images_pass(classifier, fashion_train, real):
    fake = fashion_train.take(slice(N))
    report = scored(fake["image"], real, classifier, fake_labels=fake["label"], real_labels=real["label"])
    assert json.loads(json.dumps(report)) == report
    assert report["protocol"] == "C-FID"
    assert report["features"] == "fashion-mnist-classifier-v1"
    assert report["features_fingerprint"] == classifier.fingerprint
    assert report["n"] == report["real_real_floor"]["n"] == N
    floor = report["real_real_floor"]
    assert report["fid"] < 2 * floor["fid"]
    assert floor["coverage"]["coverage"] > 0.95 and 0.45 < floor["two_sample"]["accuracy"] < 0.55
    assert abs(floor["kid"]["mean"]) < 3 * floor["kid"]["sd"]
    assert report["inception_score"]["mean"] == pytest.approx(report["inception_score_real"]["mean"], rel=0.05)
    assert report["inception_score"]["splits"] == 10
    assert report["classes_present"] == report["classes_present_real"] == report["classes"] == 10
    assert report["label_accuracy"] > 0.86
    assert report["label_accuracy_real"] == pytest.approx(classifier.test_accuracy, abs=0.02)


def untrained(z):
    generator = keras.Sequential(
        [
            layers.Dense(7 * 7 * 32, kernel_initializer=GlorotUniform(1)),
            layers.Reshape((7, 7, 32)),
            layers.Conv2DTranspose(16, 4, 2, "same", activation="relu", kernel_initializer=GlorotUniform(2)),
            layers.Conv2DTranspose(1, 4, 2, "same", activation="tanh", kernel_initializer=GlorotUniform(3)),
        ]
    )
    return np.round((generator(z).numpy() + 1) * 127.5).astype("uint8")


def stubs(real):
    rng = np.random.default_rng(0)
    image = real["image"]
    return {
        "constant": np.repeat(image[:1], N, axis=0),
        "copied batch": np.tile(image[:16], (N // 16, 1, 1, 1)),
        "noise": rng.integers(0, 256, (N, 28, 28, 1), dtype="uint8"),
        "untrained": untrained(rng.normal(size=(N, 64)).astype("float32")),
    }


@pytest.mark.parametrize("stub", ["constant", "copied batch", "noise", "untrained"])
def test_stubs_fail(classifier, real, stub):
    report = scored(stubs(real)[stub], real, classifier)
    assert report["fid"] > 25 * report["real_real_floor"]["fid"]


def test_a_memorised_batch_that_the_distance_lets_pass_is_not_distinct(classifier, fashion_train, real):
    report = scored(np.resize(fashion_train["image"][:128], (N, 28, 28, 1)), real, classifier)
    assert report["fid"] < 25
    assert report["distinct"] == 128 / N
    assert report["distinct_real"] > 0.99


@pytest.mark.parametrize("stub", ["constant", "noise", "untrained"])
def test_stubs_fail_the_inception_score(classifier, real, stub):
    report = scored(stubs(real)[stub], real, classifier)
    assert report["inception_score"]["mean"] < 0.6 * report["inception_score_real"]["mean"]
    assert report["classes_present"] < 10


def test_permuted_labels_are_chance(classifier, real):
    wrong = np.random.default_rng(0).permutation(real["label"])
    report = evaluate_images(real["image"], real["image"], classifier, n=2_000, fake_labels=wrong)
    assert report["label_accuracy"] == pytest.approx(0.1, abs=0.03)
    assert "label_accuracy_real" not in report


def test_labels_follow_the_images_that_are_drawn(classifier, real):
    report = evaluate_images(real["image"], real["image"], classifier, n=500, fake_labels=real["label"])
    assert report["label_accuracy"] > 0.8


def test_the_seed_decides(classifier, real):
    one, same, other = (
        evaluate_images(real["image"], real["image"][::-1], classifier, n=500, seed=s) for s in (0, 0, 1)
    )
    assert one == same
    assert one["fid"] != other["fid"]


def test_points_and_a_floor_at_half_of_too_few():
    x = np.random.default_rng(0).normal(size=(3, 1000, 2))
    report = evaluate_images(x[0] + 2, x[1], Identity(), n=1000)
    assert report["fid"] == pytest.approx(8, rel=0.1)
    assert report["protocol"] == "Fréchet distance"
    assert report["real_real_floor"]["n"] == 500
    assert report["shape"] == [2]
    assert "inception_score" not in report


@pytest.mark.parametrize(
    ("fake", "real_", "options", "message"),
    [
        ((99, 2), (200, 2), {"n": 100}, "99 generated images are fewer than n = 100"),
        ((200, 2), (99, 2), {"n": 100}, "99 real images are fewer than n = 100"),
        ((200, 2), (200, 3), {"n": 100}, "differ in shape"),
        ((200, 2), (200, 2), {"n": 1}, "n = 1 "),
        ((200, 2), (200, 2), {"n": 100, "fake_labels": np.zeros(5, int)}, "have 5 labels"),
    ],
)
def test_what_would_make_the_score_unsound_is_refused(fake, real_, options, message):
    with pytest.raises(SuiteError, match=message):
        evaluate_images(np.zeros(fake), np.zeros(real_), Identity(), **options)
