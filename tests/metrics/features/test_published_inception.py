"""FID's network, its weights from files as PyTorch writes them; `make peers` sets it against torch-fidelity's."""

import collections

import keras
import numpy as np
import pytest

from tests.metrics.features.torch_files import Storage, archive, legacy, tensor
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import FIDInception, evaluate_images, fid_inception
from tfgan_suite.metrics.features import published_inception
from tfgan_suite.metrics.features.fit_input import RESIZES
from tfgan_suite.metrics.features.torch_weights import torch_weights
from tfgan_suite.networks.images.inception import inception_2015

LARGEST = 1008 * 2048
SPREAD = 0.05


@pytest.fixture(scope="module")
def model():
    return inception_2015()


@pytest.fixture(scope="module")
def contents(model):
    """A state dict with the names of the ports and random weights, and its storages; kernels are views into one, and
    running variances keep what they make of images of one size."""
    random = Storage("0", np.random.default_rng(0).normal(0, SPREAD, LARGEST).astype("float32"))
    ones = Storage("1", np.ones(2048, "float32"))
    small = Storage("2", np.linspace(-0.1, 0.1, 2048, dtype="float32"))
    state, storages = collections.OrderedDict(), [random, ones, small]
    for layer in model.layers:
        if isinstance(layer, keras.layers.Conv2D):
            *sides, depth, width = layer.kernel.shape
            kept = np.full(width, SPREAD**2 * depth * np.prod(sides) / 2, "float32")
            storages.append(Storage(str(len(storages)), kept))
            state[f"{layer.name}.conv.weight"] = whole(random, width, depth, *sides)
            for part, storage in (("weight", ones), ("bias", small), ("running_mean", small)):
                state[f"{layer.name}.bn.{part}"] = whole(storage, width)
            state[f"{layer.name}.bn.running_var"] = whole(storages[-1], width)
    state["fc.weight"], state["fc.bias"] = whole(random, 1008, 2048), whole(ones, 1008)
    return state, storages


def whole(storage, *shape):
    """The beginning of a storage as a contiguous tensor."""
    return tensor(storage, 0, shape, tuple(int(np.prod(shape[i + 1 :])) for i in range(len(shape))))


@pytest.fixture(scope="module")
def file(contents, tmp_path_factory):
    path = tmp_path_factory.mktemp("weights") / "inception.pth"
    path.write_bytes(archive(*contents).getvalue())
    return path


@pytest.fixture(scope="module")
def extractor(file):
    return fid_inception(file)


@pytest.fixture
def small():
    """A network of the same outputs and little work."""
    image = keras.Input((12, 12, 3))
    pooled = keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(6, 3)(image))
    outputs = {"features": pooled, "probabilities": keras.layers.Dense(5, "softmax")(pooled)}
    return keras.Model(image, outputs)


def test_it_is_the_network_of_2015(model):
    without_classes = 21_785_568  # torchvision's count; γ is in the kernels here
    channels = sum(layer.filters for layer in model.layers if isinstance(layer, keras.layers.Conv2D))
    assert model.count_params() == without_classes - channels + 1008 * 2048
    assert sum(isinstance(layer, keras.layers.Conv2D) for layer in model.layers) == 94
    ones = np.ones((1, 5, 5, 192), "float32")
    assert (np.array(model.get_layer("Mixed_5b.pool")(ones)) == 1).all(), "what is outside does not count"
    assert isinstance(model.get_layer("Mixed_7b.pool"), keras.layers.AveragePooling2D)
    assert isinstance(model.get_layer("Mixed_7c.pool"), keras.layers.MaxPooling2D)


def test_weights_go_where_they_belong(contents, extractor):
    state = torch_weights(archive(*contents))
    kernel, bias = extractor.model.get_layer("Mixed_6b.branch7x7_2").get_weights()
    parts = (state[f"Mixed_6b.branch7x7_2.bn.{part}"] for part in ("weight", "bias", "running_mean", "running_var"))
    γ, β, μ, variance = parts
    x = state["Mixed_6b.branch7x7_2.conv.weight"]
    assert kernel.shape == (1, 7, 128, 128) and x.shape == (128, 128, 1, 7)
    scale = γ / np.sqrt(variance + 1e-3)
    np.testing.assert_allclose(kernel[0, 2, 5], x[:, 5, 0, 2] * scale, rtol=1e-5)
    np.testing.assert_allclose(bias, β - μ * scale, rtol=1e-4, atol=1e-6)
    np.testing.assert_array_equal(extractor.model.get_layer("fc").kernel, state["fc.weight"].T)


