"""Progressive growing of networks. Karras et al. 2018, section 2, https://arxiv.org/abs/1710.10196"""

from collections.abc import Callable, Sequence

import keras
from keras import ops

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.gan import GAN
from tfgan_suite.errors import SuiteError
from tfgan_suite.networks.doubling import doubled
from tfgan_suite.networks.images.growing import critic_at, fade_up, faded, generator_at, halved
from tfgan_suite.optimizers import forget


class GrowingGAN(GAN):
    """Stage 0 trains the first level, stage 2k - 1 fades the k-th level above it in and stage 2k trains that.

    `callbacks.Stages` leads from one to the next, and optimizers forget what they know at the beginning and at
    the end of each fade, as in the authors' program.

    Attributes:
        generator_network: name of the network that makes the images of all levels (class attribute).
        discriminator_network: name of the network that scores them (class attribute).
        first_level: where training begins; the coarsest level is 0.
        boundaries: training steps at which stages 1, 2, ... begin, set by `grow`.
    """

    batch_fields: tuple[str, ...] | None = ("image",)
    generator_network = "generator"
    discriminator_network = "critic"
    first_level = 0

    def grow(self, boundaries: Sequence[int]) -> None:
        """Sets the schedule, once the networks are there.

        Raises:
            SuiteError: not two boundaries for each level above the first.
        """
        to_grow = self.top - self.first_level
        if len(boundaries) != 2 * to_grow:
            raise SuiteError(f"{len(boundaries)} boundaries do not fit: give two for each of {to_grow} levels to grow.")
        self.boundaries = tuple(boundaries)

    @property
    def top(self) -> int:
        """The finest level."""
        return len(getattr(self, self.generator_network).outputs) - 1

    @property
    def level(self) -> int:
        """The level that is being faded in or trained."""
        return self.first_level + (self.stage + 1) // 2

    @property
    def alpha(self) -> Tensor:
        """How far the present level is faded in, a scalar that follows from the training step."""
        if self.stage % 2 == 0:
            return ops.ones(())
        start, end = self.boundaries[self.stage - 1 : self.stage + 1]
        return ops.clip((ops.cast(self.steps, "float32") - start) / (end - start), 0.0, 1.0)

    def at_level(self, α: Tensor) -> tuple[Callable[..., Tensor], Callable[..., Tensor]]:
        """Generator and discriminator (image -> score) of the present level."""
        G, D = self._views()
        if not self.level:
            return G, D
        return lambda inputs: fade_up(G(inputs), α), lambda x: D([x, ops.broadcast_to(α, ops.shape(x)[:1])])

    def real_at_level(self, images: Tensor, α: Tensor) -> Tensor:
        """Real images as the present level shows them: brought down to it, and faded in as the fakes are."""
        for _ in range(self.top - self.level):
            images = halved(images)
        return fade_up([halved(images), images], α) if self.level else images

    def enlarged(self, images: Array) -> Array:
        """Images of the present level at the finest size, NumPy."""
        for _ in range(self.top - self.level):
            images = doubled(images)
        return ops.convert_to_numpy(images)

    def finished(self, samples: Array) -> Array:
        return self.enlarged(samples)

    def weights_in_play(self, player: str) -> list[keras.Variable]:
        networks = (getattr(self, name) for name in (self.generator_network, self.discriminator_network))
        idle = _ids(networks) - _ids(self._views())
        return [w for w in self.weights_of(player) if id(w) not in idle]

    def on_stage_begin(self, stage: int) -> None:
        for optimizer in self.optimizers.values():
            forget(optimizer)

    def served(self, name: str) -> keras.Model:
        network = super().served(name)
        return faded(network, self.level, float(self.alpha)) if name == self.generator_network else network

    def _views(self):
        return (
            generator_at(getattr(self, self.generator_network), self.level),
            critic_at(getattr(self, self.discriminator_network), self.level),
        )


def _ids(networks):
    return {id(w) for network in networks for w in network.weights}
