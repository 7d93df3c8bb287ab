"""SegAN: segmentation by a multi-scale critic. Xue et al. 2017"""

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from keras import ops
from keras.ops import clip, concatenate, convert_to_tensor, mean, split, stop_gradient

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.gan import GAN
from tfgan_suite.data import to_float
from tfgan_suite.data.pipeline.void import LEVEL
from tfgan_suite.kinds import Masks
from tfgan_suite.losses import feature_l1, soft_dice, soft_dice_of_classes
from tfgan_suite.optimizers import adam

VOID = float(to_float(np.array([LEVEL], np.uint8))[0])


class SegAN(GAN):
    """Xue et al. 2017, eq. 1 and 2, https://arxiv.org/abs/1706.01805, with the Dice term of the authors' program.

    A batch is (image, mask), both in [-1, 1], the mask white where the object is. The critic sees the image masked by
    the prediction and by the truth, and moves its features apart at every scale; the segmenter moves them together.
    The critic's weights are clipped after its step, normalization's own included. Void (level 127 of a uint8 mask, in
    all channels) is black in the predicted mask and in the true one, so that nothing is learnt from it.

    Of several classes the mask has a channel for each, the background among them, and is white in one of them at each
    pixel. The paper compares networks for each class with a segmenter of several outputs; here one segmenter has all
    classes and one critic sees the image behind the mask of each class, all of them in the channels of one input. The
    Dice term is then the sum of 1 - Dice over the classes that an image holds, each times its weight.

    Args:
        segmenter: image [B, H, W, C] -> mask [B, H, W, K] in [0, 1], such as `networks.unet_segmenter`; K = 1 is one
            object.
        critic: image [B, H, W, K C] -> list of features, such as `networks.multiscale_critic`.
        bound: the critic's weights stay in [-bound, bound].
        dice: weight of the Dice loss.
        class_weights: of several classes, one each; with 1 / (K f) of a class that a share f of the images holds, rare
            classes count as much as frequent ones. By default 1 / K.
        seed, name: see `GAN`.
    """

    players = {"critic": ("critic",), "segmenter": ("segmenter",)}
    monitors = ("dice_score",)
    batch_fields = ("image", "mask")
    yields = Masks()
    needs_inputs = True

    def __init__(
        self,
        segmenter: keras.Model,
        critic: keras.Model,
        *,
        bound: float = 0.05,
        dice: float = 1.0,
        class_weights: Sequence[float] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.segmenter = segmenter
        self.critic = critic
        self.bound = bound
        self.dice = dice
        self.class_weights = tuple(class_weights)

    def train_step(self, data: Any) -> None:
        x, known = data[0], is_known(data[1])
        y = (data[1] + 1) / 2 * known
        S, C = self.in_training("segmenter", "critic")
        with self.turn("segmenter") as segmenter:
            mask = S(x) * known
            with self.turn("critic") as critic:
                critic.loss = -feature_l1(C(behind(stop_gradient(mask), x)), C(behind(y, x)))
            for weight in self.weights_of("critic"):
                self.assign_state(weight, clip(weight, -self.bound, self.bound))
            overlap, missed = self.overlap(mask, y)
            segmenter.loss = feature_l1(C(behind(mask, x)), C(behind(y, x))) + self.dice * missed
        self.track("dice_score", overlap)

    def overlap(self, mask: Tensor, truth: Tensor) -> tuple[Tensor, Tensor]:
        """(mean Dice of predicted masks, Dice loss); of several classes over those that an image holds."""
        if truth.shape[-1] == 1:
            dice = soft_dice(mask, truth)
            return dice, 1 - dice
        dice, held = soft_dice_of_classes(mask, truth)
        weights = self.class_weights or (1 / truth.shape[-1],) * truth.shape[-1]
        missed = mean(ops.sum(held * (1 - dice) * convert_to_tensor(weights, dice.dtype), axis=-1))
        return mean(ops.sum(held * dice, axis=-1) / ops.sum(held, axis=-1)), missed

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}

    def products(self) -> dict[str, keras.Model]:
        return {"segmenter": self.served("segmenter")}

    def segment(self, images: Any) -> Array:
        """Masks, float [n, H, W, K] in [0, 1], of NumPy images [n, H, W, C] in [-1, 1]."""
        return by_chunks(self.served("segmenter"), images)

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """Held-out images, bare, with the predicted and with the true mask laid over, [n, H, 3 W, 3]."""
        image, truth = (np.asarray(part)[:n] for part in inputs)
        return self.yields.panel(image, self.segment(image), truth > 0)


def is_known(mask: Tensor) -> Tensor:
    """1 where a mask [B, H, W, K] in [-1, 1] says what is there, 0 where it is void: [B, H, W, 1]."""
    return ops.cast(ops.abs(mask[..., :1] - VOID) > 1e-3, mask.dtype)


def behind(mask: Tensor, image: Tensor) -> Tensor:
    """An image [B, H, W, C] masked by each channel of a mask [B, H, W, K]: [B, H, W, K C]."""
    if mask.shape[-1] == 1:
        return image * mask
    return concatenate([image * one for one in split(mask, mask.shape[-1], axis=-1)], axis=-1)
