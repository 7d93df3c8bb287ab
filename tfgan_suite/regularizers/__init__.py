"""Regularizers of the discriminator: each term of its loss, or rule for its weights, is one class."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "clipping": ["Clipping"],
        "consistency": ["Consistency"],
        "coupling": ["COUPLED", "SCALED", "Refusal"],
        "lecam": ["LeCam"],
        "mode_seeking": ["ModeSeeking"],
        "orthogonal": ["Orthogonal"],
        "inputs": ["DiscriminatorInputs", "GeneratorInputs"],
        "regularizer": ["Regularizer"],
        "slopes": ["DRAGAN", "R1", "R2", "InterpolatedGradientPenalty"],
    },
)
