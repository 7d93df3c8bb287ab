"""Every system: one paper's game in one file."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "began": ["BEGAN"],
        "cgan": ["CGAN"],
        "classifying": ["ClassifyingGAN"],
        "cyclegan": ["CycleGAN"],
        "conditional": ["ConditionalGAN"],
        "dann": ["DANN"],
        "cogan": ["CoGAN"],
        "dcgan": ["DCGAN"],
        "mad_gan": ["MADGAN"],
        "infogan": ["InfoGAN"],
        "latent": ["LatentGAN"],
        "mocogan": ["MoCoGAN"],
        "pix2pix": ["Pix2Pix"],
        "progan": ["ProGAN"],
        "segan": ["SegAN"],
        "seqgan": ["SeqGAN"],
        "sequences": ["SequenceGAN"],
        "ssl_gan": ["SemiSupervisedGAN"],
        "text_to_image": ["TextToImage"],
        "stylegan": ["StyleGAN"],
        "translation": ["TranslationGAN"],
        "unrolled": ["UnrolledGAN"],
        "vae_gan": ["VAEGAN"],
        "wgan_gp": ["WGANGP"],
    },
)
