"""Running: a training from its recipe to a finished run."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "pair_task": ["PairTask"],
        "plan": ["Plan"],
        "schedule": ["Phase", "Schedule", "growth", "levels_of", "share_of_a_phase"],
        "task": ["USUAL_EPOCHS", "ImageTask"],
    },
)
