"""Weight reparameterization: layers that train one weight and apply another, computed from it."""

import contextlib
import contextvars
from collections.abc import Iterator, Mapping
from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Tensor

FOLDED: contextvars.ContextVar[Mapping | None] = contextvars.ContextVar("folded", default=None)


def fold(network: keras.Model) -> dict[keras.layers.Layer, Tensor]:
    """Computes what every reparameterized layer of `network` applies, once: layer -> its effective weight."""
    layers = [layer for layer in network._flatten_layers() if isinstance(layer, Reparameterized)]
    return {layer: layer.applied for layer in layers}


@contextlib.contextmanager
def applying(weights: Mapping[keras.layers.Layer, Tensor]) -> Iterator[None]:
    """While the block runs, these layers apply the given weights (tensors or variables) and compute none of them."""
    token = FOLDED.set(weights)
    try:
        yield
    finally:
        FOLDED.reset(token)


class Reparameterized(keras.layers.Layer):
    """Mixin for the left of a Keras layer with a `kernel`: stores `raw`, applies `effective(raw)`.

    The optimizer moves the raw weight and nothing ever overwrites it. Code that reads `kernel`, the layer's own
    computation included, gets the effective weight, in the layer's compute dtype; gradients flow through it.
    It is computed in the precision of the stored variable, also under mixed precision. Quantization and LoRA,
    which would take the raw weight for the applied one, are refused.
    """

    weight_name = "kernel"
    output_axis = -1

    def effective(self, weight: Tensor) -> Tensor:
        """The weight that the layer applies.

        Args:
            weight: the raw weight, a tensor with the kernel's shape.

        Returns:
            A tensor of the same shape and dtype.
        """
        raise NotImplementedError

    @property
    def raw(self) -> keras.Variable:
        """The trained `keras.Variable`."""
        return self._kernel

    @property
    def applied(self) -> Tensor:
        """The effective weight in the precision of the stored one: computed, unless it is given (see `applying`)."""
        given = (FOLDED.get() or {}).get(self)
        return self.effective(ops.convert_to_tensor(self.raw)) if given is None else ops.convert_to_tensor(given)

    @property
    def kernel(self) -> Tensor:
        return ops.cast(self.applied, self.compute_dtype)

    @kernel.setter
    def kernel(self, variable: keras.Variable) -> None:
        self._kernel = variable

    def add_weight(self, *args: Any, name: str | None = None, **options: Any) -> keras.Variable:
        if name == self.weight_name:
            options["autocast"] = False
        return super().add_weight(*args, name=name, **options)

    def save_own_variables(self, store: Any) -> None:
        keras.layers.Layer.save_own_variables(self, store)

    def load_own_variables(self, store: Any) -> None:
        keras.layers.Layer.load_own_variables(self, store)

    def enable_lora(self, *args: Any, **options: Any) -> None:
        raise NotImplementedError(f"{self.name}: a reparameterized layer takes no LoRA.")

    def quantize(self, *args: Any, **options: Any) -> None:
        raise NotImplementedError(f"{self.name}: quantize the exported network, not this layer.")


class ReparameterizedEmbeddings(Reparameterized):
    """The same for `keras.layers.Embedding`, whose weight is called `embeddings`.

    Raises:
        ValueError: if given `weights`, which would not be the embeddings applied.
    """

    weight_name = "embeddings"

    def __init__(self, *args: Any, weights: Any = None, **options: Any) -> None:
        if weights is not None:
            raise ValueError("Pass embeddings_initializer=keras.initializers.Constant(...), not weights.")
        super().__init__(*args, **options)

    @property
    def raw(self) -> keras.Variable:
        return self._embeddings

    @property
    def embeddings(self) -> Tensor:
        return ops.cast(self.applied, self.compute_dtype)
