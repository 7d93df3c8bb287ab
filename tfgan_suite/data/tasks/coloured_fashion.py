"""Style transfer: garments to be dyed, and an example of the colour to show them in."""

from dataclasses import replace

import numpy as np

from tfgan_suite.data.pipeline.examples import Examples


def coloured_fashion(fashion: Examples, seed: int = 0) -> Examples:
    """Fashion-MNIST with colours drawn for it.

    Returns:
        Fields "content", grey images; "label"; "style", another image each, dyed, uint8 [N, H, W, 3]; "colour", its
        dye, float32 [N, 3] in [0, 1]; and "target", the content in that dye.
    """
    rng = np.random.default_rng([seed, len(fashion)])
    n = len(fashion)
    colour = vivid(rng.uniform(0, 1, n))
    other = fashion["image"][rng.permutation(n)]
    fields = {
        "content": fashion["image"],
        "label": fashion["label"],
        "style": dyed(other, colour),
        "colour": colour,
        "target": dyed(fashion["image"], colour),
    }
    return replace(fashion, fields=fields)


def vivid(hues: np.ndarray) -> np.ndarray:
    """Hues [N] in [0, 1) as colours [N, 3] in [.2, 1]."""
    phases = np.abs((hues[:, None] + np.array([0, 2 / 3, 1 / 3])) % 1 * 6 - 3) - 1
    return (0.2 + 0.8 * phases.clip(0, 1)).astype("float32")


def dyed(images: np.ndarray, colours: np.ndarray) -> np.ndarray:
    """Grey uint8 images [N, H, W, 1] in colours [N, 3]: uint8 [N, H, W, 3]."""
    return np.rint(images * colours[:, None, None, :]).astype(np.uint8)
