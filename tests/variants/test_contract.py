"""The contract of every variant: one table of cases, one set of tests.

A compiled step costs more than all its steps, so a case has one that its tests share, by SGD, and one for two replicas,
which also takes several steps in a call. What is saved and loaded goes op by op, by the paper's optimizers.
"""

import re

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch
from tfgan_suite import load_game
from tfgan_suite.export import export_network


@pytest.fixture(scope="module", params=CASES.values(), ids=CASES)
def case(request):
    return request.param


@pytest.fixture(scope="module")
def by_sgd(case):
    return Rewound(case)


class Rewound:
    """A game that is compiled once, by SGD; called, it is what it was when it was built."""

    def __init__(self, case):
        self.game = build(case)
        self.game.compile(**sgd(self.game))
        self.first = values(everything(self.game))

    def __call__(self):
        for variable, value in zip(everything(self.game), self.first, strict=True):
            variable.assign(value)
        return self.game


def everything(game):
    return [*game.variables, *(v for optimizer in game.optimizers.values() for v in optimizer.variables)]


def values(variables):
    return [np.array(v) for v in variables]


def largest_difference(ours, theirs):
    return max(np.abs(a.astype("float64") - b).max() for a, b in zip(ours, theirs, strict=True))


def settings(game):
    """The configuration without its networks, whose own round trip Keras answers for."""
    networks = {*game.frozen, *sum(game.players.values(), ())}
    return {name: value for name, value in game.get_config().items() if name not in networks}


def stream(batch):
    return tf.data.Dataset.from_tensors(batch).repeat()


def ending(batch, times, more):
    """The batch so many times, then its first `more` examples: sizes that only a running step knows."""
    parts = tf.nest.map_structure(lambda part: np.concatenate([part] * times + [part[:more]]), batch)
    return tf.data.Dataset.from_tensor_slices(parts).batch(len(tf.nest.flatten(batch)[0]))


def trained(game, case, steps=4):
    game.fit(stream(one_batch(case)), steps_per_epoch=steps, verbose=0)
    return game


def sgd(game, rate=0.01):
    return {player: keras.optimizers.SGD(rate) for player in game.players}


def test_only_the_mover_moves(case, by_sgd):
    for mover in by_sgd.game.players:
        game = by_sgd()
        for player, optimizer in game.optimizers.items():
            optimizer.learning_rate = 0.1 if player == mover else 0.0
        before = {p: values(game.weights_of(p)) for p in game.players}
        trained(game, case, 1)
        for player in game.players:
            moved = largest_difference(before[player], values(game.weights_of(player))) > 0
            assert moved == (player == mover), f"{player} moved: {moved}, though it was the {mover}'s turn"


class Recorder(keras.optimizers.SGD):
    """Keeps the gradients it was given."""

    def apply(self, gradients, trainable_variables=None):
        self.seen = [None if g is None else np.array(tf.convert_to_tensor(g)) for g in gradients]
        return super().apply(gradients, trainable_variables)


def test_every_owned_weight_gets_a_finite_gradient(case):
    game = build(case)
    game.compile(**{p: Recorder(0.0) for p in game.players}, run_eagerly=True)
    trained(game, case, 1)
    for player, optimizer in game.optimizers.items():
        assert len(optimizer.seen) == len(game.weights_in_play(player)) > 0
        for weight, gradient in zip(game.weights_in_play(player), optimizer.seen, strict=True):
            assert gradient is not None, f"{player}'s {weight.path} gets no gradient"
            assert np.isfinite(gradient).all(), weight.path
            assert np.abs(gradient).max() > 0 or weight.name == "bias", weight.path  # a critic's last bias cancels


def test_a_saved_game_goes_on_as_if_it_had_not_been_saved(case, tmp_path):
    game = build(case)
    game.compile(run_eagerly=True)
    trained(game, case, 1)
    game.save(tmp_path / "game.keras")
    again = load_game(tmp_path / "game.keras")
    assert type(again) is type(game) and settings(again) == settings(game)
    for player in game.players:
        ours, theirs = game.optimizers[player], again.optimizers[player]
        assert int(theirs.iterations) > 0 and ours.get_config() == theirs.get_config()
        assert largest_difference(values(ours.variables), values(theirs.variables)) == 0
    for g in (game, again):
        g.fit(stream(one_batch(case, seed=1)), steps_per_epoch=1, verbose=0)
    assert largest_difference(values(game.variables), values(again.variables)) == 0


@pytest.mark.costly
def test_one_replica_equals_two_and_three_steps_in_a_call_equal_three_calls(case, by_sgd, two_replicas):
    alone = by_sgd()
    with two_replicas.scope():
        shared = build(case)
        shared.compile(steps_per_execution=3, **sgd(shared))
    start = int(alone.steps.numpy())
    logs = [g.fit(stream(one_batch(case)), steps_per_epoch=3, epochs=2, verbose=0).history for g in (alone, shared)]
    assert largest_difference(values(alone.variables), values(shared.variables)) <= 1e-6
    assert int(alone.steps.numpy()) == int(shared.steps.numpy()) == start + 6
    for name, history in logs[0].items():
        np.testing.assert_allclose(history, logs[1][name], atol=1e-6, err_msg=name)


@pytest.mark.filterwarnings("ignore:A batch of 1 is left out")
def test_evaluate_measures_and_moves_no_player(case, by_sgd):
    """On data that end, with a last batch of one: sizes that only the running box knows."""
    game = trained(by_sgd(), case)
    before = values(game.variables)
    data = ending(one_batch(case, seed=2), 1, 1)
    scores = game.evaluate(data, verbose=0, return_dict=True)
    assert scores == game.evaluate(data, verbose=0, return_dict=True)
    assert {f"{player}_loss" for player in game.players} <= scores.keys()
    assert all(np.isfinite(list(scores.values())))
    skip = {id(v) for v in (game._measured,)}
    after = values(v for v in game.variables)
    same = [np.array_equal(a, b) for a, b, v in zip(before, after, game.variables, strict=True) if id(v) not in skip]
    assert all(same)


@pytest.fixture(scope="module")
def exported():
    """Architectures of the networks that are exported already."""
    return set()


def architecture(network):
    """What a network is, without the names that Keras makes up and counts."""
    return re.sub(r'"(name|keras_history)": ("[^"]*"|\[[^]]*\])', "", network.to_json())


@pytest.mark.costly
def test_products_are_exported_as_keras_has_them(case, by_sgd, exported, tmp_path):
    """Each architecture once: a dozen games share the generator of images."""
    game = trained(by_sgd(), case)
    new = {name: network for name, network in game.products().items() if architecture(network) not in exported}
    for name, network in new.items():
        exported.add(architecture(network))
        outputs, classes = tuple(network.output_names), getattr(game, "num_classes", None)
        checks = export_network(network, tmp_path, name=name, output_names=outputs, num_classes=classes)
        assert {check.format for check in checks} == {"savedmodel", "litert"}
        assert all(check.max_difference <= check.tolerance for check in checks)
