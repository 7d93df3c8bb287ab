import keras
import numpy as np
import pytest

from tfgan_suite import networks, variants
from tfgan_suite.core import latents
from tfgan_suite.data import to_uint8
from tfgan_suite.metrics import evaluate_images, verdict

N, KNOWN = 1_000, 5_000


@pytest.fixture(scope="module")
def train(fashion_train):
    return fashion_train["image"][:KNOWN]


@pytest.fixture(scope="module")
def judged(classifier, train, fashion_test):
    real = fashion_test["image"][: 2 * N]
    return lambda fake: evaluate_images(fake, real, classifier, n=N, train=train)


def untrained():
    keras.utils.set_random_seed(0)
    generator = networks.generator((28, 28, 1), 64, width=16)
    game = variants.DCGAN(generator, networks.discriminator((28, 28, 1), width=16), prior=latents.normal)
    return to_uint8(game.sample(N))


def slightly_noisy(images):
    noise = np.random.default_rng(0).integers(-3, 4, images.shape)
    return np.clip(images.astype(int) + noise, 0, 255).astype("uint8")


CONTROLS = {
    "a constant generator": lambda train: np.repeat(train[:1], N, axis=0),
    "the mean image": lambda train: np.repeat(train.mean(0, keepdims=True).astype("uint8"), N, axis=0),
    "a copied training batch": lambda train: np.resize(train[:64], (N, *train.shape[1:])),
    "a copied training batch, disguised": lambda train: slightly_noisy(np.resize(train[:64], (N, *train.shape[1:]))),
    "training images, each once": lambda train: train[:N],
    "an untrained network": lambda train: untrained(),
}


@pytest.mark.parametrize("control", CONTROLS)
def test_what_learned_nothing_is_bad(judged, train, control):
    assert judged(CONTROLS[control](train))["verdict"]["word"] == "bad"


def test_real_held_out_images_are_good(judged, fashion_test):
    report = judged(fashion_test["image"][-N:])
    assert report["verdict"]["word"] == "good", report["verdict"]
    assert report["fid_share"] < 0.02 and report["distinct"] > 0.99
    assert report["memory"]["closer"] == pytest.approx(0.5, abs=0.05)


def test_blurred_images_are_not_good(judged, fashion_test):
    images = fashion_test["image"][-N:].astype(float)
    blurred = sum(np.roll(images, (i, j), (1, 2)) for i in (-1, 0, 1) for j in (-1, 0, 1)) / 9
    assert judged(blurred.astype("uint8"))["verdict"]["word"] == "fair"


def test_the_same_samples_get_the_same_report_bit_for_bit(judged, fashion_test):
    samples = fashion_test["image"][-N:]
    assert judged(samples) == judged(samples)


def test_the_worst_rule_decides_and_comes_first():
    judgement = verdict({"fid_share": 0.01, "distinct": 0.7, "dice": 0.2, "dice_of_everything": 0.3})
    assert judgement["word"] == "bad" and judgement["reasons"][0].startswith("bad: Dice")
    assert [reason.partition(":")[0] for reason in judgement["reasons"]] == ["bad", "fair", "good"]


def test_scores_that_no_rule_knows_get_no_verdict():
    assert verdict({"protocol": "something else", "n": 3}) == {"word": "none", "reasons": []}
