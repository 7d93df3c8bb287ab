"""From a trained network to what runs without Keras: SavedModel for TensorFlow Serving, LiteRT for devices.

Export takes built `keras.Model` networks, never games or optimizers. Importing this package alone does not
load TensorFlow.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "artifacts": ["FORMATS", "export_network"],
        "clients.devices": ["write_devices"],
        "formats.inscriptions": ["inscription"],
        "formats.litert": ["export_litert"],
        "checks.parity": ["Check"],
        "formats.saved_model": ["export_saved_model"],
        "clients.serving": ["descriptions", "write_serving"],
        "signature": ["Signature"],
    },
)
