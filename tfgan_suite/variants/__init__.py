"""Every system: one paper's game in one file."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "cgan": ["CGAN"],
        "conditional": ["ConditionalGAN"],
        "dcgan": ["DCGAN"],
        "latent": ["LatentGAN"],
        "wgan_gp": ["WGANGP"],
    },
)
