"""f-GAN: the objective of any f-divergence. Nowozin et al. 2016, https://arxiv.org/abs/1606.00709"""

import dataclasses

from keras.ops import mean

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import computed_in_float32
from tfgan_suite.losses.adversarial import Objective, serializable
from tfgan_suite.losses.divergence import Divergence
from tfgan_suite.losses.divergences import JensenShannon


@serializable
@dataclasses.dataclass(frozen=True)
class FGAN(Objective):
    """Variational divergence minimization. Nowozin et al. 2016, eqs. 6 to 9, https://arxiv.org/abs/1606.00709

    Args:
        divergence: which one, see `losses.divergences`.
        practical: the generator ascends E g(V(G(z))), as the paper's section 3.2 advises; else it descends the bound
            itself, -E f*(g(V(G(z)))).
    """

    divergence: Divergence = dataclasses.field(default_factory=JensenShannon)
    practical: bool = True

    @computed_in_float32
    def bound(self, r: Tensor, f: Tensor) -> Tensor:
        """The lower bound of the divergence."""
        return mean(self.divergence.g(r)) - mean(self.divergence.conjugate_of_output(f))

    def discriminator(self, r: Tensor, f: Tensor) -> Tensor:
        return -self.bound(r, f)

    @computed_in_float32
    def generator(self, f: Tensor) -> Tensor:
        if self.practical:
            return -mean(self.divergence.g(f))
        return -mean(self.divergence.conjugate_of_output(f))
