"""Fast weights: a network as it will be after some steps of its optimizer."""

from collections.abc import Callable
from typing import Any

import keras
import tensorflow as tf

from tfgan_suite.aliases import Tensor
from tfgan_suite.optimizers.differentiable import differentiable_optimizer


class FastWeights:
    """A network whose weights are tensors: it starts as the live one, which it leaves as it is.

    Whatever is computed with it after `descend` can be differentiated through all of its steps.

    Args:
        network: built; without state that calls change, such as moving averages of batch normalization.
        optimizer: built for the network's trainable weights.
        training: how the network is called.
    """

    def __init__(self, network: keras.Model, optimizer: keras.optimizers.Optimizer, *, training: bool) -> None:
        self.network = network
        self.weights = [tf.convert_to_tensor(w.value) for w in network.trainable_variables]
        self.optimizer_step = differentiable_optimizer(optimizer)
        self.training = training

    def __call__(self, x: Tensor) -> Tensor:
        frozen = self.network.non_trainable_variables
        return self.network.stateless_call(self.weights, frozen, x, training=self.training)[0]

    def descend(self, loss: Callable[[Any], Tensor]) -> None:
        """One step down `loss(weights)`, a mean over the replica's share of the batch, by the global gradient."""
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(self.weights)
            here = loss(self)
        gradients = tape.gradient(here, self.weights, unconnected_gradients=tf.UnconnectedGradients.ZERO)
        mean_gradients = tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.MEAN, gradients)
        self.weights = self.optimizer_step.step(self.weights, mean_gradients)
