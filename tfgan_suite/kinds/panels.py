"""Images put together so that a person can compare them."""

import numpy as np

TINT = np.float32([1.0, -0.4, -0.4])


def beside(*images):
    """Batches of images [n, H, W, C], C = 1 or 3, side by side: [n, H, k W, C], in colour where one of them is."""
    channels = max(batch.shape[-1] for batch in images)
    return np.concatenate([np.broadcast_to(b, (*b.shape[:-1], channels)) for b in images], axis=2)


def overlaid(images, masks):
    """Images [n, H, W, C] in [-1, 1] with masks [n, H, W, 1] in [0, 1] laid over in red: [n, H, W, 3]."""
    share = 0.5 * np.asarray(masks, "float32")
    return (1 - share) * np.broadcast_to(images, (*images.shape[:-1], 3)) + share * TINT
