"""Which layers of a discriminator a regularizer makes no sense with."""

import dataclasses

import keras
from keras.layers import BatchNormalization, GroupNormalization, LayerNormalization

from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import MinibatchDiscrimination, Reparameterized


@dataclasses.dataclass(frozen=True)
class Refusal:
    """A reason against layers of some classes.

    Attributes:
        classes: of the layers.
        called: how people call them.
        reason: what goes wrong.
        instead: what to do.
    """

    classes: tuple[type[keras.layers.Layer], ...]
    called: str
    reason: str
    instead: str

    def check(self, network: keras.Model, rule: str) -> None:
        """Raises a SuiteError, in the name of `rule`, if `network` has such a layer at any depth."""
        if self._is_in(network):
            raise SuiteError(
                f"{rule} and {self.called} in the {network.name} exclude each other: {self.reason}. {self.instead}."
            )

    def _is_in(self, layer: keras.layers.Layer) -> bool:
        return isinstance(layer, self.classes) or any(map(self._is_in, getattr(layer, "layers", ())))


WHOLE_BATCH = "it makes a score depend on the whole batch, so that its gradient at one example means nothing"
SCALES = "clipping holds its scales near 0, so that nothing passes the critic"
COUPLED = (
    Refusal((BatchNormalization,), "batch normalization", WHOLE_BATCH, "Give it another norm, such as none or layer"),
    Refusal((MinibatchDiscrimination,), "minibatch discrimination", WHOLE_BATCH, "Leave one of them out"),
)
SCALED = (
    Refusal((BatchNormalization,), "batch normalization", SCALES, "Give it no norm"),
    Refusal((LayerNormalization, GroupNormalization), "normalization with scales", SCALES, "Give it no norm"),
    Refusal(
        (Reparameterized,),
        "weights that are normalized",
        "it bounds stored weights, and those that are applied are computed from them",
        "Leave one of them out",
    ),
)
