import dataclasses
import json

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.errors import SuiteError
from tfgan_suite.export import Signature
from tfgan_suite.export.artifacts import FORMATS
from tfgan_suite.export.checks.probes import probes
from tfgan_suite.export.formats.shipment import ship
from tfgan_suite.export.meanings import Meaning
from tfgan_suite.networks.text.embeddings import bag_of_words

EXACT = {name: FORMATS[name] for name in ("savedmodel", "litert")}
both = pytest.mark.parametrize("form", EXACT.values(), ids=EXACT)


def refused(network, form, tmp_path, complaint, **facts):
    """Ships to a directory that does not exist and finds that it still does not."""
    with pytest.raises(SuiteError, match=complaint) as failure:
        ship(network, {tmp_path / "new" / "artefact": form}, **facts)
    assert "\n" not in str(failure.value)
    assert list(tmp_path.iterdir()) == []


def with_other_weight(form, weight, change):
    """The format, but what it writes has `change` added to one of the weights."""

    def write(signature, draft):
        true = weight.numpy()
        weight.assign(true + change)
        form.write(signature, draft)
        weight.assign(true)

    return dataclasses.replace(form, write=write)


@both
def test_the_row_says_what_is_on_disk(form, generator, tmp_path):
    path = form.place(tmp_path, "generator")
    (check,) = ship(generator, {path: form})
    row = json.loads(json.dumps(check.as_dict()))
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    assert row.pop("bytes") == sum(len(file.read_bytes()) for file in files)
    assert 0 <= row.pop("mean_difference") <= row.pop("max_difference") <= form.tolerance
    assert row.pop("levels") in {"savedmodel": (0, 1), "litert": (None,)}[form.name]
    assert 0 <= row.pop("lost") <= 1e-10
    assert row == {
        "format": form.name,
        "path": str(path),
        "tolerance": {"savedmodel": 1e-5, "litert": 1e-4}[form.name],
        "most_lost": None,
        "notes": [],
        "batch_sizes": [1, 16],
        "inputs": {"z": "float32 [batch, 16]"},
        "outputs": {"image": "float32 [batch, 28, 28, 1]"},
    }


@both
@pytest.mark.parametrize("which", [0, -1], ids=["first weight", "last weight"])
def test_one_changed_weight_is_found(form, which, generator, tmp_path):
    refused(generator, with_other_weight(form, generator.weights[which], 0.01), tmp_path, "is off by")
    ship(generator, {tmp_path / "artefact": form})


@both
@pytest.mark.parametrize("network", ["embedded_labels"], indirect=True)
@pytest.mark.parametrize("row", [0, 9])
def test_every_class_is_compared(form, row, network, tmp_path):
    (table,) = [w for w in network.weights if w.name == "embeddings"]
    one_class = (np.arange(10) == row)[:, None]
    refused(network, with_other_weight(form, table, one_class), tmp_path, "is off by")


@both
def test_vanished_weights_are_found(form, generator, tmp_path):
    fake = dataclasses.replace(form, write=lambda signature, draft: draft.write_bytes(bytes(10_000)))
    refused(generator, fake, tmp_path, "lost weights: 10000 bytes")


@both
def test_an_unreadable_artefact_is_found(form, generator, tmp_path):
    fake = dataclasses.replace(form, write=lambda signature, draft: draft.write_bytes(bytes(1_000_000)))
    refused(generator, fake, tmp_path, "does not run")


@both
def test_a_fixed_batch_size_is_found(form, generator, tmp_path):
    def fixed(signature, draft):
        signature.inputs = {
            name: tf.TensorSpec((1, *spec.shape[1:]), spec.dtype, name) for name, spec in signature.inputs.items()
        }
        form.write(signature, draft)

    refused(generator, dataclasses.replace(form, write=fixed), tmp_path, "does not run|returns")


@both
def test_training_mode_is_found(form, generator, tmp_path):
    def training(signature, draft):
        signature._serve = lambda z: {"image": generator(z, training=True)}
        form.write(signature, draft)

    refused(generator, dataclasses.replace(form, write=training), tmp_path, "is off by|does not run")


