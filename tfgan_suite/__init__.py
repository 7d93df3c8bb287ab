"""Generative adversarial networks behind one Keras API. Importing this package alone does not load TensorFlow."""

import lazy_loader

from tfgan_suite.processors import keep_to_quota, turn_on_onednn

turn_on_onednn()
keep_to_quota()

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=[
        "callbacks",
        "conditions",
        "core",
        "data",
        "export",
        "kinds",
        "layers",
        "losses",
        "metrics",
        "networks",
        "optimizers",
        "regularizers",
        "training",
        "variants",
    ],
    submod_attrs={"errors": ["SuiteError"], "core.gan": ["GAN"], "core.game": ["Game"], "loading": ["load_game"]},
)

__version__ = "0.1.0"
