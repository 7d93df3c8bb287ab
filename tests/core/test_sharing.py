"""Batches that two replicas cannot share equally: left out, or refused where none is left."""

import warnings

import numpy as np
import pytest
import tensorflow as tf

from tests.core.test_keras_contract import DATA
from tests.variants.cases import CASES, build
from tests.variants.noise import SHAPE

IMAGES = np.random.default_rng(0).uniform(-1, 1, (19, *SHAPE)).astype("float32")
LEFT_OUT = "replicas cannot share equally is left out"


@pytest.fixture
def game(two_replicas):
    with two_replicas.scope():
        game = build(CASES["dcgan"])
        game.compile()
    return game


def given(form, n, size=8):
    data = DATA[form](IMAGES[:n])
    return {"x": data, "verbose": 0, **({"batch_size": size} if isinstance(data, np.ndarray | tf.Tensor) else {})}


@pytest.mark.parametrize("form", DATA)
def test_what_cannot_be_shared_is_left_out_once_said(form, game):
    with pytest.warns(UserWarning, match=LEFT_OUT) as said:
        history = game.fit(**given(form, 17), shuffle=False).history
    assert sum(LEFT_OUT in str(warning.message) for warning in said) == 1
    assert int(game.steps.numpy()) == 2 and np.isfinite(history["generator_loss"]).all()
    trained = [variable.numpy() for variable in game.variables]
    assert all(np.isfinite(value).all() for value in trained)


def test_what_is_left_out_leaves_no_trace(game, two_replicas):
    with two_replicas.scope():
        other = build(CASES["dcgan"])
        other.compile()
    with pytest.warns(UserWarning, match=LEFT_OUT):
        ours = game.fit(**given("tf.data", 19)).history
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message=f".*{LEFT_OUT}")
        theirs = other.fit(**given("tf.data", 16)).history
    assert ours == theirs
    for one, two in zip(game.variables, other.variables, strict=True):
        np.testing.assert_array_equal(one.numpy(), two.numpy())


def test_an_evaluation_leaves_them_out_too(game):
    with pytest.warns(UserWarning, match=LEFT_OUT):
        scores = game.evaluate(**given("arrays", 17), return_dict=True)
    assert scores == game.evaluate(**given("arrays", 16), return_dict=True)


@pytest.mark.parametrize("form", ["arrays", "tensors", "tf.data"])
def test_batches_of_an_odd_size_are_refused_before_training(form, game):
    data = given(form, 18, 7)
    if form == "tf.data":
        data["x"] = data["x"].unbatch().batch(7, drop_remainder=True)
    with pytest.raises(ValueError, match="2 replicas cannot share batches of 7 equally: give a multiple of 2"):
        game.fit(**data)
    with pytest.raises(ValueError, match="cannot share batches of 5 equally"):
        game.fit(**given("arrays", 16), validation_data=(IMAGES[:5],))
    assert int(game.steps.numpy()) == 0


@pytest.mark.filterwarnings(f"ignore:.*{LEFT_OUT}")
@pytest.mark.parametrize("form", ["PyDataset", "generator"])
def test_where_no_batch_can_be_shared_it_says_so(form, game):
    with pytest.raises(ValueError, match="could share no batch equally"):
        game.fit(**given(form, 7))
