"""Scenes: garments of four kinds before a wall and on a floor, with the class of each pixel and the things numbered."""

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.pipeline.examples import Examples

SIDE, SPRITE, THINGS = 32, 16, 3
VISIBLE = 16
CLASSES = ("wall", "floor", "top", "trousers", "shoe", "bag")
KIND_OF = np.array([2, 3, 2, 2, 2, 4, 2, 4, 5, 4])  # by the label of a garment
COLOURS = np.array([(90, 110, 150), (150, 110, 70), (200, 70, 60), (60, 90, 200), (220, 185, 60), (165, 70, 180)])
SPREAD, STRIPES, GRAIN = 30, 25, 20
HIGHEST, LOWEST = 8, 24


def fashion_scenes(sprites: Examples, split: str) -> Examples:
    """Pictures of three garments each, no garment in two of them.

    A striped wall ends at a height drawn at random, where a grained floor begins. Three garments lie at places drawn at
    random, later ones over earlier ones; each is dyed in a colour near that of its kind.

    Args:
        sprites: Fashion-MNIST at 16x16, grey, with labels.
        split: the splits draw different grounds, colours and places.

    Returns:
        Fields "image" uint8 [N, 32, 32, 3], "mask" uint8 [N, 32, 32, 6] with 255 in the channel of each pixel's class
        (see `CLASSES`), and "instances" uint8 [N, 32, 32, 1]: 0 for the grounds, 1 to 3 for garments.
    """
    rng = np.random.default_rng([1903, *split.encode()])
    n = len(sprites) // THINGS
    classes, image = grounds(n, rng)
    things = np.zeros((n, SIDE, SIDE), np.uint8)
    for number in range(THINGS):
        rows = slice(number * n, (number + 1) * n)
        sprite, kind = sprites["image"][rows, ..., 0], KIND_OF[sprites["label"][rows]]
        dyed = coloured(kind, rng)[:, None, None] * (0.35 + 0.65 * sprite[..., None] / 255)
        for row, (top, left) in enumerate(rng.integers(0, SIDE - SPRITE + 1, (n, 2))):
            at = (row, slice(top, top + SPRITE), slice(left, left + SPRITE))
            shown = sprite[row] > VISIBLE
            image[at][shown], classes[at][shown], things[at][shown] = dyed[row][shown], kind[row], number + 1
    mask = (classes[..., None] == np.arange(len(CLASSES), dtype=np.uint8)) * np.uint8(255)
    fields = {"image": np.rint(image).astype(np.uint8), "mask": mask, "instances": things[..., None]}
    return Examples(fields, "fashion_scenes", licence=sprites.licence, mask_classes=CLASSES)


def grounds(n: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Walls above floors: (classes uint8 [n, 32, 32], colours float [n, 32, 32, 3])."""
    place = np.arange(SIDE)
    is_floor = place >= rng.integers(HIGHEST, LOWEST + 1, (n, 1))
    classes = np.repeat(is_floor[:, :, None], SIDE, 2).astype(np.uint8)
    stripes = STRIPES * np.sign(np.sin(np.pi / 4 * (place + rng.integers(0, 8, (n, 1)) + 0.5)))[:, None, :]
    grain = rng.uniform(-GRAIN, GRAIN, classes.shape)
    wall, floor = (coloured(np.full(n, kind), rng)[:, None, None] for kind in (0, 1))
    image = np.where(classes[..., None], floor + grain[..., None], wall + stripes[..., None])
    return classes, np.clip(image, 0, 255)


def coloured(kinds: Array, rng: np.random.Generator) -> Array:
    """A colour near that of each kind, float [n, 3] from 0 to 255."""
    return np.clip(COLOURS[kinds] + rng.uniform(-SPREAD, SPREAD, (len(kinds), 3)), 0, 255)
