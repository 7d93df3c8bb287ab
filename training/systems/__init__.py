"""Systems: the registry of all, found in their recipes; loads no TensorFlow."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={"registry": ["SYSTEMS", "find"]})
