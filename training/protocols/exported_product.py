"""Exported products: a file in place of the network that it was made of, so that it can be scored like it."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import keras
import tensorflow as tf

from tfgan_suite.aliases import Arrays, Tensor

if TYPE_CHECKING:
    from tfgan_suite.core.game import Game


class Answers(keras.layers.Layer):
    """Asks a function of named arrays, in place of the layers of a network.

    Args:
        network: whose inputs and outputs it has.
        run: named arrays -> named arrays.
    """

    def __init__(self, network: keras.Model, run: Callable[[Arrays], Arrays]) -> None:
        super().__init__(trainable=False)
        self.inputs_of, self.outputs_of = network.inputs, network.outputs
        self.run = run
        self.asked = 0

    def call(self, *tensors: Tensor) -> list[Tensor]:
        answers = tf.numpy_function(self._ask, tensors, [tf.as_dtype(output.dtype) for output in self.outputs_of])
        answers = tf.nest.flatten(answers)
        for answer, output in zip(answers, self.outputs_of, strict=True):
            answer.set_shape(output.shape)
        return answers

    def compute_output_spec(self, *tensors: Tensor) -> list[keras.KerasTensor]:
        return [keras.KerasTensor(output.shape, output.dtype) for output in self.outputs_of]

    def _ask(self, *arrays):
        self.asked += 1
        answers = self.run({tensor.name: array for tensor, array in zip(self.inputs_of, arrays, strict=True)})
        return list(answers.values())


@contextlib.contextmanager
def run_by_file(game: "Game", product: str, run: Callable[[Arrays], Arrays]) -> Iterator[Answers]:
    """While the block runs, all that the game does with one of its products is done by an exported file.

    Args:
        game: trained.
        product: its name among the game's products.
        run: the file, as `export.interpreter.load` gives it, its outputs in the order of the product's.

    Yields:
        Answers: `asked` counts how often the file was asked; 0 if the game did nothing with it.
    """
    products, served = game.products(), game.served
    network = products[product]
    answers = Answers(network, run)
    inputs = [keras.Input(tensor.shape[1:], dtype=tensor.dtype, name=tensor.name) for tensor in network.inputs]
    packed = keras.tree.pack_sequence_as(network.input, inputs)
    outputs = answers(*inputs)
    stand_in = keras.Model(packed, outputs if len(outputs) > 1 else outputs[0], name=network.name)

    def casting(name):
        cast = served(name)
        same = name == product and [t.name for t in cast.inputs] == [t.name for t in network.inputs]
        return stand_in if cast is network or same else cast

    game.__dict__.update(served=casting, products=lambda: {**products, product: stand_in})
    try:
        yield answers
    finally:
        del game.__dict__["served"], game.__dict__["products"]
