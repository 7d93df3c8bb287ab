"""Consistency regularization. Zhang et al. 2019, eq. 4, https://arxiv.org/abs/1910.12027"""

from keras import ops

from tfgan_suite.layers.augmentation import mirrored, shifted
from tfgan_suite.regularizers.regularizer import Regularizer, registered


@registered
class Consistency(Regularizer):
    """E (D(x) - D(T(x)))²: an image and the same image mirrored and moved a little are equally real.

    T mirrors half of the images and shifts all. Zhang et al. 2019, eq. 4, https://arxiv.org/abs/1910.12027; balanced,
    that is for fakes too, as in Zhao et al. 2020, Algorithm 1, https://arxiv.org/abs/2002.04724

    Args:
        weight: λ; 10 in the paper.
        fakes: adds E (D(G(z)) - D(T(G(z))))².
        share: how far T moves images, as a share of their side.
    """

    def __init__(self, weight=10.0, fakes=False, share=0.125, **options):
        super().__init__(weight, **options)
        self.fakes = fakes
        self.share = share

    def penalty(self, inputs):
        cost = self.inconsistency(inputs, inputs.x, inputs.r)
        return cost + self.inconsistency(inputs, inputs.fake, inputs.f) if self.fakes else cost

    def inconsistency(self, inputs, images, scores):
        return ops.mean((scores - inputs.D(self.transform(images, inputs.draw))) ** 2)

    def transform(self, images, draw):
        """T: mirrored or not, and moved by whole pixels."""
        return shifted(mirrored(images, draw), draw, self.share)

    def get_config(self):
        return {**super().get_config(), "fakes": self.fakes, "share": self.share}
