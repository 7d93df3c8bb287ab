"""The targets of the fuzzer on bytes that make sense, on those bytes damaged, and on any bytes."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, fed, seeds
from tfgan_suite.metrics.features.torch_weights import torch_weights


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes(name):
    @settings(max_examples=40, deadline=None, database=None, derandomize=True)
    @given(st.binary(max_size=400))
    def check(content):
        fed(name, content)

    check()


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_bytes(name):
    @settings(max_examples=60, deadline=None, database=None, derandomize=True)
    @given(st.sampled_from(seeds(name)), st.integers(0), st.binary(max_size=8), st.booleans())
    def check(content, at, other, cut):
        at %= len(content) + 1
        fed(name, content[:at] + other + (b"" if cut else content[at + len(other) :]))

    check()


def test_the_fuzzer_begins_with_weights_that_are_some():
    for content in seeds("weights")[-2:]:
        np.testing.assert_array_equal(torch_weights(io.BytesIO(content))["w"], [[0, 1], [2, 3]])
