import pytest

from tfgan_suite.data import load
from tfgan_suite.metrics import fashion_classifier


@pytest.fixture(scope="session")
def classifier():
    return fashion_classifier()


@pytest.fixture(scope="session")
def fashion_train():
    return load("fashion_mnist", "train")


@pytest.fixture(scope="session")
def fashion_test():
    return load("fashion_mnist", "test")
