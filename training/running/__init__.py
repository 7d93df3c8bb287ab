"""A training from its recipe to a finished run."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={"growth": ["growth"], "pair_task": ["PairTask"], "plan": ["Plan"], "task": ["ImageTask"]},
)