def test_it_reads_images_of_any_size(extractor):
    image = np.random.default_rng(0).integers(0, 256, (1, 28, 28, 1), "uint8")
    read = extractor.extract(image)
    assert read.features.shape == (1, 2048) and read.probabilities.shape == (1, 1008)
    assert read.features.std() > 0.01 and np.isfinite(read.features).all()
    assert read.probabilities.sum() == pytest.approx(1, abs=1e-4)
    assert extractor.describe((28, 28, 1)) == "inception-2015-12-05 after grey as RGB and TF1 bilinear to 299x299"
    assert extractor.describe((299, 299, 3)) == "inception-2015-12-05"
    assert extractor.value_range == (-1.0, 127 / 128)


@pytest.mark.parametrize("size", [(3, 5), (9, 4)])
def test_tensorflow_1_resizes_from_the_corner(size):
    x = np.random.default_rng(0).uniform(0, 255, (2, 6, 7, 3)).astype("float32")
    resized = x
    for axis, (before, after) in enumerate(zip(x.shape[1:3], size, strict=True), start=1):
        at = np.arange(after) * before / after
        low = at.astype(int)
        share = np.expand_dims(at - low, [other for other in range(4) if other != axis])
        left, right = np.take(resized, low, axis), np.take(resized, np.minimum(low + 1, before - 1), axis)
        resized = left + (right - left) * share
    np.testing.assert_allclose(RESIZES["TF1 bilinear"](x, list(size)), resized, atol=1e-3)


def test_only_published_weights_make_a_fid(small, file, extractor, monkeypatch):
    fake, real = np.random.default_rng(0).integers(0, 256, (2, 20, 8, 8, 1), "uint8")
    report = evaluate_images(fake, real, FIDInception(small, is_published=True), n=10)
    assert report["protocol"] == "FID" and report["n"] == 10 and "n grows" in report["caution"]
    report = evaluate_images(fake, real, FIDInception(small, is_published=False), n=10)
    assert report["protocol"] == "FID (other weights)" and "compare with none" in report["caution"]
    assert extractor.score_name == "FID (other weights)"
    monkeypatch.setattr(published_inception, "inception_2015", lambda: small)
    monkeypatch.setattr(published_inception, "fill", lambda *_: None)
    assert fid_inception(file).score_name != "FID"
    monkeypatch.setattr(
        published_inception, "SHA256", published_inception.hashlib.sha256(file.read_bytes()).hexdigest()
    )
    assert fid_inception(file).score_name == "FID"


def test_both_formats_hold_the_same_weights(contents):
    new, old = torch_weights(archive(*contents)), torch_weights(legacy(*contents))
    assert list(new) == list(old) and all((new[name] == old[name]).all() for name in new)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda state: state.pop("Mixed_5b.branch1x1.conv.weight"), r"Mixed_5b\.branch1x1\.conv\.weight is missing"),
        (lambda state: state.pop("Mixed_7c.branch_pool.bn.running_var"), r"branch_pool\.bn\.running_var is missing"),
        (
            lambda state: state.update({"fc.weight": np.zeros((1000, 2048))}),
            r"fc\.weight is \[1000, 2048\], not \[1008",
        ),
        (lambda state: state["Conv2d_1a_3x3.bn.bias"].fill(np.nan), r"Conv2d_1a_3x3\.bn\.bias has numbers"),
        (lambda state: state["Conv2d_1a_3x3.bn.running_var"].fill(-1), r"Conv2d_1a_3x3\.bn\.running_var is below 0"),
    ],
)
def test_other_weights_are_named(contents, model, change, words):
    state = torch_weights(archive(*contents))
    change(state)
    with pytest.raises(ValueError, match=words):
        published_inception.fill(model, state)


def test_a_file_that_holds_something_else_is_one_line(tmp_path):
    path = tmp_path / "weights.pth"
    with pytest.raises(SuiteError, match="cannot be read"):
        fid_inception(path)
    one = Storage("0", np.arange(6, dtype="float32"))
    for content in (
        b"",
        b"text",
        b"PK\3\4",
        legacy({}, []).getvalue(),
        archive({"x": whole(one, 6)}, [one]).getvalue(),
    ):
        path.write_bytes(content)
        with pytest.raises(
            SuiteError, match=r"does not hold FID's Inception-v3 \(.+pt_inception-2015-12-05"
        ) as refusal:
            fid_inception(path)
        assert "\n" not in str(refusal.value)
