"""Mixed precision: networks compute in half precision; weights, losses and optimizers stay in float32."""

import contextlib
import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, ParamSpec, TypeVar

import keras
from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.replicas import all_reduce_mean
from tfgan_suite.errors import SuiteError

HALF = {"float16", "bfloat16"}
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
POLICIES = {"float32": "float32", "bfloat16": "mixed_bfloat16", "float16": "mixed_float16"}


@contextlib.contextmanager
def computing_in(precision: str) -> Iterator[None]:
    """Layers that are made while the block runs compute in float32, bfloat16 or float16."""
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(POLICIES[precision])
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)


@keras.saving.register_keras_serializable("tfgan_suite")
class LossScale(keras.optimizers.LossScaleOptimizer):
    """Around one player's optimizer, so that gradients in float16 neither vanish nor overflow.

    The player's loss is multiplied by a scale, and its gradients are divided by it again. A turn in which a gradient of
    any replica is not finite leaves the player as it is and halves the scale; 2,000 turns without one double it. Keras'
    own asks the first replica only, and the others' infinities reach the weights.
    """

    def check_finite(self, gradients: Sequence[Tensor]) -> Tensor:
        return all_reduce_mean(ops.cast(super().check_finite(gradients), "float32")) == 1.0


def answer(network: Callable[..., Any], *inputs: Any, training: bool) -> Any:
    """The outputs of a network, in float32 where it computes in half precision."""
    return keras.tree.map_structure(_whole, network(*inputs, training=training))


def computed_in_float32(loss: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Decorates a loss: it computes in float32 what it is given in half precision, whose squares and sums overflow."""

    @functools.wraps(loss)
    def whole(*arguments: Arguments.args, **options: Arguments.kwargs) -> Result:
        arguments, options = keras.tree.map_structure(_whole, (arguments, options))
        return loss(*arguments, **options)

    return whole


def _whole(value):
    half = hasattr(value, "dtype") and keras.backend.standardize_dtype(value.dtype) in HALF
    return ops.cast(value, "float32") if half else value


def refuse_double(game: keras.Model) -> None:
    """Random draws and losses are float32, which networks of another width cannot take.

    Raises:
        SuiteError: a layer computes in float64; with its name.
    """
    for layer in game._flatten_layers(include_self=False):
        if layer.compute_dtype == "float64":
            raise SuiteError(
                f"The layer {layer.name} computes in float64, and games draw and lose in float32: build networks under "
                'the policy "float32", "mixed_bfloat16" or "mixed_float16".'
            )
