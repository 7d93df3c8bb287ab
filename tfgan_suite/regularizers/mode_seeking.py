"""Mode seeking: fakes of different latents must differ. Mao et al. 2019, https://arxiv.org/abs/1903.05628"""

from typing import Any

from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.replicas import all_reduce_mean
from tfgan_suite.regularizers.inputs import GeneratorInputs
from tfgan_suite.regularizers.regularizer import Regularizer, registered

UNDER_FRACTION = 1e-5


@registered
class ModeSeeking(Regularizer):
    """E |z - z'| / E |G(z) - G(z')|, told the same: fakes of different latents must differ. A generator's.

    Mao et al. 2019, eq. 3, https://arxiv.org/abs/1903.05628, in the form of the authors' program: the inverse of the
    ratio that the paper maximizes, of mean absolute distances over the global batch, with 1e-5 added below.

    Args:
        weight: λ; 1 in the paper.
    """

    def __init__(self, weight: float = 1.0, **options: Any) -> None:
        super().__init__(weight, **options)

    def penalty(self, inputs: GeneratorInputs) -> Tensor:
        other = inputs.noise(inputs.z)
        apart = _distance(inputs.fake, inputs.G(other)) / _distance(inputs.z, other)
        return 1 / (apart + UNDER_FRACTION)


def _distance(ours, theirs):
    return all_reduce_mean(ops.mean(ops.abs(ours - theirs)))
