"""In the step that runs, every read of a weight keeps its place before or after the weight's update."""

import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch
from tests.variants.ordering import compiled, unordered


def stepped(name):
    game = build(CASES[name])
    game.compile()
    return compiled(game, tf.data.Dataset.from_tensors(one_batch(CASES[name])))


@pytest.fixture
def grappler_as_it_comes():
    tf.config.optimizer.set_experimental_options({"dependency_optimization": True})
    yield
    tf.config.optimizer.set_experimental_options({"dependency_optimization": False})


# Those with a gradient penalty are the ones that grappler's dependency optimizer gets wrong.
@pytest.mark.parametrize("name", ["dragan", "steep", "progan", "cgan", "projected"])
def test_reads_and_updates_of_a_weight_are_ordered(name):
    graph = stepped(name)
    assert sum("Assign" in node.op for node in graph.node) > 5
    assert unordered(graph) == []


def test_grappler_as_it_comes_takes_the_order_away(grappler_as_it_comes, monkeypatch):
    """Should this fail, TensorFlow has mended its pass, and `keep_order` can go."""
    monkeypatch.setattr("tfgan_suite.core.fitting.keep_order", lambda: None)
    assert unordered(stepped("dragan"))
