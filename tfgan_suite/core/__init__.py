"""The game: its words, its turns, and what Keras asks of it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__, submodules=["latents"], submod_attrs={"game": ["Game"], "gan": ["GAN"]}
)
