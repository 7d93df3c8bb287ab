"""Optimizers as papers write them, their schedules, and steps of them that gradients pass through."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "differentiable": ["differentiable"],
        "factories": ["adam", "adamax", "forget", "rmsprop", "sgd"],
        "fast_weights": ["FastWeights"],
        "historical_averaging": ["HistoricalAveraging"],
        "lazy": ["pay_lazily"],
        "rms_prop": ["RMSProp"],
        "schedules": ["Annealed", "LinearDecay", "halving"],
    },
)
