"""SegAN: segmentation by a multi-scale critic. Xue et al. 2017"""

from typing import Any

import keras
import numpy as np
from keras.ops import clip, stop_gradient

from tfgan_suite.aliases import Array
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.gan import GAN
from tfgan_suite.kinds import Masks
from tfgan_suite.losses import feature_l1, soft_dice
from tfgan_suite.optimizers import adam


class SegAN(GAN):
    """Xue et al. 2017, eq. 1 and 2, https://arxiv.org/abs/1706.01805, with the Dice term of the authors' program.

    A batch is (image, mask), both in [-1, 1], the mask white where the object is. The critic sees the image masked by
    the prediction and by the truth, and moves its features apart at every scale; the segmenter moves them together.
    The critic's weights are clipped after its step, normalization's own included.

    Args:
        segmenter: image -> mask [B, H, W, 1] in [0, 1], such as `networks.unet_segmenter`.
        critic: image -> list of features, such as `networks.multiscale_critic`.
        bound: the critic's weights stay in [-bound, bound].
        dice: weight of the Dice loss.
        seed, name: see `GAN`.
    """

    players = {"critic": ("critic",), "segmenter": ("segmenter",)}
    monitors = ("dice_score",)
    batch_fields = ("image", "mask")
    yields = Masks()
    needs_inputs = True

    def __init__(
        self, segmenter: keras.Model, critic: keras.Model, *, bound: float = 0.05, dice: float = 1.0, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.segmenter = segmenter
        self.critic = critic
        self.bound = bound
        self.dice = dice

    def train_step(self, data: Any) -> None:
        x, y = data[0], (data[1] + 1) / 2
        S, C = self.in_training("segmenter", "critic")
        with self.turn("segmenter") as segmenter:
            mask = S(x)
            with self.turn("critic") as critic:
                critic.loss = -feature_l1(C(x * stop_gradient(mask)), C(x * y))
            for weight in self.weights_of("critic"):
                self.assign_state(weight, clip(weight, -self.bound, self.bound))
            overlap = soft_dice(mask, y)
            segmenter.loss = feature_l1(C(x * mask), C(x * y)) + self.dice * (1 - overlap)
        self.track("dice_score", overlap)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}

    def products(self) -> dict[str, keras.Model]:
        return {"segmenter": self.served("segmenter")}

    def segment(self, images: Any) -> Array:
        """Masks, float [n, H, W, 1] in [0, 1], of NumPy images [n, H, W, C] in [-1, 1]."""
        return by_chunks(self.served("segmenter"), images)

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """Held-out images, bare, with the predicted and with the true mask laid over, [n, H, 3 W, 3]."""
        image, truth = (np.asarray(part)[:n] for part in inputs)
        return self.yields.panel(image, self.segment(image), truth > 0)
