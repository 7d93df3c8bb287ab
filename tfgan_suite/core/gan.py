"""GAN: a game of adversaries."""

from tfgan_suite.core.game import Game


class GAN(Game):
    """A game in which one network makes examples and another tells them from real ones.

    Args:
        seed, name: see `Game`.
    """
