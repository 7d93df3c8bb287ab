"""Conditions: what both players of a game are told of an example, and what either pays for it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "auxiliary": ["AuxiliaryClassifier"],
        "contrastive": ["ClassContrast", "DataToData"],
        "condition": ["Condition", "Unconditional"],
        "frequencies": ["frequencies_of"],
        "label": ["Label"],
        "scorer": ["Scorer"],
        "vector": ["Vector"],
    },
)
