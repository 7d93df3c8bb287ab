"""Cases of a test that `make test` has no time for: another one of theirs stands for them there."""

import pytest


def thorough(*values, name=None):
    """These values of a parametrized test, for `make thorough`."""
    return pytest.param(*values, marks=pytest.mark.thorough, id=name)
