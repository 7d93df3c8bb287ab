"""Data in all forms that Keras takes, and those that no game can be trained on."""

import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build
from tests.variants.noise import SHAPE
from tfgan_suite import data
from tfgan_suite.core.feeding import boxed

RNG = np.random.default_rng(0)
PIXELS = RNG.integers(0, 256, (12, *SHAPE), "uint8")
IMAGES = data.to_float(PIXELS)
LABELS = (np.arange(12) % 3).astype("int32")
ONE_EPOCH = {"epochs": 1, "verbose": 0, "shuffle": False}


class Batches(keras.utils.PyDataset):
    """Batches of four of these arrays; without end where there is no length."""

    def __init__(self, *arrays, length=3):
        super().__init__()
        self.arrays, self.length = arrays, length

    def __len__(self):
        return self.length

    def __getitem__(self, i):
        batch = tuple(array[4 * i : 4 * i + 4] for array in self.arrays)
        return batch if len(batch) > 1 else batch[0]

    @property
    def num_batches(self):
        return self.length


def sliced(*arrays):
    return tf.data.Dataset.from_tensor_slices(arrays if len(arrays) > 1 else arrays[0]).batch(4)


def losses(case, *given, **how):
    game = build(CASES[case])
    game.compile()
    history = game.fit(*given, **ONE_EPOCH, **how).history
    return [history[f"{player}_loss"][0] for player in game.players]


def quietly(case, *given, **how):
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        return losses(case, *given, **how)


@pytest.fixture(scope="module")
def straight():
    return {"dcgan": losses("dcgan", sliced(IMAGES)), "cgan": losses("cgan", sliced(IMAGES, LABELS))}


@pytest.mark.parametrize(
    ("given", "how"),
    [
        ((IMAGES,), {"batch_size": 4}),
        ((PIXELS,), {"batch_size": 4}),
        ((sliced(PIXELS),), {}),
        ((tf.data.Dataset.from_tensor_slices((IMAGES,)).batch(4),), {}),
        ((Batches(IMAGES),), {}),
        (((PIXELS[i : i + 4],) for i in (0, 4, 8)), {"steps_per_epoch": 3}),
        ((IMAGES[i : i + 4] for i in (0, 4, 8)), {"steps_per_epoch": 3}),
    ],
    ids=["array", "uint8", "uint8 stream", "tuples of one", "PyDataset", "generator of tuples", "generator"],
)
def test_images_in_all_forms_are_the_same(given, how, straight):
    given = given if isinstance(given, tuple) else (given,)
    assert quietly("dcgan", *given, **how) == pytest.approx(straight["dcgan"])


@pytest.mark.parametrize(
    ("given", "how"),
    [
        ((IMAGES, LABELS), {"batch_size": 4}),
        ((PIXELS, LABELS[:, None].astype("uint8")), {"batch_size": 4}),
        ((sliced(PIXELS, np.eye(3, dtype="float32")[LABELS]),), {}),
        ((Batches(IMAGES, LABELS.astype("int64")),), {}),
        ((tf.data.Dataset.from_tensor_slices({"label": LABELS, "image": PIXELS, "id": LABELS}).batch(4),), {}),
    ],
    ids=["arrays", "column", "one-hot", "PyDataset", "dict"],
)
def test_labels_in_all_forms_are_the_same(given, how, straight):
    assert quietly("cgan", *given, **how) == pytest.approx(straight["cgan"])


def test_labels_that_a_game_is_not_told_are_left_out_and_it_says_so(straight):
    with pytest.warns(UserWarning, match=r"DCGAN sees \(example\) of a batch; what else"):
        assert losses("dcgan", sliced(IMAGES, LABELS)) == pytest.approx(straight["dcgan"])


def test_a_batch_without_labels_is_refused_where_they_are_told():
    with pytest.raises(ValueError, match=r"CGAN sees \(example, label\) of a batch, and this one has 1 part"):
        losses("cgan", sliced(IMAGES))


