"""MoCoGAN: content and motion codes of clips. Tulyakov et al. 2017"""

from typing import Any

import keras
import tensorflow as tf
from keras.ops import stop_gradient

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.latents import unit
from tfgan_suite.core.turn import Turn
from tfgan_suite.errors import SuiteError
from tfgan_suite.kinds import Clips
from tfgan_suite.losses import bce, cross_entropy, half_squares
from tfgan_suite.networks.video.clips import at_length
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.conditional import ConditionalGAN


class MoCoGAN(ConditionalGAN):
    """Tulyakov et al. 2017, equations 6 and 7 with categories, https://arxiv.org/abs/1707.04993

    One discriminator scores single frames, the other whole clips and their category: it learns categories from real
    clips, and the generator makes clips whose category can be told. Clips without categories are all of one, for which
    that term is 0. Departs from the authors' program: the image discriminator's frames are of the clips that the video
    discriminator sees (there: batches of 10 frames and of 3 other clips), and all players move on the same fakes.

    Args:
        generator: (z [B, d], noise [B, T, m], label int32 [B]) -> video [B, T, H, W, C] in [-1, 1].
        image_discriminator: image [B, H, W, C] -> logits of any shape.
        video_discriminator: video -> (logits of any shape, category logits [B, num_classes]).
        num_classes: categories; labels are 0 ... num_classes - 1.
        frames: how many frames of each clip the image discriminator sees.
        weight_decay: λ of ½ λ ‖w‖² in each player's loss.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    players = {player: (player,) for player in ("image_discriminator", "video_discriminator", "generator")}
    yields = Clips()

    def __init__(
        self,
        generator: keras.Model,
        image_discriminator: keras.Model,
        video_discriminator: keras.Model,
        *,
        frames: int = 4,
        weight_decay: float = 1e-5,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, **kwargs)
        self.image_discriminator = image_discriminator
        self.video_discriminator = video_discriminator
        self.frames = frames
        self.weight_decay = weight_decay

    def train_step(self, data: Any) -> None:
        x, c = data
        G, D_I, D_V = self.in_training("generator", "image_discriminator", "video_discriminator")
        with self.turn("generator") as generator:
            k = self.labels(x)
            fake = G([self.noise(x), self.motion(x), k])
            frames = self.any_frames(fake)
            with self.turn("image_discriminator") as images:
                realness = bce(1, D_I(self.any_frames(x))) + bce(0, D_I(stop_gradient(frames)))
                images.loss = realness + self.decay(images)
            with self.turn("video_discriminator") as videos:
                (r, c_seen), (f, _) = D_V(x), D_V(stop_gradient(fake))
                videos.loss = bce(1, r) + bce(0, f) + cross_entropy(c, c_seen) + self.decay(videos)
            f, k_seen = D_V(fake)
            generator.loss = bce(1, D_I(frames)) + bce(1, f) + cross_entropy(k, k_seen) + self.decay(generator)

    def motion(self, like: Tensor) -> Tensor:
        """Noise of all frames [B, T, m], of which the generator makes motion codes."""
        return self.draw(self.prior, like, self.generator.inputs[1].shape[1:])

    def any_frames(self, clips: Tensor) -> Tensor:
        """Some frames of each clip, drawn at random, [B · frames, H, W, C]."""
        at = tf.cast(self.draw(unit, clips, (self.frames,)) * clips.shape[1], "int32")
        return tf.reshape(tf.gather(clips, at, batch_dims=1), (-1, *clips.shape[2:]))

    def decay(self, turn: Turn) -> Tensor:
        """Weight decay as the paper's optimizer has it, inside of what Adam rescales."""
        return self.weight_decay * half_squares(turn.weights)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}

    def film(self, z: Any, noise: Any, label: Any) -> Array:
        """Clips [n, T, H, W, C] of these codes; T is that of the noise, whatever T the generator was trained with."""
        return by_chunks(at_length(self.served("generator"), noise.shape[1]), z, noise, label)

    def sample(
        self, n: int, *, seed: int = 0, inputs: Any = None, label: int | None = None, frames: int | None = None
    ) -> Any:
        """`n` clips [n, T, H, W, C] in [-1, 1] of one category or of all in turn, of `frames` frames if given."""
        return self.film(*self.latents(n, seed=seed, label=label, frames=frames))

    def latents(
        self, n: int, *, seed: int = 0, label: int | None = None, told: Any = None, frames: int | None = None
    ) -> tuple[Any, ...]:
        if frames is not None and frames < 1:
            raise SuiteError(f"A clip of {frames} frames shows nothing: give a positive number.")
        length, motion_dim = self.generator.inputs[1].shape[1:]
        z, labels = super().latents(n, seed=seed, label=label, told=told)
        return z, self.prior((n, frames or length, motion_dim), (seed, 1)), labels
