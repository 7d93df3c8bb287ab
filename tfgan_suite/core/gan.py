"""GAN: a game of adversaries."""

from tfgan_suite.core.game import Game


class GAN(Game):
    """A game in which one network makes what another must tell from the real.

    Args:
        seed, name: see `Game`.
    """
