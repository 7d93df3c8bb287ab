"""From a trained network to what runs without Keras: SavedModel for TensorFlow Serving, LiteRT for devices.

Export takes built `keras.Model` networks, never games or optimizers. Importing this package alone does not
load TensorFlow.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "artifacts": ["FORMATS", "export_network"],
        "devices": ["write_devices"],
        "inscriptions": ["inscription"],
        "litert": ["export_litert"],
        "parity": ["Check"],
        "saved_model": ["export_saved_model"],
        "serving": ["descriptions", "write_serving"],
        "signature": ["Signature"],
    },
)
