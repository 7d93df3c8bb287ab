"""StyleGAN: a mapping network, styles and noise at every layer. Karras et al. 2019"""

import math
from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from keras import ops
from keras.ops import mean

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core import latents
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.latents import unit
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import FixedNoise
from tfgan_suite.losses import bce, r1
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.growing import GrowingGAN


class StyleGAN(GrowingGAN):
    """Karras et al. 2019, https://arxiv.org/abs/1812.04948: the non-saturating game with R1 on real images.

    A mapping turns z into a style w, one for each layer of the synthesis; noise of its own enters at each layer. With
    probability `mixing` an image takes the styles of a second latent from a random layer on (section 3.1, drawn for
    each image). Truncation towards the mean style (appendix B) happens when sampling, never in training. The networks
    grow, see `GrowingGAN`. Departs from the paper in that synthesis starts at a random constant, and in batch sizes and
    learning rates, which are the same at all levels.

    Args:
        mapping: z [B, latent_dim] -> w [B, style_dim], see `networks.style_mapping`.
        synthesis: (styles [B, L, style_dim], L noises [B, h, w, 1]) -> images of all levels, see
            `networks.style_synthesis`.
        discriminator: (images of all levels, alpha) -> logits, see `networks.growing_critic`.
        boundaries: training steps at which stages 1, 2, ... begin, two for each level above the first.
        first_level: where training begins: at 1, images of 8x8, as in the paper; the coarsest is 0.
        gamma: γ of R1, whose weight is γ/2.
        mixing: share of training images with the styles of two latents.
        mean_decay: of the running mean of w.
        truncated: how many layers, from the coarsest, truncation reaches.
        seed, name: see `GAN`.

    Raises:
        SuiteError: boundaries that do not fit the levels.
    """

    generator_network = sampler = "synthesis"
    discriminator_network = "discriminator"
    players = {"discriminator": ("discriminator",), "generator": ("mapping", "synthesis")}
    monitors = ("r1",)

    def __init__(
        self,
        mapping: keras.Model,
        synthesis: keras.Model,
        discriminator: keras.Model,
        *,
        boundaries: Sequence[int],
        first_level: int = 1,
        gamma: float = 10.0,
        mixing: float = 0.9,
        mean_decay: float = 0.995,
        truncated: int = 8,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.mapping = mapping
        self.synthesis = synthesis
        self.discriminator = discriminator
        self.first_level = first_level
        self.gamma = gamma
        self.mixing = mixing
        self.mean_decay = mean_decay
        self.truncated = truncated
        self.mean_style = self.state("mean_style", 0.0, shape=mapping.output_shape[1:])
        self.grow(boundaries)

    @property
    def layers_styled(self) -> int:
        """L, the number of layers that take a style."""
        return self.synthesis.inputs[0].shape[1]

    @property
    def layers_in_play(self) -> int:
        """How many of them the present level reads."""
        return 2 * (self.level + 1)

    def train_step(self, images: Any) -> None:
        S, D = self.at_level(self.alpha)
        x = self.real_at_level(images, self.alpha)
        with self.turn("discriminator") as discriminator:
            fake = S([self.mixed_styles(x), *self.noises(x)])
            steepness = r1(D, x)
            discriminator.loss = bce(1, D(x)) + bce(0, D(fake)) + self.gamma / 2 * steepness
        self.track("r1", steepness)
        with self.turn("generator") as generator:
            styles = self.mixed_styles(x)
            generator.loss = bce(1, D(S([styles, *self.noises(x)])))
        w = self.all_reduce_mean(mean(styles[:, 0], axis=0))
        self.assign_state(self.mean_style, self.mean_style + (1 - self.mean_decay) * (w - self.mean_style))

    def mixed_styles(self, like: Tensor) -> Tensor:
        """Styles [B, L, style_dim] for training: those of one latent up to a layer, those of another from there on."""
        (F,) = self.in_training("mapping")
        L, z_shape = self.layers_styled, self.mapping.input_shape[1:]
        w1, w2 = (F(self.draw(latents.normal, like, z_shape))[:, None] for _ in range(2))
        mixes, place = self.draw(unit, like, (1,)) < self.mixing, self.draw(unit, like, (1,))
        crossover = ops.where(mixes, 1 + ops.floor((self.layers_in_play - 1) * place), L)
        return ops.where((ops.arange(L, dtype="float32") < crossover)[..., None], w1, w2)

    def noises(self, like: Tensor) -> list[Tensor]:
        """Fresh noise for each example and each layer in play."""
        shapes = [noise.shape[1:] for noise in self.synthesis.inputs[1 : 1 + self.layers_in_play]]
        return [self.draw(latents.normal, like, shape) for shape in shapes]

    def truncate(self, w: Tensor, psi: Any) -> Tensor:
        """Styles [B, L, style_dim]: w for each layer, in the first ones at psi of its distance from the mean."""
        below = ops.reshape(ops.arange(self.layers_styled) < self.truncated, (1, -1, 1))
        w, centre = ops.expand_dims(w, 1), ops.convert_to_tensor(self.mean_style)
        return ops.where(below, ops.reshape(psi, (-1, 1, 1)) * (w - centre) + centre, w)

    def products(self) -> dict[str, keras.Model]:
        """The halves, and a whole generator (z, psi) -> image whose noise is fixed."""
        mapping, synthesis = self.served("mapping"), self.served("synthesis")
        z, psi = keras.Input(mapping.input_shape[1:], name="z"), keras.Input((), name="psi")
        noises = [FixedNoise(noise.shape[1:], seed)(z) for seed, noise in enumerate(synthesis.inputs[1:])]
        image = synthesis([self.truncate(mapping(z), psi), *noises])
        whole = keras.Model([z, psi], keras.layers.Identity(name="image")(image), name="generator")
        return {"generator": whole, "mapping": mapping, "synthesis": synthesis}

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None, truncation: float = 1.0, mixing: int = 0) -> Any:
        """`n` images [n, H, W, C], their styles at `truncation` of their distance from the mean; 1 leaves them.

        With `mixing` they are those of a square `mixing_grid` in which so many layers have the row's style.

        Raises:
            SuiteError: a number of images that makes no square.
        """
        if mixing:
            side = math.isqrt(n)
            if side**2 != n or side < 2:
                raise SuiteError(f"{n} images make no square to mix styles in: give 9, 16, 25, ... (--n)")
            return self.mixing_grid(side, mixing, seed=seed, truncation=truncation)
        return self.paint(self.styles(n, seed=seed, truncation=truncation), seed=seed)

    def mixing_grid(self, side: int, layers: int, *, seed: int = 0, truncation: float = 1.0) -> Array:
        """Images [side², H, W, C], row by row, of mixed styles; Karras et al. 2019, section 3.1 and figure 3.

        The first of each row and of each column have a style of their own. All others have the row's in the coarsest
        `layers` layers and the column's in the rest. All have the same noise; the corner between them is black.
        """
        w = np.asarray(self.styles(2 * (side - 1), seed=seed, truncation=truncation))
        rows, columns = np.split(w, 2)
        grid = np.zeros((side, side, *w.shape[1:]), "float32")
        is_coarse = np.arange(self.layers_styled)[:, None] < layers
        grid[1:, 1:] = np.where(is_coarse, rows[:, None], columns[None])
        grid[1:, 0], grid[0, 1:] = rows, columns
        noises = [np.repeat(noise, side**2, axis=0) for noise in self.fixed_noises(1, seed)]
        made = by_chunks(self.served("synthesis"), grid.reshape(-1, *w.shape[1:]), *noises)
        images = np.array(self.finished(made))
        images[0] = -1
        return images

    def latents(self, n: int, *, seed: int = 0) -> tuple[Any, ...]:
        """Styles and noises, of which `synthesis` paints."""
        return self.styles(n, seed=seed), *self.fixed_noises(n, seed)

    def sample_labels(self, n: int) -> Any:
        """The labels that `sample` gives its images: none."""
        return

    def styles(self, n: int, *, seed: int = 0, truncation: float = 1.0) -> Array:
        """Styles [n, L, style_dim] of n latents, the same for the same seed."""
        z = latents.normal((n, *self.mapping.input_shape[1:]), (seed, 0))
        return self.truncate(self.served("mapping")(z), [truncation])

    def paint(self, styles: Any, *, seed: int = 0) -> Array:
        """Images [n, H, W, C] of styles [n, L, style_dim], with noise that is the same for the same seed."""
        return self.finished(by_chunks(self.served("synthesis"), styles, *self.fixed_noises(len(styles), seed)))

    def fixed_noises(self, n: int, seed: int) -> list[Any]:
        """Noise for each of `n` images and each layer, the same for the same seed."""
        shapes = [noise.shape[1:] for noise in self.served("synthesis").inputs[1:]]
        return [latents.normal((n, *shape), (seed, layer)) for layer, shape in enumerate(shapes, 1)]

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(1e-3, 0.0, 0.99) for player in self.players}
