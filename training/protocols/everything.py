"""All protocols of the suite together, for whoever reads a report without knowing whose it is."""

import functools

from tfgan_suite.training import protocols
from tfgan_suite.training.scoring.score import Score


@functools.cache
def every_score() -> tuple[Score, ...]:
    """The scores of all protocols, each once."""
    found = (getattr(protocols, name) for name in protocols.__all__ if name.endswith("_protocol"))
    held = (score for protocol in found for score in protocol.scores)
    return tuple({repr(score): score for score in held}.values())
