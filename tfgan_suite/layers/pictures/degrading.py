"""Degrading: what befalls pictures before somebody wants them larger: blur, changes of size, noise, compression.

Wang et al. 2021, section 3, https://arxiv.org/abs/2107.10833: all of it twice, each time to another degree.
"""

import functools

import numpy as np
from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.layers.pictures.compressing import compressed
from tfgan_suite.layers.pictures.resampling import shrunk

NUMBERS = (2, 5)  # drawn for each example: blur along both axes, size, noise, quality, each for both passes
LEAST_BLUR, MOST_BLUR = 0.2, (3.0, 1.5)  # standard deviations in pixels
SMALLEST = (0.15, 0.3)  # share of the sides
MOST_NOISE = (30.0, 25.0)  # levels of 255
BEST, WORST = 95.0, 30.0  # JPEG's quality


def degraded(images: Tensor, factor: int, numbers: Tensor, *noises: Tensor, strength: float = 1.0) -> Tensor:
    """Images [B, H, W, C] in [-1, 1] -> [B, H / factor, W / factor, C], worse in many ways.

    Each of two passes blurs by a normal law, brings images to a smaller size and back, adds noise and compresses them
    as JPEG does; the second brings them to their last size before its noise. Departs from the paper, which also has
    generalized and sinc kernels, kernels that are turned, enlargements on the way, Poisson noise, three ways of
    interpolation, each by chance, and leaves out passes.

    Args:
        images: with sides that are multiples of the factor.
        factor: by which sides shrink in all.
        numbers: [B, 2, 5], uniform on [0, 1): how far each goes, see `NUMBERS`.
        noises: standard normal, [B, H, W, C] and [B, H / factor, W / factor, C].
        strength: how far the worst of all goes, as a share of what the paper has, 0 to 1.
    """
    h = images
    for each, noise in enumerate(noises):
        u = strength * numbers[:, each]
        blurs = LEAST_BLUR * strength + (MOST_BLUR[each] - LEAST_BLUR) * u[:, :2]
        h = along_axes(h, *(_normal_law(side, blurs[:, axis]) for axis, side in enumerate(h.shape[1:3])))
        share = 1 - (1 - SMALLEST[each]) * u[:, 2]
        h = along_axes(h, *(_there_and_back(side, share) for side in h.shape[1:3]))
        h = shrunk(h, factor) if each else h
        h = h + noise * (2 * MOST_NOISE[each] / 255 * u[:, 3])[:, None, None, None]
        h = compressed(ops.clip(h, -1, 1), BEST - (BEST - WORST) * u[:, 4]) if strength else h
    return ops.clip(h, -1, 1)


def along_axes(images: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
    """Images [B, H, W, C] filtered by matrices [B, H', H] and [B, W', W]."""
    return ops.einsum("byh,bxw,bhwc->byxc", rows, columns, images)


def _normal_law(side, sigma):
    """[B, side, side]: each pixel a mean of those around it, edges repeated by giving them what is beyond."""
    apart = _places(side)[:, None] - _places(side)[None]
    weights = ops.exp(-(apart**2) / (2 * ops.maximum(sigma, 1e-3)[:, None, None] ** 2))
    return weights / ops.sum(weights, axis=-1, keepdims=True)


def _there_and_back(side, share):
    """[B, side, side]: to a share of the side with antialiasing, and back, both linearly."""
    share = share[:, None, None]
    count = ops.maximum(ops.round(side * share), 1.0)
    step = side / count
    centres = (_places(side)[:, None] + 0.5) * step
    near = ops.relu(1 - ops.abs(_places(side)[None] + 0.5 - centres) / step)
    down = near / ops.maximum(ops.sum(near, axis=-1, keepdims=True), 1e-6)
    at = ops.clip((_places(side)[:, None] + 0.5) / step - 0.5, 0.0, count - 1)
    up = ops.relu(1 - ops.abs(at - _places(side)[None]))
    return ops.matmul(up, down)


@functools.cache
def _numbered(side):
    return np.arange(side, dtype="float32")


def _places(side):
    return ops.convert_to_tensor(_numbered(side))
