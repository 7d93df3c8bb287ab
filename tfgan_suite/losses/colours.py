"""Colours: how much the palettes of two images differ."""

from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import computed_in_float32

OF_MEANS, OF_COVARIANCES = 1.0, 5.0


@computed_in_float32
def colour_difference(a: Tensor, b: Tensor) -> Tensor:
    """λ1 ||μ_a - μ_b||² + λ2 ||Σ_a - Σ_b||², the mean over the batch; μ and Σ are of an image's pixels.

    Zhang et al. 2017, equation 8, https://arxiv.org/abs/1710.10916, with λ1 = 1 and λ2 = 5.

    Args:
        a: images [B, H, W, C].
        b: images [B, h, w, C] of any size.
    """
    (μ_a, Σ_a), (μ_b, Σ_b) = map(_moments, (a, b))
    means = ops.sum((μ_a - μ_b) ** 2, axis=-1)
    covariances = ops.sum((Σ_a - Σ_b) ** 2, axis=(-2, -1))
    return ops.mean(OF_MEANS * means + OF_COVARIANCES * covariances)


def _moments(images):
    _, height, width, channels = images.shape
    pixels = ops.reshape(images, (-1, height * width, channels))
    μ = ops.mean(pixels, axis=1)
    from_mean = pixels - μ[:, None]
    return μ, ops.matmul(ops.transpose(from_mean, (0, 2, 1)), from_mean) / (height * width)
