"""Edge smoothing: drawings whose outlines are blurred, for discriminators to learn that outlines are sharp.

Chen et al. 2018, "CartoonGAN: Generative Adversarial Networks for Photo Cartoonization", section 3.2.1
"""

from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.layers.blur import Blur

STEEP = 0.5  # of the range of 2
REACH = 3


def edges_smoothed(images: Tensor, steep: float = STEEP) -> Tensor:
    """Images [B, H, W, C] in [-1, 1] that are blurred where they change steeply, and within a pixel of that.

    The paper finds edges by Canny's method; here they are where brightness changes by `steep` from one pixel to the
    next.

    Args:
        images: drawings.
        steep: in units of [-1, 1].
    """
    grey = ops.mean(images, axis=-1, keepdims=True)
    below, right = ops.abs(grey[:, 1:] - grey[:, :-1]), ops.abs(grey[:, :, 1:] - grey[:, :, :-1])
    change = ops.maximum(
        ops.pad(below, [(0, 0), (0, 1), (0, 0), (0, 0)]), ops.pad(right, [(0, 0), (0, 0), (0, 1), (0, 0)])
    )
    edges = ops.max_pool(ops.cast(change > steep, images.dtype), REACH, 1, padding="same")
    blur = Blur(dtype=images.dtype)
    return images + edges * (blur(blur(images)) - images)
