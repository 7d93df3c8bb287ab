"""LeCam regularization. Tseng et al. 2021, eqs. 4 and 5, https://arxiv.org/abs/2104.03310"""

from typing import Any

from keras import ops
from keras.ops import relu, stop_gradient

from tfgan_suite.aliases import Config, Tensor
from tfgan_suite.core.replicas import all_reduce_mean
from tfgan_suite.regularizers.inputs import DiscriminatorInputs
from tfgan_suite.regularizers.regularizer import Regularizer, registered


@registered
class LeCam(Regularizer):
    """E [r - α_f]₊² + E [α_r - f]₊²: scores stay near moving averages of the other kind's, for small data.

    Tseng et al. 2021, https://arxiv.org/abs/2104.03310, as in the authors' program for StyleGAN2: reals are held above
    by the fakes' average and fakes below by the reals', α takes this batch in before the term is computed, and is
    divided by 1 - γᵗ, so that its start at 0 does not count. The paper's eqs. 4 and 5 square differences of either
    sign, E (r - α_f)² + E (f - α_r)², from averages that start at 0 and end with the batch before.

    Args:
        weight: λ; from .01 to .3 in the paper's experiments.
        decay: γ of the moving averages α_r and α_f of mean scores over the global batch.
        one_sided: as the authors' program; False is the paper's formula.
    """

    def __init__(self, weight: float = 0.3, decay: float = 0.99, one_sided: bool = True, **options: Any) -> None:
        super().__init__(weight, **options)
        self.decay = decay
        self.one_sided = one_sided
        self.real = self.scalar("real", 0.0)
        self.fake = self.scalar("fake", 0.0)
        self.kept = self.scalar("kept", 1.0)

    def penalty(self, inputs: DiscriminatorInputs) -> Tensor:
        if not self.one_sided:
            return ops.mean((inputs.r - self.fake) ** 2) + ops.mean((inputs.f - self.real) ** 2)
        real, fake, kept = self.moved(inputs)
        return ops.mean(relu(inputs.r - fake / (1 - kept)) ** 2) + ops.mean(relu(real / (1 - kept) - inputs.f) ** 2)

    def moved(self, inputs: DiscriminatorInputs) -> tuple[Tensor, Tensor, Tensor]:
        """α_r and α_f with this batch in them, not yet divided, and γᵗ, what 0 still weighs in them."""
        means = [all_reduce_mean(ops.mean(stop_gradient(scores))) for scores in (inputs.r, inputs.f)]
        pairs = zip((self.real, self.fake), means, strict=True)
        return *(self.decay * average + (1 - self.decay) * mean for average, mean in pairs), self.decay * self.kept

    def after(self, game: Any, inputs: DiscriminatorInputs) -> None:
        for average, value in zip((self.real, self.fake, self.kept), self.moved(inputs), strict=True):
            game.assign_state(average, value)

    def get_config(self) -> Config:
        return {**super().get_config(), "decay": self.decay, "one_sided": self.one_sided}
