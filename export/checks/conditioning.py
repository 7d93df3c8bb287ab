"""Conditioning: how far a network's outputs move when only the last digit of its inputs does."""

from collections.abc import Sequence

import numpy as np

from tfgan_suite.aliases import Arrays
from tfgan_suite.export.signature import Signature


def last_digit(signature: Signature, probes: Sequence[Arrays], answers: Sequence[Arrays]) -> float:
    """Largest change of an answer, in its units, when each float input moves up or down by one unit in its last place.

    A network multiplies the rounding of each of its layers as it multiplies this one, so that another program which
    computes it in float32 may be as many times this far from it as there are layers. Layers that divide by the
    deviation of a flat map, such as instance normalization of line art, multiply it by hundreds; most networks by next
    to nothing.

    Args:
        signature: the network as it is served.
        probes: inputs, name to array.
        answers: what it makes of each, name to array.
    """
    rng = np.random.default_rng(0)
    changes = []
    for probe, due in zip(probes, answers, strict=True):
        moved = signature({name: _moved(values, rng) for name, values in probe.items()})
        changes += [np.abs(np.float64(moved[key]) - values).max() for key, values in due.items()]
    return float(max(changes))


def _moved(values, rng):
    if values.dtype.kind != "f":
        return values
    return np.nextafter(values, rng.choice(np.array([-np.inf, np.inf], values.dtype), values.shape))
