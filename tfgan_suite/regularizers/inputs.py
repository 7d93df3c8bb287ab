"""What the two players of a composed game see in their turns: all that objectives and regularizers may use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from tfgan_suite.aliases import Tensor


@dataclass(frozen=True)
class DiscriminatorInputs:
    """What the discriminator saw in its turn.

    Attributes:
        D: examples [B, ...] -> scores, in the mode of the turn, told the conditions of the real examples.
        x: real examples [B, ...].
        fake: fakes [B, ...], without a gradient to the generator.
        r: D(x).
        f: D_fake(fake).
        draw: `(distribution, like, shape)` -> random numbers; see `Game.draw`.
        D_fake: the same as D, told the conditions of the fakes; D itself where nothing is told.
        y: conditions of the real examples.
        c: conditions of the fakes.
        y_read, c_read: what an auxiliary head read in both.
        shown: x and fake as they were shown for r and f, through the augmentation if there is one.
        bare: D and D_fake without an augmentation, for examples that were shown already.
    """

    D: Callable
    x: Any
    fake: Any
    r: Any
    f: Any
    draw: Callable
    D_fake: Any = None
    y: Any = None
    c: Any = None
    y_read: Any = None
    c_read: Any = None
    shown: Any = None
    bare: Any = None

    def __post_init__(self) -> None:
        if self.D_fake is None:
            object.__setattr__(self, "D_fake", self.D)
        if self.shown is None:
            object.__setattr__(self, "shown", (self.x, self.fake))
            object.__setattr__(self, "bare", (self.D, self.D_fake))

    @classmethod
    def seen(cls, D: Any, x: Tensor, y: Any, D_fake: Any, fake: Tensor, c: Any, draw: Callable) -> Self:
        """What discriminators that are told y and c, each a `conditions.Scorer`, say of x and of the fakes."""
        shown, bare = (D.shown(x), D_fake.shown(fake)), (D.bare(), D_fake.bare())
        (r, y_read), (f, c_read) = (judge.read(examples) for judge, examples in zip(bare, shown, strict=True))
        return cls(D, x, fake, r, f, draw, D_fake, y, c, y_read, c_read, shown, bare)


@dataclass(frozen=True)
class GeneratorInputs:
    """What the generator's turn is about.

    Attributes:
        G: latents [B, d] -> fakes, in the mode of the turn, told c.
        z: latents.
        fake: G(z), [B, ...].
        D: fakes -> scores, a `conditions.Scorer` that is told c.
        x: real examples.
        D_real: D told y.
        draw: `(distribution, like, shape)` -> random numbers; see `Game.draw`.
        noise: `(like)` -> latents; see `LatentGAN.noise`.
        y: conditions of the real examples.
        c: conditions of the fakes.
        network: the generator's network.
    """

    G: Any
    z: Any
    fake: Any
    D: Callable
    x: Any = None
    D_real: Any = None
    draw: Any = None
    noise: Any = None
    y: Any = None
    c: Any = None
    network: Any = None

    @property
    def f(self) -> Tensor:
        """D(fake), one pass for whoever asks."""
        return self._read[0]

    @property
    def c_read(self) -> Tensor | None:
        """What an auxiliary head reads in the fakes, in the same pass."""
        return self._read[1]

    @property
    def _read(self):
        # Not a functools.cached_property: before Python 3.12 it holds one lock for all instances, and replicas, which
        # wait for one another inside a pass, would wait forever.
        if "read" not in self.__dict__:
            self.__dict__["read"] = self.D.read(self.fake)
        return self.__dict__["read"]
