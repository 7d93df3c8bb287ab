"""f-divergence: the convex function, its conjugate and the output activation of a bound from a discriminator.

Nowozin et al. 2016, section 2, https://arxiv.org/abs/1606.00709. Each is a convex f with f(1) = 0 (but for the GAN's
own, whose f(1) is -log 4), the conjugate f*(t) = sup u t - f(u) and a monotone g from any number v into the domain of
f*. For a discriminator V(x), E g(V(x)) - E f*(g(V(G(z)))) is a lower bound of the divergence of the reals from the
fakes, exact where g(V(x)) = f'(p(x)/q(x)).

Written for float32: f*(g(v)) is simplified where the two cancel, and what grows exponentially goes on in a line from
`STEEP` on, where squares of slopes would leave the range of numbers.
"""

import abc
import dataclasses
from typing import Self

from keras import ops

from tfgan_suite.aliases import Config, Tensor

STEEP = 30.0


@dataclasses.dataclass(frozen=True)
class Divergence(abc.ABC):
    """One row of the table, as functions of a discriminator's output v of any shape.

    Attributes:
        threshold: f'(1), the value of g(v) above which an example is taken for real.
    """

    threshold = 0.0

    @abc.abstractmethod
    def f(self, u: Tensor) -> Tensor:
        """The generating function at a ratio u > 0."""

    @abc.abstractmethod
    def g(self, v: Tensor) -> Tensor:
        """The output activation."""

    @abc.abstractmethod
    def conjugate(self, t: Tensor) -> Tensor:
        """f*(t) inside its domain."""

    def conjugate_of_output(self, v: Tensor) -> Tensor:
        """f*(g(v))."""
        return self.conjugate(self.g(v))

    def get_config(self) -> Config:
        return dataclasses.asdict(self)

    @classmethod
    def from_config(cls, config: Config) -> Self:
        return cls(**config)


def exp_in_line(v: Tensor) -> Tensor:
    """exp(v), from `STEEP` on the tangent there."""
    top = ops.minimum(v, STEEP)
    return ops.exp(top) * (1 + v - top)


def lambert_of_exp(x: Tensor, steps: int = 5) -> Tensor:
    """W(exp(x)), the w with w + log w = x, by Newton's method; softplus is near at either end.

    Args:
        x: of any shape.
        steps: of Newton's method.
    """
    w = ops.softplus(x)
    for _ in range(steps):
        w = ops.maximum(w * (1 + x - ops.log(w)) / (1 + w), 1e-30)
    return w
