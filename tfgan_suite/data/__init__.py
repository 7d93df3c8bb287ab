"""Data: where real examples come from. Importing this package alone does not load TensorFlow."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "folders.arrays": ["from_arrays"],
        "catalogue": ["Note", "load", "located", "names"],
        "pipeline.augmenting": ["DataAugmentation"],
        "pipeline.examples": ["Examples"],
        "fetching": ["fetch"],
        "pipeline.pixels": ["to_float", "to_uint8"],
        "pipeline.summary": ["summary"],
        "pipeline.stages": ["in_stages"],
        "pipeline.streaming": ["batches", "in_order"],
    },
)
