"""Kinds of products: how what a system yields is drawn, written, animated, kept as an array and shown to clients.

A kind is one file and one object. A game declares what it yields; a network's output that is named after a kind is of
that kind (`kind_of`), whatever game it is in.
"""

from tfgan_suite.kinds.audio import Audio
from tfgan_suite.kinds.class_probabilities import ClassProbabilities
from tfgan_suite.kinds.clips import Clips
from tfgan_suite.kinds.embeddings import Embeddings
from tfgan_suite.kinds.images import Images
from tfgan_suite.kinds.kind import Kind
from tfgan_suite.kinds.masks import Masks
from tfgan_suite.kinds.melodies import Melodies
from tfgan_suite.kinds.naming import KINDS, kind_of
from tfgan_suite.kinds.points import Points
from tfgan_suite.kinds.tokens import Tokens
from tfgan_suite.kinds.volumes import Volumes

__all__ = [
    "KINDS",
    "Audio",
    "ClassProbabilities",
    "Clips",
    "Embeddings",
    "Images",
    "Kind",
    "Masks",
    "Melodies",
    "Points",
    "Tokens",
    "Volumes",
    "kind_of",
]
