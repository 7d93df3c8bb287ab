"""What several recipes are put together from. Importing it does not load TensorFlow."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "captioned": ["embed"],
        "encoded": ["networks_with_encoder"],
        "enlarging": ["enlarging_plan", "small_shape"],
        "pairs": ["Choice"],
        "perceptual": ["maps_for"],
    },
)
