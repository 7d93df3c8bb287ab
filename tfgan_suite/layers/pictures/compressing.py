"""Compressing: what JPEG leaves of an image, as tensors compute it."""

import numpy as np
from keras import ops

from tfgan_suite.aliases import Tensor

BLOCK = 8
BRIGHTNESS = np.array(
    [
        [16, 11, 10, 16, 24, 40, 51, 61],
        [12, 12, 14, 19, 26, 58, 60, 55],
        [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62],
        [18, 22, 37, 56, 68, 109, 103, 77],
        [24, 35, 55, 64, 81, 104, 113, 92],
        [49, 64, 78, 87, 103, 121, 120, 101],
        [72, 92, 95, 98, 112, 100, 103, 99],
    ],
    "float32",
)
COLOUR = np.full((BLOCK, BLOCK), 99, "float32")
COLOUR[:4, :4] = [[17, 18, 24, 47], [18, 21, 26, 66], [24, 26, 56, 99], [47, 66, 99, 99]]
TO_YCBCR = np.array([[0.299, 0.587, 0.114], [-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]], "float32")
WAVES = np.cos(np.pi / BLOCK * np.outer(np.arange(BLOCK), np.arange(BLOCK) + 0.5)).astype("float32") / 2
WAVES[0] /= np.float32(np.sqrt(2))


def compressed(images: Tensor, quality: Tensor) -> Tensor:
    """Images [B, H, W, C] in [-1, 1] as JPEG keeps them, by ITU-T T.81's tables and the usual scale of qualities.

    Blocks of 8x8 pixels are taken to the frequencies of a cosine transform, which are rounded to multiples that depend
    on the quality. Colour has the resolution of brightness (4:4:4); of other numbers of channels than three each is
    brightness. Rounding has no gradient.

    Args:
        images: of any sides; edges are repeated where blocks reach beyond.
        quality: 1 to 100 for each, [B].
    """
    *_, height, width, channels = images.shape
    below, right = -height % BLOCK, -width % BLOCK
    h = images * 127.5 - 0.5  # from -128 to 127
    h = ops.concatenate([h, *[h[:, -1:]] * below], axis=1)
    h = ops.concatenate([h, *[h[:, :, -1:]] * right], axis=2)
    h = ops.round(ops.matmul(h, TO_YCBCR.T)) if channels == 3 else h
    h = ops.reshape(h, (-1, (height + below) // BLOCK, BLOCK, (width + right) // BLOCK, BLOCK, channels))
    steps = _steps(quality, channels)
    h = ops.einsum("ui,bmincj,vn->bmuvcj", WAVES, ops.transpose(h, (0, 1, 2, 4, 3, 5)), WAVES)
    h = ops.round(h / steps) * steps
    h = ops.einsum("ui,bmuvcj,vn->bmincj", WAVES, h, WAVES)
    h = ops.reshape(ops.transpose(h, (0, 1, 2, 4, 3, 5)), (-1, height + below, width + right, channels))
    h = ops.matmul(h, np.linalg.inv(TO_YCBCR).T.astype("float32")) if channels == 3 else h
    return ops.clip((h[:, :height, :width] + 0.5) / 127.5, -1, 1)


def _steps(quality, channels):
    """[B, 1, 8, 8, 1, C]: what each frequency is a multiple of."""
    quality = quality[:, None, None, None]
    scale = ops.where(quality < 50, ops.floor(5000 / quality), 200 - 2 * quality)
    tables = np.stack([BRIGHTNESS, COLOUR, COLOUR] if channels == 3 else [BRIGHTNESS] * channels, axis=-1)
    steps = ops.clip(ops.floor((tables * scale + 50) / 100), 1, 255)
    return steps[:, None, :, :, None, :]
