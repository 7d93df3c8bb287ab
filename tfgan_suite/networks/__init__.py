"""Builders of networks: lower-case functions that return built Keras models."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "conditional": ["concat_discriminator", "conditional_generator", "projection_discriminator"],
        "convolutional": ["discriminator", "generator"],
        "dense": ["mlp", "point_discriminator", "point_generator"],
        "norms": ["batch_norm", "layer_norm", "no_norm"],
    },
)
