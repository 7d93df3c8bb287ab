"""A small game and a batch for it."""

import pytest

from tests.variants.cases import CASES, build, one_batch


@pytest.fixture
def game():
    game = build(CASES["dcgan"])
    game.compile()
    return game


@pytest.fixture
def batch():
    return one_batch(CASES["dcgan"])