@both
def test_an_artefact_that_answers_nan_is_found(form, generator, tmp_path):
    def broken(path):
        run = form.load(path)
        return lambda inputs: {name: values * np.nan for name, values in run(inputs).items()}

    refused(generator, dataclasses.replace(form, load=broken), tmp_path, "gives NaN")


@both
@pytest.mark.parametrize(("fill", "complaint"), [(np.nan, "NaN or infinite"), (0.0, "whatever its inputs")])
def test_a_diverged_or_dead_network_is_not_exported(form, fill, complaint, generator, tmp_path):
    generator.set_weights([np.full(w.shape, fill) for w in generator.get_weights()])
    refused(generator, form, tmp_path, complaint)


@pytest.mark.parametrize("network", ["embedded_labels", "one_hot_labels"], indirect=True)
def test_probes_cover_every_class_and_repeat(network):
    signature = Signature(network)
    first, again = list(probes(signature, (1, 16))), list(probes(signature, (1, 16)))
    assert [len(probe["label"]) for probe in first] == [1, 16]
    assert set(first[1]["label"]) == set(range(10))
    assert first[1]["label"].dtype == np.int32
    np.testing.assert_array_equal(first[1]["z"], again[1]["z"])
    assert np.abs(first[1]["z"]).max() > 1.5


def test_noise_of_a_layer_is_drawn_from_its_prior_and_pictures_are_not():
    image, noise = keras.Input((8, 8, 1), name="image"), keras.Input((8, 8, 1), name="noise_0")
    (probe,) = probes(Signature(keras.Model([image, noise], image + noise)), (100,))
    assert np.abs(probe["image"]).max() <= 1 and abs(probe["image"].var() - 1 / 3) < 0.01
    assert abs(probe["noise_0"].var() - 1) < 0.05


def test_captions_are_those_that_the_meaning_names():
    embedding = keras.Input((32,), name="embedding")
    told = {"embedding": Meaning("caption", role="words", names=("a red car", "a boat"))}
    (probe,) = probes(Signature(keras.Model(embedding, 2 * embedding), meanings=told), (3,))
    np.testing.assert_array_equal(probe["embedding"], bag_of_words(["a red car", "a boat", "a red car"], 32))


def test_the_number_of_classes_can_be_told(tmp_path):
    label = keras.Input((), dtype="int32", name="label")
    network = keras.Model(label, keras.layers.Dense(4)(keras.ops.cast(label, "float32")[:, None]))
    form = FORMATS["savedmodel"]
    refused(network, form, tmp_path, "pass num_classes")
    assert ship(network, {tmp_path / "1": form}, num_classes=3)


@pytest.fixture
def flat():
    """A network that divides maps by their tiny deviations, as instance normalization may, and such maps."""
    keras.utils.set_random_seed(0)
    image = h = keras.Input((8, 8, 1), name="image")
    for _ in range(3):
        h = keras.layers.GroupNormalization(groups=-1, epsilon=1e-7)(keras.layers.Conv2D(16, 3)(h))
    network = keras.Model(image, keras.layers.Conv2D(1, 1, activation="tanh", name="translation")(h))
    maps = 1 - 1e-3 * np.random.default_rng(0).random((17, 8, 8, 1), "float32")
    return network, {"output_names": ("translation",), "examples": {"image": maps}}


def test_what_multiplies_rounding_is_held_to_its_own(flat, tmp_path):
    network, facts = flat
    (check,) = ship(network, {tmp_path / "artefact": EXACT["litert"]}, **facts)
    assert EXACT["litert"].tolerance < check.max_difference < check.tolerance < 0.1


def test_and_a_changed_weight_of_it_is_found(flat, tmp_path):
    network, facts = flat
    refused(network, with_other_weight(EXACT["litert"], network.weights[-1], 0.1), tmp_path, "is off by", **facts)
