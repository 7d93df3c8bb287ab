"""The twin of a served function whose pictures are uint8."""

import dataclasses

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.errors import SuiteError
from tfgan_suite.export import Signature, export_saved_model
from tfgan_suite.export.formats.saved_model import SAVED_MODEL
from tfgan_suite.export.formats.shipment import ship
from tfgan_suite.export.meanings import Meaning


def served(network, path, key):
    loaded = tf.saved_model.load(str(path))
    return lambda **inputs: loaded.signatures[key](**{k: tf.constant(v) for k, v in inputs.items()})


def test_pictures_go_in_and_come_out_as_bytes(tmp_path):
    image = keras.Input((6, 6, 1), name="image")
    network = keras.Model(image, keras.layers.Rescaling(-1.0)(image))
    path = export_saved_model(network, tmp_path, output_names=("translation",))
    pixels = np.arange(256, dtype="uint8")[:252].reshape(7, 6, 6, 1)
    negative = served(network, path, "uint8")(image=pixels)["translation"]
    assert negative.dtype == tf.uint8
    np.testing.assert_array_equal(negative, 255 - pixels)


def test_masks_are_probabilities_and_other_inputs_stay_as_they_are(tmp_path):
    image, z = keras.Input((6, 6, 1), name="image"), keras.Input((6,), name="z")
    h = keras.ops.sigmoid(image) * keras.ops.reshape(keras.ops.sigmoid(z), (-1, 6, 1, 1))
    path = export_saved_model(keras.Model([image, z], h), tmp_path, output_names=("mask",))
    inputs = {"image": np.full((2, 6, 6, 1), 255, "uint8"), "z": np.zeros((2, 6), "float32")}
    mask = served(None, path, "uint8")(**inputs)["mask"]
    np.testing.assert_array_equal(mask, np.full((2, 6, 6, 1), np.rint(255 * 0.5 / (1 + np.exp(-1))), "uint8"))


def test_what_lies_outside_the_range_is_clipped(tmp_path):
    z = keras.Input((4,), name="z")
    network = keras.Model(z, keras.layers.Reshape((2, 2, 1))(5.0 * z))
    path = export_saved_model(network, tmp_path)
    image = served(network, path, "uint8")(z=np.float32([[-3, -0.01, 0.01, 3]]))["image"]
    assert image.numpy().ravel().tolist() == [0, 121, 134, 255]


def test_there_is_none_where_there_are_no_pictures(tmp_path):
    z = keras.Input((4,), name="z")
    network = keras.Model(z, keras.layers.Dense(2)(z))
    path = export_saved_model(network, tmp_path, output_names=("point",))
    assert list(tf.saved_model.load(str(path)).signatures) == ["serving_default"]


def test_a_twin_that_rounds_down_is_found(generator, tmp_path):
    def floored(signature, draft):
        exact = signature._serve
        signature._serve_bytes = lambda z: {"image": tf.cast((exact(z)["image"] + 1) * 127.5 - 2, tf.uint8)}
        SAVED_MODEL.write(signature, draft)

    fake = dataclasses.replace(SAVED_MODEL, write=floored)
    with pytest.raises(SuiteError, match=r"uint8 twin .* is off by"):
        ship(generator, {tmp_path / "new" / "1": fake})
    assert list(tmp_path.iterdir()) == []
    (check,) = ship(generator, {tmp_path / "new" / "1": SAVED_MODEL})
    assert check.levels in (0, 1)


def test_every_name_is_described(conditional):
    about = Signature(conditional, meanings={"label": Meaning("0 dress, 1 boot")}).description()
    assert about["serving_default"]["inputs"]["label"] == {
        "dtype": "int32",
        "shape": [None],
        "meaning": "0 dress, 1 boot",
    }
    assert about["uint8"]["outputs"]["image"]["dtype"] == "uint8"
    assert about["uint8"]["outputs"]["image"]["meaning"].endswith("from 0 to 255")
    assert about["serving_default"]["outputs"]["image"]["meaning"].endswith("from -1 to 1")
