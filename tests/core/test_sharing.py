"""Batches that replicas, and minibatches of a step, cannot share equally: left out, or refused where none is left."""

import warnings

import numpy as np
import pytest
import tensorflow as tf

from tests.core.test_keras_contract import DATA
from tests.variants.cases import CASES, build, one_batch
from tests.variants.noise import SHAPE

IMAGES = np.random.default_rng(0).uniform(-1, 1, (19, *SHAPE)).astype("float32")
LEFT_OUT = "2 replicas cannot share it equally"


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
    with pytest.raises(ValueError, match="2 replicas could share no batch equally"):
        game.fit(**given(form, 7))


DEALING = ["wgan_gp", "text_to_image", "seqgan"]


class Dealt:
    """A game of two minibatches a step, compiled once: `fit` and `evaluate` on n examples in batches of 8, from the
    beginning."""

    def __init__(self, case, strategy):
        with strategy.scope():
            self.game = build(case)
            self.game.compile()
        self.first, self.case = [variable.numpy() for variable in self.variables], case

    @property
    def variables(self):
        return [*self.game.variables, *(v for o in self.game.optimizers.values() for v in o.variables)]

    def __call__(self, n):
        for variable, value in zip(self.variables, self.first, strict=True):
            variable.assign(value)
        parts = tf.nest.map_structure(lambda part: part[:n], one_batch(self.case, 24))
        data = tf.data.Dataset.from_tensor_slices(parts).batch(8)
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            self.game.fit(data, verbose=0)
            scores = self.game.evaluate(data, verbose=0, return_dict=True)
        texts = [str(warning.message) for warning in said if "share it equally" in str(warning.message)]
        return texts, [*scores.values(), *(variable.numpy() for variable in self.variables)]


@pytest.fixture(scope="module", params=DEALING)
def dealt(request):
    return Dealt(CASES[request.param], tf.distribute.get_strategy())


@pytest.fixture(scope="module")
def dealt_by_two(two_replicas):
    return Dealt(CASES["wgan_gp"], two_replicas)


def same(ones, others):
    return all(np.array_equal(one, other) for one, other in zip(ones, others, strict=True))


@pytest.mark.long
def test_minibatches_share_what_they_can_and_say_once_what_they_cannot(dealt):
    (nothing, of_16), (whole, of_17), (once, of_22), (part, of_23) = map(dealt, (16, 17, 22, 23))
    assert nothing == once == [] and same(of_16, of_17) and same(of_22, of_23) and not same(of_16, of_22)
    assert whole == ["A batch of 1 is left out: 2 minibatches of a step cannot share it equally."] * 2  # fit, evaluate
    assert part == ["A batch of 7 goes without 1 of them: 2 minibatches of a step cannot share it equally."] * 2


@pytest.mark.long
def test_so_do_those_of_two_replicas(dealt_by_two):
    (nothing, of_16), *left_out, (part, of_22) = map(dealt_by_two, (16, 17, 18, 19, 22))
    assert nothing == [] and all(same(of_16, values) for _, values in left_out) and not same(of_16, of_22)
    whose = "2 replicas with 2 minibatches of a step cannot share it equally."
    assert [texts[0] for texts, _ in left_out] == [f"A batch of {n} is left out: {whose}" for n in (1, 2, 3)]
    assert part == [f"A batch of 6 goes without 2 of them: {whose}"] * 2


def test_an_evaluation_inside_of_fit_is_shared_on_its_own(dealt):
    steps, batch = int(dealt.game.steps.numpy()), one_batch(dealt.case, 16)
    data = tf.data.Dataset.from_tensors(batch)
    one = tf.data.Dataset.from_tensor_slices(tf.nest.map_structure(lambda part: part[:1], batch)).batch(8)
    with pytest.raises(ValueError, match="could share no batch equally"):
        dealt.game.fit(data, validation_data=one, verbose=0)
    assert int(dealt.game.steps.numpy()) == steps + 1


def test_micro_batches_too():
    game = build(CASES["dcgan"])
    game.compile(accumulate=2)
    with pytest.warns(UserWarning, match="A batch of 3 goes without 1 of them: 2 minibatches of a step"):
        history = game.fit(IMAGES, batch_size=8, verbose=0).history
    assert int(game.steps.numpy()) == 3 and np.isfinite(history["generator_loss"]).all()


def test_batches_of_less_than_the_minibatches_are_refused_before_training(dealt):
    with pytest.raises(
        ValueError, match="2 minibatches of a step cannot share batches of 1 equally: give a multiple of 2"
    ):
        dealt.game.fit(tf.nest.map_structure(lambda part: part[:1], one_batch(dealt.case)), verbose=0)
