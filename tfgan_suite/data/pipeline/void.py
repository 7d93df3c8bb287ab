"""Void: the places of a mask of which nobody knows what is there, which losses and scores leave out.

Among numbers of classes they are `VOID`. In memory they are `LEVEL` in every channel, neither black nor white, and so
on the side of the background for whoever does not ask.
"""

from typing import Any

import numpy as np

from tfgan_suite.aliases import Array

VOID = 255
LEVEL = 127
SAID = "is void: losses and scores leave it out"


def known(masks: Any) -> Array:
    """Where masks uint8 [..., K] say what is there: bool [..., 1]."""
    return np.asarray(masks[..., :1]) != LEVEL
