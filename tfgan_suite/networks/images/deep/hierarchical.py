"""BigGAN's generators, each of whose blocks is told of z beside the condition: a part of its own, or all of it.

Brock et al. 2018, section 3 and appendix B, https://arxiv.org/abs/1809.11096.
"""

from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.errors import SuiteError
from tfgan_suite.networks.images.deep.bottleneck import BOTTLENECKS
from tfgan_suite.networks.images.deep.residual import residual_image
from tfgan_suite.networks.norms import batch_norm, plain_batch_norm
from tfgan_suite.networks.pyramid import pyramid
from tfgan_suite.networks.told import normalizing, told_of


def hierarchical_generator(
    image_shape: Shape,
    told: Any,
    latent_dim: int = 120,
    *,
    embedding: int = 128,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = plain_batch_norm,
    last_norm: MakeLayer = batch_norm,
    dense: MakeLayer = layers.Dense,
    name: str = "generator",
    **parts: Any,
) -> keras.Model:
    """(z [B, latent_dim], condition) -> image [B, H, W, C] in [-1, 1], by residual blocks.

    z is cut into as many parts as there are blocks and one more. The first begins the image; each block is normalized
    by its own part beside an embedding of the condition that all blocks share.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        told: number of classes or a condition, see `networks.told`.
        latent_dim: length of z, at least one for each part.
        embedding: length of the shared embedding.
        norm: () -> normalization layer of blocks, without scale and shift.
        last_norm: () -> that after the last block, which is told nothing.
        width, most, dense, **parts: as in `networks.residual_image`.
        name: the network's name.

    Raises:
        SuiteError: latents too short to be cut.
    """
    _, blocks = pyramid(image_shape)
    if latent_dim <= blocks:
        raise SuiteError(f"{blocks + 1} parts of z need at least as many latents: give a longer --latent-dim.")
    z = keras.Input((latent_dim,), name="z")
    condition, v, _ = told_of(told)
    shared = dense(embedding, use_bias=False, name="shared")(v)
    first, *rest = _parts(z, blocks + 1)
    norms = [normalizing(norm, layers.Concatenate()([shared, part])) for part in rest]
    own = {"width": width, "most": most, "norm": last_norm, "norms": norms, "dense": dense, **parts}
    return keras.Model([z, condition], residual_image(first, image_shape, **own), name=name)


def bottleneck_generator(
    image_shape: Shape,
    told: Any,
    latent_dim: int = 128,
    *,
    embedding: int = 128,
    width: int = 128,
    most: int = 2048,
    norm: MakeLayer = plain_batch_norm,
    last_norm: MakeLayer = batch_norm,
    dense: MakeLayer = layers.Dense,
    name: str = "generator",
    **parts: Any,
) -> keras.Model:
    """BigGAN-deep's: (z [B, latent_dim], condition) -> image [B, H, W, C] in [-1, 1], by bottlenecks.

    All of z beside the shared embedding of the condition begins the image and normalizes each block.

    Args:
        image_shape, told, embedding, norm, last_norm, width, most, dense, **parts: as in `hierarchical_generator`.
        latent_dim: length of z.
        name: the network's name.
    """
    _, levels = pyramid(image_shape)
    z = keras.Input((latent_dim,), name="z")
    condition, v, _ = told_of(told)
    known = layers.Concatenate()([z, dense(embedding, use_bias=False, name="shared")(v)])
    norms = [normalizing(norm, known)] * levels
    own: dict[str, Any] = {"width": width, "most": most, "norm": last_norm, "norms": norms, "dense": dense}
    own |= {"blocks": BOTTLENECKS, **parts}
    return keras.Model([z, condition], residual_image(known, image_shape, **own), name=name)


def _parts(z: Tensor, count: int) -> list[Tensor]:
    """z in so many parts; the first takes what is left over."""
    length = z.shape[-1] // count
    first = z.shape[-1] - length * (count - 1)
    starts = [0, *range(first, z.shape[-1], length)]
    return [z[:, start:end] for start, end in zip(starts, [*starts[1:], z.shape[-1]], strict=True)]