@pytest.mark.parametrize("top", [1, 255])
@pytest.mark.parametrize("form", ["array", "stream", "PyDataset", "generator"])
def test_floats_on_another_scale_are_remarked_on(top, form):
    images = (PIXELS / np.float32(255)) * top
    forms = {"array": images, "stream": sliced(images), "PyDataset": Batches(images)}
    given = forms.get(form, (images[i : i + 4] for i in (0, 4, 8)))
    with pytest.warns(UserWarning, match=f"Images range from 0 to {top}; networks make -1 to 1"):
        losses("dcgan", given, **({"steps_per_epoch": 3} if form == "generator" else {}))


def test_whole_numbers_other_than_uint8_are_refused():
    with pytest.raises(ValueError, match="Images are int32: give uint8"):
        losses("dcgan", sliced(PIXELS.astype("int32")))


@pytest.mark.parametrize("label", [-1, 3])
@pytest.mark.parametrize("form", ["arrays", "stream", "generator", "dict", "validation"])
def test_labels_that_a_game_does_not_know_are_refused(form, label):
    bad = LABELS.copy()
    bad[9] = label
    pairs = ((IMAGES[i : i + 4], bad[i : i + 4]) for i in (0, 4, 8))
    dicts = tf.data.Dataset.from_tensor_slices({"label": bad, "example": IMAGES}).batch(4)
    given, how = {
        "arrays": ((IMAGES, bad), {"batch_size": 4}),
        "stream": ((sliced(IMAGES, bad),), {}),
        "generator": ((pairs,), {"steps_per_epoch": 3}),
        "dict": ((dicts,), {}),
        "validation": ((IMAGES, LABELS), {"batch_size": 4, "validation_data": (IMAGES, bad)}),
    }[form]
    with pytest.raises(ValueError, match=r"Labels range from .* and CGAN knows 0 to 2"):
        losses("cgan", *given, **how)


@pytest.mark.parametrize(
    "endless", [sliced(IMAGES).repeat(), Batches(IMAGES, length=None)], ids=["stream", "PyDataset"]
)
def test_batches_without_end_need_a_number_of_steps(endless):
    game = build(CASES["dcgan"])
    game.compile()
    with pytest.raises(ValueError, match="no end: pass steps_per_epoch"):
        game.fit(endless)
    with pytest.raises(ValueError, match="no end: pass validation_steps"):
        game.fit(IMAGES, validation_data=endless)
    with pytest.raises(ValueError, match="no end: pass steps,"):
        game.evaluate(endless)
    with pytest.raises(ValueError, match="no end: pass steps,"):
        game.predict(endless)


def test_a_game_of_unnamed_fields_sees_what_it_is_given():
    game = build(CASES["dcgan"])
    game.__class__ = type("Own", (type(game),), {"batch_fields": None})
    pair = tf.constant(PIXELS), tf.constant(LABELS)
    assert boxed(game, pair) == pair
    assert boxed(game, pair[:1]) is pair[0]


def test_the_first_batch_of_an_evaluation_may_be_uint8_too(straight):
    game = build(CASES["dcgan"])
    game.compile()
    assert game.evaluate(PIXELS, batch_size=4, verbose=0, return_dict=True) == pytest.approx(
        game.evaluate(IMAGES, batch_size=4, verbose=0, return_dict=True)
    )


def test_bright_pictures_are_not_taken_for_another_scale():
    """Line art, or things on white: all levels may be above the middle."""
    game = build(CASES["dcgan"])
    game.compile()
    bright = np.maximum(PIXELS, 128)
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        game.fit(data.to_float(bright), batch_size=4, **ONE_EPOCH)
    for wrong in (bright / np.float32(255), np.float32(PIXELS > 127)):
        with pytest.warns(UserWarning, match="range from 0 to 1"):
            game.fit(wrong, batch_size=4, **ONE_EPOCH)
