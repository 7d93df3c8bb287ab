"""Every system, in one table; read without importing TensorFlow."""

import difflib

from tfgan_suite.errors import SuiteError
from tfgan_suite.training.combinations import COMBINATIONS
from tfgan_suite.training.system import System

OWN = [
    System(
        "dcgan",
        "DCGAN",
        "Radford et al. 2015",
        "https://arxiv.org/abs/1511.06434",
        "convolutional generator and discriminator with batch normalization: the baseline",
    ),
    System(
        "wgan_gp",
        "WGAN-GP",
        "Gulrajani et al. 2017",
        "https://arxiv.org/abs/1704.00028",
        "Wasserstein critic held 1-Lipschitz by a gradient penalty, several critic steps on fresh data",
    ),
    System(
        "cgan",
        "CGAN",
        "Mirza and Osindero 2014",
        "https://arxiv.org/abs/1411.1784",
        "both players are told the label, by concatenation or by projection",
    ),
    System(
        "fisher_gan",
        "Fisher GAN",
        "Mroueh and Sercu 2017",
        "https://arxiv.org/abs/1705.09675",
        "a critic whose gap counts in units of its own standard deviation",
        missing="C-FID 31 and 28 on two seeds after 2,000 steps (bound 25)",
    ),
    System(
        "unrolled",
        "UnrolledGAN",
        "Metz et al. 2016",
        "https://arxiv.org/abs/1611.02163",
        "the generator answers the discriminator's next steps, through which its gradient passes",
    ),
    System(
        "mad_gan",
        "MADGAN",
        "Ghosh et al. 2017",
        "https://arxiv.org/abs/1704.02906",
        "several generators, and a discriminator that says which of them made it",
    ),
    System(
        "cogan",
        "CoGAN",
        "Liu and Tuzel 2016",
        "https://arxiv.org/abs/1606.07536",
        "two domains without pairs: generators share their first layers, discriminators their last",
    ),
    System(
        "pix2pix",
        "Pix2Pix",
        "Isola et al. 2016",
        "https://arxiv.org/abs/1611.07004",
        "image to image from pairs: a U-Net, a discriminator of patches, L1",
    ),
    System(
        "cyclegan",
        "CycleGAN",
        "Zhu et al. 2017",
        "https://arxiv.org/abs/1703.10593",
        "image to image without pairs: there and back again must end where it began",
    ),
    System(
        "progan",
        "ProGAN",
        "Karras et al. 2018",
        "https://arxiv.org/abs/1710.10196",
        "networks that grow while they train, each finer level faded in",
    ),
    System(
        "stylegan",
        "StyleGAN",
        "Karras et al. 2019",
        "https://arxiv.org/abs/1812.04948",
        "styles from a mapping network and noise at every layer; styles of two latents mixed, truncation when sampling",
        missing="other noise keeps the class of .90 of the images (bound .95) after 4,200 steps, one seed",
    ),
    System(
        "segan",
        "SegAN",
        "Xue et al. 2017",
        "https://arxiv.org/abs/1706.01805",
        "a segmenter against a critic that compares masked images at every scale",
    ),
    System(
        "ssl_gan",
        "SemiSupervisedGAN",
        "Salimans et al. 2016",
        "https://arxiv.org/abs/1606.03498",
        "a classifier from few labels: K classes and one more for fakes, feature matching",
    ),
    System(
        "dann",
        "DANN",
        "Ganin et al. 2016",
        "https://arxiv.org/abs/1505.07818",
        "a classifier for a domain without labels, by reversed gradients",
    ),
    System(
        "text_to_image",
        "TextToImage (GAN-INT-CLS)",
        "Reed et al. 2016",
        "https://arxiv.org/abs/1605.05396",
        "images from captions: wrong captions are refused like fakes, texts between captions filled in",
    ),
    System(
        "mocogan",
        "MoCoGAN",
        "Tulyakov et al. 2017",
        "https://arxiv.org/abs/1707.04993",
        "clips of one content code and a recurrent path of motion codes; critics of frames and of clips",
        missing="another motion keeps the article in .80 and .83 of the clips, at the bound of .80; rounding decides",
    ),
    System(
        "seqgan",
        "SeqGAN",
        "Yu et al. 2016",
        "https://arxiv.org/abs/1609.05473",
        "sequences of tokens: a policy rewarded by what a discriminator thinks of its rollouts",
    ),
    System(
        "began",
        "BEGAN",
        "Berthelot et al. 2017",
        "https://arxiv.org/abs/1703.10717",
        "an autoencoder as discriminator, kept in balance with its generator by a scalar k",
    ),
    System(
        "ebgan",
        "EBGAN",
        "Zhao et al. 2016",
        "https://arxiv.org/abs/1609.03126",
        "an autoencoder as discriminator: its error is an energy, pushed up for fakes as far as a margin",
    ),
    System(
        "magan",
        "MAGAN",
        "Wang et al. 2017",
        "https://arxiv.org/abs/1704.03817",
        "EBGAN with a margin that follows the energy of real examples down",
    ),
    System(
        "mrgan",
        "MRGAN",
        "Che et al. 2016",
        "https://arxiv.org/abs/1612.02136",
        "an encoder leads real examples back to latents, of which the generator must rebuild them: no mode is missed",
    ),
    System(
        "mdgan",
        "MDGAN",
        "Che et al. 2016",
        "https://arxiv.org/abs/1612.02136",
        "first the manifold of real examples is learnt by reconstruction, then the prior is spread over it",
    ),
    System(
        "saae",
        "Stylized adversarial autoencoder",
        "Zhao et al. 2017",
        "https://www.alibabacloud.com/en/developer/a/ai/image-generation-algorithm-against-encoder",
        "the content of one image in the style of another, judged by a classifier that also knows fakes",
    ),
    System(
        "vae_gan",
        "VAE-GAN",
        "Larsen et al. 2015",
        "https://arxiv.org/abs/1512.09300",
        "encoder and decoder judged by the features of a discriminator instead of by pixels",
    ),
    System(
        "infogan",
        "InfoGAN",
        "Chen et al. 2016",
        "https://arxiv.org/abs/1606.03657",
        "codes that the images must tell: categories and continuous factors found without labels",
    ),
]

SYSTEMS = [*OWN, *COMBINATIONS]


def find(name):
    """The system called `name`; dashes, underscores and capitals do not matter.

    Raises:
        SuiteError: nothing is called that.
    """
    table = {_folded(system.name): system for system in SYSTEMS}
    if system := table.get(_folded(name)):
        return system
    near = difflib.get_close_matches(_folded(name), table, n=1)
    hint = f"did you mean {table[near[0]].name}?" if near else f"there are {', '.join(s.name for s in SYSTEMS)}."
    raise SuiteError(f"No system is called {name!r}; {hint} (`tfgan list` shows all.)")


def _folded(name):
    return name.lower().replace("-", "").replace("_", "")
