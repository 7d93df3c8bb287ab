"""Weight clipping. Arjovsky et al. 2017, Algorithm 1, https://arxiv.org/abs/1701.07875"""

from typing import Any

from keras.ops import clip

from tfgan_suite.aliases import Tensor
from tfgan_suite.regularizers.coupling import SCALED
from tfgan_suite.regularizers.inputs import DiscriminatorInputs
from tfgan_suite.regularizers.regularizer import Regularizer, registered


@registered
class Clipping(Regularizer):
    """Weights stay in [-c, c] after each step. Arjovsky et al. 2017, Algorithm 1, https://arxiv.org/abs/1701.07875

    Args:
        weight: c; .01 in the paper.
    """

    refuses = SCALED

    def __init__(self, weight: float = 0.01, **options: Any) -> None:
        super().__init__(weight, **options)

    def __call__(self, inputs: DiscriminatorInputs) -> Tensor:
        return 0.0

    def after(self, game: Any, inputs: DiscriminatorInputs) -> None:
        for w in game.weights_of("discriminator"):
            game.assign_state(w, clip(w, -self.weight, self.weight))
