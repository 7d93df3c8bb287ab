"""The inputs that tensorflow-addons and the suite are both given; NumPy alone, since both environments read it."""

import numpy as np

STEPS = 20


def rng():
    return np.random.default_rng(0)


def images():
    """[2, 12, 10, 6] of standard normal numbers."""
    return rng().standard_normal((2, 12, 10, 6)).astype("float32")


def scale():
    """γ and β of six channels."""
    return rng().uniform(0.5, 1.5, (2, 6)).astype("float32")


def kernel():
    """Of a dense layer from 7 to 5."""
    return rng().standard_normal((7, 5)).astype("float32")


def vectors():
    """[4, 7], inputs of that layer."""
    return rng().standard_normal((4, 7)).astype("float32")


def colours():
    """[2, 8, 8, 3] in [0, 1]."""
    return rng().uniform(0, 1, (2, 8, 8, 3)).astype("float32")


def flow():
    """Displacements [2, 8, 8, 2] of at most two pixels."""
    return rng().uniform(-2, 2, (2, 8, 8, 2)).astype("float32")


def targets():
    """Binary targets and probabilities [6, 1]."""
    return np.array([[0], [1], [1], [0], [1], [0]], "float32"), rng().uniform(0.05, 0.95, (6, 1)).astype("float32")


def trail():
    """What a variable of three numbers is at each of STEPS steps."""
    return rng().standard_normal((STEPS, 3)).astype("float32")
