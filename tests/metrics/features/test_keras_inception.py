import keras
import numpy as np
import pytest
from keras import layers

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import FunctionExtractor, NoFeatures, as_extractor, evaluate_images, inception_v3
from tfgan_suite.metrics.features.keras_inception import FILE, InceptionV3, with_features


@pytest.fixture
def small():
    """A classifier with the names of Keras' InceptionV3 and fewer weights."""
    image = keras.Input((12, 12, 3))
    pooled = layers.GlobalAveragePooling2D(name="avg_pool")(layers.Conv2D(6, 3)(image))
    return with_features(keras.Model(image, layers.Dense(5, "softmax")(pooled)))


def test_without_weights_one_line_says_how_to_get_them(monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    with pytest.raises(NoFeatures, match="tfgan fetch inception_v3") as refusal:
        inception_v3()
    assert "\n" not in str(refusal.value) and FILE in str(refusal.value)


def test_the_report_says_resize_range_and_caution(small):
    rng = np.random.default_rng(0)
    fake, real = rng.integers(0, 256, (2, 20, 8, 8, 1), "uint8")
    for resize in ("antialiased bilinear", "antialiased bicubic", "bilinear"):
        report = evaluate_images(fake, real, InceptionV3(small, resize), n=10)
        assert report["features"] == f"keras-inception-v3 after grey as RGB and {resize} to 12x12"
        assert report["value_range"] == [-1.0, 1.0]
        assert report["protocol"] == "FID (Keras InceptionV3)" and "not the network" in report["caution"]


def test_the_resize_decides_the_features(small):
    images = np.random.default_rng(0).integers(0, 256, (4, 48, 48, 3), "uint8")
    bilinear, bicubic, aliased = (
        InceptionV3(small, resize).features(images)
        for resize in ("antialiased bilinear", "antialiased bicubic", "bilinear")
    )
    assert np.abs(bilinear - bicubic).max() > 1e-4 and np.abs(bilinear - aliased).max() > 1e-3


def test_any_function_and_any_model_are_extractors(small):
    images = np.random.default_rng(0).integers(0, 256, (40, 8, 8, 1), "uint8")

    def brightness(x):
        return x.mean(axis=(2, 3))

    report = evaluate_images(images[:20], images[20:], brightness, n=20)
    assert report["features"] == "brightness" and report["protocol"] == "Fréchet distance on brightness"
    flat = keras.Sequential([keras.Input((8, 8, 1)), layers.Flatten()], name="flat")
    assert evaluate_images(images[:20], images[20:], flat, n=20)["features"] == "flat"
    probable = FunctionExtractor(lambda x: (brightness(x), np.full((len(x), 4), 0.25)), "fair-v1")
    assert evaluate_images(images[:20], images[20:], probable, n=20)["inception_score"]["mean"] == pytest.approx(1)
    assert as_extractor(probable) is probable


def test_weights_of_something_else_are_refused(tmp_path):
    path = tmp_path / "weights.h5"
    path.write_bytes(b"nothing")
    with pytest.raises(SuiteError, match="does not hold"):
        inception_v3(path)
