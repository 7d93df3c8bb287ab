"""What players descend: pure functions of scores, images or features to one scalar."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "adversarial": [
            "Hinge",
            "LeastSquares",
            "Minimax",
            "NonSaturating",
            "Objective",
            "Wasserstein",
            "bce",
        ],
        "gradient": ["gradient_norm", "gradient_penalty"],
    },
)
