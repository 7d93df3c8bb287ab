"""Which kind the inputs and outputs of networks are of, by their names."""

import re
from typing import Any

from tfgan_suite.kinds.audio import Audio
from tfgan_suite.kinds.class_probabilities import ClassProbabilities
from tfgan_suite.kinds.clips import Clips
from tfgan_suite.kinds.embeddings import Embeddings
from tfgan_suite.kinds.images import Images
from tfgan_suite.kinds.kind import Kind
from tfgan_suite.kinds.masks import Masks
from tfgan_suite.kinds.points import Points
from tfgan_suite.kinds.tokens import Tokens
from tfgan_suite.kinds.volumes import Volumes

KINDS = (Images(), Clips(), Points(), Tokens(), Audio(), Volumes(), Masks(), ClassProbabilities(), Embeddings())


def kind_of(name: str, otherwise: Kind | None = None) -> Any:
    """The kind that an input or output of this name is of, such as `Points()` of "point".

    Args:
        name: in a network's signature.
        otherwise: what a name that no kind knows is of.
    """
    return next((kind for kind in KINDS if any(re.fullmatch(known, name) for known in kind.names)), otherwise)
