"""Consistency regularization. Zhang et al. 2019, eq. 4, https://arxiv.org/abs/1910.12027"""

from collections.abc import Callable
from typing import Any

from keras import ops

from tfgan_suite.aliases import Config, Draw, Tensor
from tfgan_suite.layers.augmentation import mirrored, shifted
from tfgan_suite.regularizers.inputs import DiscriminatorInputs
from tfgan_suite.regularizers.regularizer import Regularizer, registered


@registered
class Consistency(Regularizer):
    """E (D(x) - D(T(x)))²: an image and the same image mirrored and moved a little are equally real.

    T mirrors half of the images and shifts all. Zhang et al. 2019, eq. 4, https://arxiv.org/abs/1910.12027; balanced,
    that is for fakes too, as in Zhao et al. 2020, Algorithm 1, https://arxiv.org/abs/2002.04724. Beside an
    augmentation T moves the images as that has changed them: D(T(x)) through changes of its own would be compared with
    the score of another image.

    Args:
        weight: λ; 10 in the paper.
        fakes: adds E (D(G(z)) - D(T(G(z))))².
        share: how far T moves images, as a share of their side.
    """

    def __init__(self, weight: float = 10.0, fakes: bool = False, share: float = 0.125, **options: Any) -> None:
        super().__init__(weight, **options)
        self.fakes = fakes
        self.share = share

    def penalty(self, inputs: DiscriminatorInputs) -> Tensor:
        (D, D_fake), (x, fake) = inputs.bare, inputs.shown
        cost = self.inconsistency(D, x, inputs.r, inputs.draw)
        return cost + self.inconsistency(D_fake, fake, inputs.f, inputs.draw) if self.fakes else cost

    def inconsistency(self, D: Callable[[Tensor], Tensor], images: Tensor, scores: Tensor, draw: Draw) -> Tensor:
        return ops.mean((scores - D(self.transform(images, draw))) ** 2)

    def transform(self, images: Tensor, draw: Draw) -> Tensor:
        """T: mirrored or not, and moved by whole pixels."""
        return shifted(mirrored(images, draw), draw, self.share)

    def get_config(self) -> Config:
        return {**super().get_config(), "fakes": self.fakes, "share": self.share}
