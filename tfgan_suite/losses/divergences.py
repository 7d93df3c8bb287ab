"""The f-divergences of Nowozin et al. 2016, tables 1 and 2, https://arxiv.org/abs/1606.00709"""

import dataclasses
import math

from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.losses.adversarial import serializable
from tfgan_suite.losses.divergence import STEEP, Divergence, exp_in_line, lambert_of_exp


@serializable
@dataclasses.dataclass(frozen=True)
class TotalVariation(Divergence):
    """½ ∫ |p - q|"""

    def f(self, u: Tensor) -> Tensor:
        return 0.5 * ops.abs(u - 1)

    def g(self, v: Tensor) -> Tensor:
        return 0.5 * ops.tanh(v)

    def conjugate(self, t: Tensor) -> Tensor:
        return t


@serializable
@dataclasses.dataclass(frozen=True)
class KL(Divergence):
    """∫ p log p/q"""

    threshold = 1.0

    def f(self, u: Tensor) -> Tensor:
        return u * ops.log(u)

    def g(self, v: Tensor) -> Tensor:
        return v

    def conjugate(self, t: Tensor) -> Tensor:
        return exp_in_line(t - 1)


@serializable
@dataclasses.dataclass(frozen=True)
class ReverseKL(Divergence):
    """∫ q log q/p"""

    threshold = -1.0

    def f(self, u: Tensor) -> Tensor:
        return -ops.log(u)

    def g(self, v: Tensor) -> Tensor:
        return -exp_in_line(-v)

    def conjugate(self, t: Tensor) -> Tensor:
        return -1 - ops.log(-t)

    def conjugate_of_output(self, v: Tensor) -> Tensor:
        return v - 1


@serializable
@dataclasses.dataclass(frozen=True)
class Pearson(Divergence):
    """∫ (p - q)² / q"""

    def f(self, u: Tensor) -> Tensor:
        return (u - 1) ** 2

    def g(self, v: Tensor) -> Tensor:
        return v

    def conjugate(self, t: Tensor) -> Tensor:
        return t**2 / 4 + t


@serializable
@dataclasses.dataclass(frozen=True)
class Neyman(Divergence):
    """∫ (p - q)² / p"""

    def f(self, u: Tensor) -> Tensor:
        return (1 - u) ** 2 / u

    def g(self, v: Tensor) -> Tensor:
        return 1 - exp_in_line(-v)

    def conjugate(self, t: Tensor) -> Tensor:
        return 2 - 2 * ops.sqrt(1 - t)

    def conjugate_of_output(self, v: Tensor) -> Tensor:
        return 2 - 2 * exp_in_line(-v / 2)


@serializable
@dataclasses.dataclass(frozen=True)
class SquaredHellinger(Divergence):
    """∫ (√p - √q)²"""

    def f(self, u: Tensor) -> Tensor:
        return (ops.sqrt(u) - 1) ** 2

    def g(self, v: Tensor) -> Tensor:
        return 1 - exp_in_line(-v)

    def conjugate(self, t: Tensor) -> Tensor:
        return t / (1 - t)

    def conjugate_of_output(self, v: Tensor) -> Tensor:
        return exp_in_line(v) - 1


@serializable
@dataclasses.dataclass(frozen=True)
class Jeffrey(Divergence):
    """∫ (p - q) log p/q

    f* needs Lambert's W: f*(t) = W + 1/W + t - 2 with W = W(exp(1 - t)), found by Newton's steps on w + log w = 1 - t.
    """

    def f(self, u: Tensor) -> Tensor:
        return (u - 1) * ops.log(u)

    def g(self, v: Tensor) -> Tensor:
        return v

    def conjugate(self, t: Tensor) -> Tensor:
        top = ops.minimum(t, STEEP)
        w = lambert_of_exp(1 - top)
        return w + 1 / w + top - 2 + (t - top) / w


@serializable
@dataclasses.dataclass(frozen=True)
class JensenShannon(Divergence):
    """2 JSD(p, q) in nats"""

    def f(self, u: Tensor) -> Tensor:
        return u * ops.log(u) - (u + 1) * ops.log((1 + u) / 2)

    def g(self, v: Tensor) -> Tensor:
        return math.log(2) - ops.softplus(-v)

    def conjugate(self, t: Tensor) -> Tensor:
        return -ops.log(2 - ops.exp(t))

    def conjugate_of_output(self, v: Tensor) -> Tensor:
        return ops.softplus(v) - math.log(2)


@serializable
@dataclasses.dataclass(frozen=True)
class WeightedJensenShannon(Divergence):
    """π KL(p ‖ m) + (1 - π) KL(q ‖ m), m = π p + (1 - π) q

    Args:
        π: weight of the reals, in (0, 1).
    """

    π: float = 0.5

    def f(self, u: Tensor) -> Tensor:
        π = self.π
        return π * u * ops.log(u) - (1 - π + π * u) * ops.log(1 - π + π * u)

    def g(self, v: Tensor) -> Tensor:
        return -self.π * math.log(self.π) - ops.softplus(-v)

    def conjugate(self, t: Tensor) -> Tensor:
        π = self.π
        return (1 - π) * ops.log((1 - π) / (1 - π * ops.exp(t / π)))

    def conjugate_of_output(self, v: Tensor) -> Tensor:
        top = ops.minimum(v, STEEP)
        return (1 - self.π) * (math.log(1 - self.π) - ops.log(-ops.expm1(-ops.softplus(-top) / self.π)) + v - top)


@serializable
@dataclasses.dataclass(frozen=True)
class OriginalGAN(Divergence):
    """2 JSD(p, q) - log 4: the game of Goodfellow et al. 2014"""

    threshold = -math.log(2)

    def f(self, u: Tensor) -> Tensor:
        return u * ops.log(u) - (u + 1) * ops.log(u + 1)

    def g(self, v: Tensor) -> Tensor:
        return -ops.softplus(-v)

    def conjugate(self, t: Tensor) -> Tensor:
        return -ops.log(1 - ops.exp(t))

    def conjugate_of_output(self, v: Tensor) -> Tensor:
        return ops.softplus(v)


@serializable
@dataclasses.dataclass(frozen=True)
class Alpha(Divergence):
    """∫ q f(p/q), f(u) = (u^α - 1 - α (u - 1)) / (α (α - 1))

    Args:
        α: positive and not 1, where it would be KL.

    Raises:
        ValueError: for any other α.
    """

    α: float = 2.0

    def __post_init__(self) -> None:
        if self.α <= 0 or self.α == 1:
            raise ValueError(f"α must be positive and not 1, not {self.α}.")

    def f(self, u: Tensor) -> Tensor:
        α = self.α
        return (u**α - 1 - α * (u - 1)) / (α * (α - 1))

    def g(self, v: Tensor) -> Tensor:
        return 1 / (1 - self.α) - ops.softplus(-v) if self.α < 1 else v

    def conjugate(self, t: Tensor) -> Tensor:
        α = self.α
        inside = ops.maximum(t * (α - 1) + 1, 0.0 if α > 1 else 1e-12)
        return (inside ** (α / (α - 1)) - 1) / α
