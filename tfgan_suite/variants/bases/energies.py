"""Energy games: the discriminator is an autoencoder, its error the energy of an example."""

from collections.abc import Callable
from typing import Any

import keras
from keras import layers
from keras.ops import mean, relu, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.losses import pulling_away
from tfgan_suite.variants.bases.latent import LatentGAN


class EnergyGAN(LatentGAN):
    """The discriminator lowers the energy of reals and raises that of fakes as far as a margin; the generator lowers
    that of its fakes, and may be penalized for codes that point the same way. Zhao et al. 2016, arXiv 1609.03126

    Energies are means over an example's numbers, and so is the margin's scale.

    Args:
        generator: z [B, latent_dim] -> image [B, H, W, C].
        discriminator: image -> (reconstruction, code [B, d]), such as `networks.coding_autoencoder`.
        margin: m, above which fakes need not be pushed.
        pull: weight of the pulling-away term; 0 leaves it out.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("real_energy", "fake_energy")

    def __init__(
        self, generator: keras.Model, discriminator: keras.Model, *, margin: float, pull: float, **kwargs: Any
    ) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator
        self.margin: Any = margin
        self.pull = pull

    def move_both(self, x: Tensor) -> None:
        """One turn of each player, on the same fakes."""
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake = G(self.noise(x))
            with self.turn("discriminator") as discriminator:
                (real_energy, _), (fake_energy, _) = energy_and_code(x, D), energy_and_code(stop_gradient(fake), D)
                discriminator.loss = mean(real_energy) + mean(relu(self.margin - fake_energy))
            self.track_energies(mean(real_energy), mean(fake_energy))
            energy, codes = energy_and_code(fake, D)
            generator.loss = mean(energy) + self.pull * pulling_away(codes)

    def track_energies(self, real_energy: Tensor, fake_energy: Tensor) -> None:
        """Called once a step with the mean energies of this replica."""
        self.track("real_energy", real_energy)
        self.track("fake_energy", fake_energy)

    def products(self) -> dict[str, keras.Model]:
        """The generator, and the discriminator as a scorer of anomalies: image -> energy [B]."""
        image = keras.Input(self.discriminator.inputs[0].shape[1:], name="image")
        energy = layers.Identity(name="energy")(energy_and_code(image, self.discriminator)[0])
        return {"generator": self.served("generator"), "scorer": keras.Model(image, energy, name="scorer")}


def energy_and_code(v: Tensor, D: Callable[..., Tensor]) -> tuple[Tensor, Tensor]:
    """Energy [B] and code [B, d] of examples."""
    rebuilt, code = D(v)
    return mean((v - rebuilt) ** 2, axis=tuple(range(1, len(v.shape)))), code
